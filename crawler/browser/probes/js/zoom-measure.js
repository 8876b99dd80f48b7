([most, limit]) => {
  const root = document.documentElement, wide = root.clientWidth;
  /*path*/
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body || root, NodeFilter.SHOW_TEXT);
  const clipped = [], beyond = [], seen = new Map();
  let texts = 0, letters = 0, shown = 0;
  const styles = new Map();
  // Each is asked once for an element: an ancestor of a thousand texts would be asked a thousand times.
  const styleOf = (node) => {
    let value = styles.get(node);
    if (!value) {
      const {overflow, overflowX, overflowY, clip, clipPath, position, textOverflow, webkitLineClamp} = getComputedStyle(node);
      styles.set(node, value = {overflow, overflowX, overflowY, clip, clipPath, position, textOverflow, webkitLineClamp});
    }
    return value;
  };
  const boxes = new Map();
  const boxOf = (node) => { let value = boxes.get(node); if (!value) { value = node.getBoundingClientRect(); boxes.set(node, value); } return value; };
  for (let node = walker.nextNode(); node && texts < most; node = walker.nextNode()) {
    const text = node.data.trim();
    const parent = node.parentElement;
    if (!text || !parent || /^(script|style|noscript|template|title|option)$/.test(parent.localName)) continue;
    texts++;
    letters += text.length;
    if (!parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    // Text that is put out of sight for listeners is not meant to be seen.
    const hidden = (up) => { const own = styleOf(up), size = boxOf(up); return own.overflow !== 'visible' && (size.width <= 2 || size.height <= 2); };
    let cut = '', where = null, scrollable = false, unseen = false;
    for (let up = parent; up && up !== root; up = up.parentElement) {
      const own = styleOf(up);
      if (hidden(up) || own.clip !== 'auto' || (own.clipPath !== 'none' && boxOf(up).width <= 2)) { unseen = true; break; }
      const frame = boxOf(up);
      const x = own.overflowX, y = own.overflowY;
      if (!cut && !scrollable && (x === 'hidden' || x === 'clip') && (box.right > frame.right + 2 || box.left < frame.left - 2)) { cut = 'x'; where = up; }
      if (!cut && !scrollable && (y === 'hidden' || y === 'clip') && (box.bottom > frame.bottom + 0.3 * box.height || box.top < frame.top - 0.3 * box.height)) { cut = 'y'; where = up; }
      if ((x === 'auto' || x === 'scroll') || (y === 'auto' || y === 'scroll')) scrollable = true;
      if (own.position === 'fixed') break;
    }
    if (unseen) continue;
    if (cut && where === document.body) continue;
    if (box.right <= 0 || box.bottom + scrollY <= 0) continue;
    shown += text.length;
    if (cut) {
      const whole = (cut === 'x' && (box.left >= where.getBoundingClientRect().right || box.right <= where.getBoundingClientRect().left)) ||
        (cut === 'y' && (box.top >= where.getBoundingClientRect().bottom || box.bottom <= where.getBoundingClientRect().top));
      const ellipsis = styleOf(where).textOverflow === 'ellipsis' || styleOf(where).webkitLineClamp !== 'none';
      if (clipped.length < limit) clipped.push({xpath: path(parent), by: path(where), axis: cut, text: text.slice(0, 100), whole, ellipsis,
        box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round)});
    } else if (!scrollable && box.right > wide + 2 && styleOf(parent).position !== 'fixed') {
      if (beyond.length < limit) beyond.push({xpath: path(parent), text: text.slice(0, 100), right: Math.round(box.right),
        box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round)});
    }
  }
  const wideThings = [];
  const all = root.scrollWidth > wide + 1 ? document.querySelectorAll('body *') : [];
  for (const node of all) {
    if (wideThings.length >= limit) break;
    const box = boxOf(node);
    if (box.right <= wide + 2 || box.width < 1 || box.height < 1) continue;
    let held = false;
    for (let up = node.parentElement; up && up !== document.body && !held; up = up.parentElement) held = styleOf(up).overflowX !== 'visible';
    if (!held && ![...node.children].some((child) => boxOf(child).right > wide + 2))
      wideThings.push({xpath: path(node), tag: node.localName, right: Math.round(box.right), width: Math.round(box.width)});
  }
  const controls = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')]
    .filter((node) => node.checkVisibility({opacityProperty: true, visibilityProperty: true}) && node.getBoundingClientRect().width > 0).length;
  const unscrollable = [root, document.body].some((node) => node && ['hidden', 'clip'].includes(styleOf(node).overflowX));
  return {width: wide, scroll_width: Math.max(root.scrollWidth, document.body && getComputedStyle(document.body).overflowX !== 'visible' ? document.body.scrollWidth : 0),
    sideways: root.scrollWidth > wide + 1 && !unscrollable, cut_sideways: unscrollable, texts, letters, shown, controls,
    clipped, beyond, wide: wideThings, tables: [...document.querySelectorAll('table')].some((node) => node.getBoundingClientRect().right > wide + 2)};
}
