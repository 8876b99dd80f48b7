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
  // ``later``: not loaded yet, so that its size is not known; it is drawn by itself.
  const add = (node, tag, address, {broken = false, natural = null, later = false} = {}) => {
    const box = node.getBoundingClientRect(), area = box.width * box.height;
    const seen = node.checkVisibility({opacityProperty: true, visibilityProperty: true}) && area > 0;
    const part = seen ? shownPart(node, box) : 0;
    // What has no address can be drawn at its place alone.
    const shown = !later && (address ? part > 0 && part >= 0.9 * area : part > 0);
    const size = shown || !natural ? [box.width, box.height] : natural;
    if (!shown && !address) return;
    if (!later && Math.max(...size) < least) return;
    const key = [tag, address || node.outerHTML, shown, ...(shown ? size.map(Math.round) : [])].join(' ');
    if (known.has(key)) return;
    known.add(key);
    if (found.length >= limit) { more = true; return; }
    sources.push(address);
    const link = node.closest('a[href]');
    found.push({
      link: link ? link.href.slice(0, 2048) : '', tag, xpath: path(node), address: (address || '').startsWith('data:') ? 'data:' : (address || '').slice(0, 2048), broken, shown,
      markup: tag === 'svg' && !node.querySelector('use,image') ? node.outerHTML.length : vectors(address || ''),
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round), width: Math.round(size[0]), height: Math.round(size[1]),
    });
  };
  const addresses = (text) => [...text.matchAll(/url\((?:"([^"]*)"|'([^']*)'|([^)]*))\)/g)].map((told) => told[1] || told[2] || told[3]);
  // Scripts keep the address of what they load when it is scrolled to in an attribute of their own.
  const waiting = (node) => [...node.attributes]
    .filter((one) => /^data-.*(src|original|lazy|bg|background|image|img|poster)/i.test(one.name) && /\.(png|jpe?g|gif|webp|svg|bmp|avif)([?#\s,)'"]|$)/i.test(one.value))
    .map((one) => addresses(one.value)[0] || one.value.trim().split(/[\s,]+/)[0]);
  const whole = (address) => { try { return new URL(address, document.baseURI).href; } catch { return ''; } };
  const own = (address) => { try { const to = new URL(address || 'about:srcdoc', document.baseURI); return to.protocol === 'about:' || to.origin === location.origin; } catch { return true; } };
  const look = (node) => {
    if (node.matches('img,input[type=image]')) {
      const later = node.localName === 'img' && !node.complete;
      add(node, 'img', node.currentSrc || node.src, {broken: node.localName === 'img' && node.complete && !node.naturalWidth, natural: [node.naturalWidth || 0, node.naturalHeight || 0], later});
    } else if (node.localName === 'svg') add(node, 'svg', '');
    else if (node.matches('canvas,video,object,embed')) add(node, node.localName, '');
    else if (node.matches('iframe,frame') && own(node.getAttribute('src'))) add(node, 'frame', '');
    for (const address of waiting(node)) if (whole(address)) add(node, 'img', whole(address), {later: true});
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(node, part);
      for (const of of [...addresses(style.backgroundImage), ...(part ? addresses(style.content) : [])]) add(node, 'background', of);
    }
  };
  const walk = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.localName !== 'svg' && node.closest('svg')) continue;
      if (node.ownerDocument.head && node.ownerDocument.head.contains(node)) continue;
      look(node);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  // Of pictures that lie upon each other, as slides do, the place shows one.
  const over = ([x, y, width, height], [u, v, wide, high]) =>
    Math.max(0, Math.min(x + width, u + wide) - Math.max(x, u)) * Math.max(0, Math.min(y + height, v + high) - Math.max(y, v)) > 0.5 * width * height;
  const pictures = found.filter((one) => one.tag === 'img' && one.shown);
  for (const one of pictures) if (pictures.some((other) => other !== one && over(one.box, other.box))) one.covered = true;
  for (const one of pictures) if (one.covered) one.shown = false;
  globalThis.opennessGraphics = sources;
  return {found, more};
}
