(stops) => {
  // Where the walk ended the focus may rest yet: its control would be taken to look the same without it.
  let held = document.activeElement;
  while (held && held.shadowRoot && held.shadowRoot.activeElement) held = held.shadowRoot.activeElement;
  if (held && held !== document.body && held.blur) held.blur();
  const walk = globalThis.opennessWalk, groups = new Map(), kinds = new Map();
  const group = (key, of, number) => { if (!of.has(key)) of.set(key, []); of.get(key).push(number); };
  for (const number of stops) {
    const node = walk.controls[number];
    if (!node || !node.isConnected || /^i?frame$/.test(node.localName)) continue;
    const place = node.closest('nav,header,footer,main,aside,form');
    const around = node.parentElement ? node.parentElement.getAttribute('class') || '' : '';
    group([node.localName, node.type || '', node.getAttribute('class') || '', around, place ? place.localName : '', node.getAttribute('style') || ''].join('|'), groups, number);
  }
  const names = ['outlineStyle', 'outlineWidth', 'outlineColor', 'outlineOffset', 'boxShadow', 'borderStyle', 'borderWidth', 'borderColor', 'color',
    'backgroundColor', 'backgroundImage', 'textDecorationLine', 'textDecorationColor', 'opacity', 'transform', 'filter', 'content'];
  const style = (one, part) => { const own = getComputedStyle(one, part); return names.map((name) => own[name]).join(';'); };
  const looks = (node) => [...[null, '::before', '::after'].map((part) => style(node, part)), node.parentElement ? style(node.parentElement, null) : ''].join('/');
  for (const [key, numbers] of groups) {
    const node = walk.controls[numbers[0]], own = node.getAttribute('style');
    // What fades in is asked for at its end.
    node.style.setProperty('transition', 'none', 'important');
    const plain = looks(node);
    node.focus({focusVisible: true, preventScroll: true});
    const lit = looks(node);
    node.blur();
    if (own === null) node.removeAttribute('style'); else node.setAttribute('style', own);
    for (const number of numbers) group(`${key}|${plain}|${lit}`, kinds, number);
  }
  return [...kinds].map(([key, numbers]) => ({key, numbers})).sort((one, other) => other.numbers.length - one.numbers.length).slice(0, 60);
}
