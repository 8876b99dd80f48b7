function (...nodes) {
  const walk = globalThis.opennessWalk;
  for (const node of nodes) {
    if (!node || node.nodeType !== 1 || walk.numbers.has(node) || node.closest('a[href],button,label,summary')) continue;
    const box = node.getBoundingClientRect();
    const whole = box.width * box.height > 0.3 * innerWidth * innerHeight || /^(html|body|main|form|header|footer|nav|ul|table)$/.test(node.localName);
    if (whole || box.width < 2 || box.height < 2 || node.querySelector('a[href],button,input,select,textarea')) continue;
    if (!node.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    walk.numbers.set(node, walk.controls.length);
    walk.controls.push(node);
    walk.extra.push(node);
  }
  return walk.extra.length;
}
