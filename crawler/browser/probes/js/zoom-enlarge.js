(times) => {
  const all = document.querySelectorAll('body, body *'), sizes = [];
  for (const node of all) {
    if (sizes.length >= 20000) break;
    // What is drawn keeps its letters: the outermost drawing bears its own size, the rest inherits it.
    const drawn = node.closest('svg,math');
    if (drawn && drawn !== node) continue;
    const style = getComputedStyle(node);
    sizes.push([node, parseFloat(style.fontSize) / (drawn ? times : 1), style.lineHeight]);
  }
  globalThis.opennessSizes = sizes.map(([node]) => [node, node.getAttribute('style')]);
  for (const [node, size, line] of sizes) {
    node.style.setProperty('transition', 'none', 'important');
    node.style.setProperty('font-size', `${size * times}px`, 'important');
    if (line.endsWith('px')) node.style.setProperty('line-height', `${parseFloat(line) * times}px`, 'important');
  }
  return sizes.length;
}
