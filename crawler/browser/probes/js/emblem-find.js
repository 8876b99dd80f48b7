([words, names], limit) => {
  const found = [];
  const has = (text, list) => { const low = (text || '').toLowerCase(); return list.find((word) => low.includes(word)); };
  // A word counts as a whole or as a beginning: «gerb» and «gerb-rk», never «herbert».
  const named = (text) => {
    const low = (text || '').toLowerCase();
    return names.find((name) => new RegExp('(^|[^a-z])' + name.replace(/[-_]/g, '[-_]?')).test(low));
  };
  /*path*/
  const drawn = (node) => /url\(/.test(getComputedStyle(node).backgroundImage);
  const file = (address) => { try { return decodeURIComponent(address).split(/[?#]/)[0].split('/').slice(-2).join('/'); } catch { return ''; } };
  for (const node of document.querySelectorAll('img,svg,object,embed,input[type=image],[role=img],[class],[id]')) {
    if (found.length >= limit) break;
    const picture = node.matches('img,svg,object,embed,input[type=image],[role=img]');
    if (node.closest('svg') && node.localName !== 'svg') continue;
    if (!picture && (node.children.length || !drawn(node))) continue;
    const style = getComputedStyle(node);
    const address = node.currentSrc || node.src || node.data || (style.backgroundImage.match(/url\(["']?([^"')]+)/) || [])[1] || '';
    const title = node.querySelector && node.querySelector('title');
    const use = node.querySelector && node.querySelector('use');
    const said = [node.getAttribute('alt'), node.getAttribute('title'), node.getAttribute('aria-label'), title && title.textContent].filter(Boolean).join(' · ');
    const marks = [node.id, node.getAttribute('class'), use && use.getAttribute('href'), node.getAttribute('name')].filter(Boolean).join(' ');
    const word = has(said, words), name = named(file(address.startsWith('data:') ? '' : address)) || named(marks);
    if (!word && !name) continue;
    const box = node.getBoundingClientRect();
    found.push({
      by: word ? 'words' : named(file(address)) ? 'address' : 'class', word: word || name, said: said.slice(0, 200),
      address: address.startsWith('data:') ? 'data:' : address.slice(0, 2048), tag: node.localName, xpath: path(node),
      width: Math.round(box.width * 100) / 100, height: Math.round(box.height * 100) / 100,
      natural_width: node.naturalWidth || 0, natural_height: node.naturalHeight || 0,
      visible: box.width > 0 && box.height > 0 && node.checkVisibility({opacityProperty: true, visibilityProperty: true}),
      broken: node.localName === 'img' && node.complete && node.naturalWidth === 0,
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round),
    });
  }
  return found;
}
