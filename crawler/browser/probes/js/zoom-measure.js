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
      const {overflow, overflowX, overflowY, clip, clipPath, position, transform, textOverflow, webkitLineClamp, fontSize} = getComputedStyle(node);
      styles.set(node, value = {overflow, overflowX, overflowY, clip, clipPath, position, transform, textOverflow, webkitLineClamp, size: parseFloat(fontSize)});
    }
    return value;
  };
  const boxes = new Map();
  const boxOf = (node) => { let value = boxes.get(node); if (!value) { value = node.getBoundingClientRect(); boxes.set(node, value); } return value; };
  // How much of a text is left to see, by the width of its lines: a line counts by what stands within the bounds, and not at all
  // where too little of its letters' height does. A font's own box is often taller than its letters.
  const left = (lines, size, bounds) => {
    let all = 0, seen = 0;
    for (const line of lines) {
      all += line.width;
      const high = Math.min(line.bottom, bounds.bottom) - Math.max(line.top, bounds.top);
      if (high < 0.7 * Math.min(line.height, 1.2 * size)) continue;
      const across = Math.min(line.right, bounds.right) - Math.max(line.left, bounds.left);
      seen += across >= line.width - 2 ? line.width : Math.max(0, across);
    }
    return all ? Math.round(seen / all * 1e4) / 1e4 : 1;
  };
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
    const bounds = {left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity};
    let cut = '', where = null, scrollable = false, unseen = false, escaped = false;
    for (let up = parent; up && up !== root; up = up.parentElement) {
      const own = styleOf(up);
      if (hidden(up) || own.clip !== 'auto' || (own.clipPath !== 'none' && boxOf(up).width <= 2)) { unseen = true; break; }
      // What is placed absolutely is cut by no ancestor below the one that it is placed in.
      if (escaped && own.position === 'static' && own.transform === 'none') continue;
      escaped = own.position === 'absolute';
      const frame = boxOf(up), x = own.overflowX, y = own.overflowY;
      const closedX = !scrollable && (x === 'hidden' || x === 'clip'), closedY = !scrollable && (y === 'hidden' || y === 'clip');
      if (closedX) { bounds.left = Math.max(bounds.left, frame.left); bounds.right = Math.min(bounds.right, frame.right); }
      if (closedY) { bounds.top = Math.max(bounds.top, frame.top); bounds.bottom = Math.min(bounds.bottom, frame.bottom); }
      if (!where && closedX && (box.right > frame.right + 2 || box.left < frame.left - 2)) { cut = 'x'; where = up; }
      if (!where && closedY && (box.bottom > frame.bottom || box.top < frame.top)) { cut = 'y'; where = up; }
      if (/^(auto|scroll)$/.test(x) || /^(auto|scroll)$/.test(y)) scrollable = true;
      if (own.position === 'fixed') break;
    }
    if (unseen) continue;
    if (cut && where === document.body) continue;
    if (box.right <= 0 || box.bottom + scrollY <= 0) continue;
    shown += text.length;
    const place = () => ({xpath: path(parent), node: [...parent.childNodes].indexOf(node), text: text.slice(0, 100), letters: text.length,
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round)});
    const share = cut ? left(range.getClientRects(), styleOf(parent).size, bounds) : 1;
    if (share < 1) {
      const edge = boxOf(where);
      const whole = cut === 'x' ? box.left >= edge.right || box.right <= edge.left : box.top >= edge.bottom || box.bottom <= edge.top;
      const ellipsis = styleOf(where).textOverflow === 'ellipsis' || styleOf(where).webkitLineClamp !== 'none';
      if (clipped.length < limit) clipped.push({...place(), by: path(where), axis: cut, share, whole, ellipsis});
    } else if (!scrollable && box.right > wide + 2 && styleOf(parent).position !== 'fixed') {
      const seen = left(range.getClientRects(), styleOf(parent).size, {left: -Infinity, right: wide, top: -Infinity, bottom: Infinity});
      if (beyond.length < limit) beyond.push({...place(), share: seen, right: Math.round(box.right)});
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
  const visible = (node) => node.checkVisibility({opacityProperty: true, visibilityProperty: true}) && node.getBoundingClientRect().width > 0;
  const links = [...new Set([...document.querySelectorAll('a[href]')].slice(0, 1500).filter(visible).map((node) => node.href.slice(0, 500)))];
  // Whatever near the top could open what was put away: no link, no field of a form.
  const opens = [...document.querySelectorAll('body *')].slice(0, 3000).some((node) => {
    const box = boxOf(node);
    if (box.top + scrollY > 400 || box.width < 8 || box.height < 8 || box.left >= wide || box.right <= 0 || node.closest('a[href],form')) return false;
    return (node.matches('button,summary,[role=button],[aria-expanded],label[for]') || getComputedStyle(node).cursor === 'pointer') && visible(node);
  });
  const unscrollable = [root, document.body].some((node) => node && ['hidden', 'clip'].includes(styleOf(node).overflowX));
  return {width: wide, scroll_width: Math.max(root.scrollWidth, document.body && getComputedStyle(document.body).overflowX !== 'visible' ? document.body.scrollWidth : 0),
    sideways: root.scrollWidth > wide + 1 && !unscrollable, cut_sideways: unscrollable, texts, letters, shown, controls,
    clipped, beyond, wide: wideThings, links, opens, tables: [...document.querySelectorAll('table')].some((node) => node.getBoundingClientRect().right > wide + 2)};
}
