(stops) => {
  const walk = globalThis.opennessWalk, kinds = new Map();
  const sheets = [...document.styleSheets].map((sheet) => sheet.href || (sheet.ownerNode && sheet.ownerNode.textContent.length) || 0).join(' ');
  for (const number of stops) {
    const node = walk.controls[number];
    if (!node || !node.isConnected || /^i?frame$/.test(node.localName)) continue;
    const place = node.closest('nav,header,footer,main,aside,form');
    const around = node.parentElement ? node.parentElement.getAttribute('class') || '' : '';
    const key = [node.localName, node.type || '', node.getAttribute('class') || '', around, place ? place.localName : '', node.getAttribute('style') || '', sheets].join('|');
    if (!kinds.has(key)) kinds.set(key, []);
    kinds.get(key).push(number);
  }
  return [...kinds].map(([key, numbers]) => ({key, numbers})).sort((one, other) => other.numbers.length - one.numbers.length).slice(0, 60);
}
