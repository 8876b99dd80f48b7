() => {
  /*path*/
  /*deep*/
  const [link, target] = globalThis.opennessSkip, node = deep();
  if (!target || !node) return {next: node ? path(node) : '', after: false};
  const place = target.compareDocumentPosition(node);
  return {next: path(node), after: node === target || !!(place & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY))};
}
