async (ms) => {
  /*path*/
  /*name*/
  /*deep*/
  /*waited*/
  await waited(ms);
  const walk = globalThis.opennessWalk;
  const describe = (node) => {
    if (!node || node.nodeType !== 1 || node === document.body) return null;
    if (!walk.numbers.has(node)) { walk.numbers.set(node, walk.controls.length); walk.controls.push(node); }
    const box = node.getBoundingClientRect();
    return {
      number: walk.numbers.get(node), xpath: path(node), tag: node.localName, role: node.getAttribute('role') || '', name: name(node),
      tabindex: node.tabIndex, frame: /^i?frame$/.test(node.localName),
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round),
    };
  };
  const log = walk.log.splice(0);
  const stops = log.map(([node]) => describe(node));
  const called = [...new Set(log.flatMap(([, , fresh], index) => !fresh && stops[index] ? [stops[index].number] : []))];
  // Two places reached by one key, or one by none: a script moved the focus.
  const moved = log.some(([, keys, fresh], index) => !fresh || (index > 0 && keys > 0 && keys === log[index - 1][1]));
  return {stops, called, moved, now: describe(deep())};
}
