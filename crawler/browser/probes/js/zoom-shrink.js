() => {
  for (const [node, style] of globalThis.opennessSizes || []) {
    if (style === null) node.removeAttribute('style'); else node.setAttribute('style', style);
  }
  globalThis.opennessSizes = undefined;
}
