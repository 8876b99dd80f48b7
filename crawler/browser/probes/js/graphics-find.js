([least, limit]) => {
  /*path*/
  // What of a box is not cut off by the boxes around it or by the edge of the page.
  const shownPart = (node, box) => {
    let left = Math.max(box.left + scrollX, 0), top = Math.max(box.top + scrollY, 0);
    let right = Math.min(box.right + scrollX, document.documentElement.clientWidth), bottom = box.bottom + scrollY;
    for (let up = node.parentElement; up && up !== document.documentElement && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const edge = up.getBoundingClientRect();
      left = Math.max(left, edge.left + scrollX); right = Math.min(right, edge.right + scrollX);
      top = Math.max(top, edge.top + scrollY); bottom = Math.min(bottom, edge.bottom + scrollY);
    }
    return Math.max(0, right - left) * Math.max(0, bottom - top);
  };
  // Characters of a drawing in vectors that lies in a file or an address; 0 where they cannot be told, or it is none.
  const vectors = (address) => {
    if (address.startsWith('data:image/svg')) return address.length;
    if (!/\.svg([?#]|$)/i.test(address)) return 0;
    const [file] = performance.getEntriesByName(address);
    return file ? file.decodedBodySize || 0 : 0;
  };
  const found = [], known = new Set(), sources = [];
  let more = false;
  const add = (node, tag, address, broken, natural) => {
    const box = node.getBoundingClientRect();
    const shown = node.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 0 && box.height > 0 &&
      shownPart(node, box) >= 0.9 * box.width * box.height;
    const size = shown || !natural ? [box.width, box.height] : natural;
    if (!shown && !address) return;
    if (Math.max(...size) < least) return;
    const key = [tag, address || node.outerHTML, shown, ...(shown ? size.map(Math.round) : [])].join(' ');
    if (known.has(key)) return;
    known.add(key);
    if (found.length >= limit) { more = true; return; }
    sources.push(address);
    found.push({
      tag, xpath: path(node), address: (address || '').startsWith('data:') ? 'data:' : (address || '').slice(0, 2048), broken, shown,
      markup: tag === 'svg' && !node.querySelector('use,image') ? node.outerHTML.length : vectors(address || ''),
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round), width: Math.round(size[0]), height: Math.round(size[1]),
    });
  };
  const address = (text) => { const told = text.match(/url\((?:"([^"]*)"|'([^']*)'|([^)]*))\)/); return told ? told[1] || told[2] || told[3] : ''; };
  for (const node of document.querySelectorAll('body,body *')) {
    if (node.localName !== 'svg' && node.closest('svg')) continue;
    if (node.matches('img,input[type=image]')) add(node, 'img', node.currentSrc || node.src, node.localName === 'img' && node.complete && !node.naturalWidth, [node.naturalWidth || 0, node.naturalHeight || 0]);
    else if (node.localName === 'svg') add(node, 'svg', '', false, null);
    else if (node.matches('canvas,video,object,embed')) add(node, node.localName, '', false, null);
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(node, part);
      const of = address(style.backgroundImage) || (part ? address(style.content) : '');
      if (of) add(node, 'background', of, false, null);
    }
  }
  globalThis.opennessGraphics = sources;
  return {found, more};
}
