(reached, limit) => {
  /*path*/
  /*seen*/
  /*name*/
  const walk = globalThis.opennessWalk;
  window.removeEventListener('focusin', walk.note, true);
  window.removeEventListener('keydown', walk.key, true);
  const met = new Set(reached.map((number) => walk.controls[number]));
  const addresses = new Set([...met].map((node) => node.href).filter(Boolean));
  const groups = 'radiogroup tablist menu menubar listbox tree grid toolbar combobox'.split(' ').map((role) => `[role=${role}]`).join(',');
  const left = [];
  for (const node of walk.controls) {
    if (met.has(node) || !node.isConnected || !seen(node)) continue;
    if ([...met].some((one) => one.contains(node) && one.matches('a,button,summary,label,[role=button],[role=link]'))) continue;
    const group = node.closest(groups);
    if (group && [...met].some((one) => group.contains(one))) continue;
    if (node.type === 'radio' && [...met].some((one) => one.type === 'radio' && one.name === node.name && one.form === node.form)) continue;
    const inner = node.querySelector && [...node.querySelectorAll('a[href],button,input,select,textarea')].some((one) => met.has(one));
    left.push({
      xpath: path(node), tag: node.localName, role: node.getAttribute('role') || '', name: name(node), tabindex: node.tabIndex,
      why: node.tabIndex < 0 ? (node.hasAttribute('tabindex') ? 'tabindex' : 'not-focusable') : 'passed-by',
      listener: walk.extra.includes(node), holds_reached: !!inner, repeats: !!(node.href && addresses.has(node.href)),
      cloaked: !!node.closest('[aria-hidden=true]'), pointer: getComputedStyle(node).cursor === 'pointer',
      written: node.matches('[onclick],[onmousedown]'),
    });
    if (left.length >= limit) break;
  }
  const ahead = [];
  const order = reached.map((number) => walk.controls[number]);
  for (let i = 1; i < order.length && ahead.length < limit; i++) {
    if (order[i - 1].compareDocumentPosition(order[i]) & Node.DOCUMENT_POSITION_PRECEDING && order[i - 1].getRootNode() === order[i].getRootNode())
      ahead.push({from: path(order[i - 1]), to: path(order[i])});
  }
  return {left, ahead, positive: order.filter((node) => node.tabIndex > 0).map(path).slice(0, limit)};
}
