([most, limit, screen]) => {
  /*path*/
  const root = document.documentElement, body = document.body || root;
  const layout = root.clientWidth;
  // A page wider than the screen is shown smaller, as far as its viewport allows.
  const scale = Math.min(1, screen / Math.max(1, window.visualViewport ? visualViewport.width : innerWidth));
  const styles = new Map();
  const styleOf = (node) => {
    let value = styles.get(node);
    if (!value) { value = getComputedStyle(node); styles.set(node, value); }
    return value;
  };
  const blockOf = (node) => {
    while (node !== body && /^(inline|contents)$/.test(styleOf(node).display)) node = node.parentElement || body;
    return node;
  };
  // Whether what stands to the right of the screen can be scrolled to, or is cut there, by an ancestor of its own.
  const held = (node) => {
    for (let up = node; up && up !== body && up !== root; up = up.parentElement) {
      const own = styleOf(up);
      if (own.overflowX !== 'visible' || own.position === 'fixed') return true;
    }
    return false;
  };
  const range = document.createRange();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const crushed = [], outside = [];
  const sizes = {};
  let letters = 0, crushedLetters = 0, outsideLetters = 0, texts = 0;
  for (let node = walker.nextNode(); node && texts < most; node = walker.nextNode()) {
    const text = node.data.trim(), parent = node.parentElement;
    if (!text || !parent || /^(script|style|noscript|template|title|option)$/.test(parent.localName) || parent.closest('svg,math')) continue;
    texts++;
    if (!parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) continue;
    const block = blockOf(parent), frame = block.getBoundingClientRect();
    // Text put out of sight for listeners is not meant to be seen.
    if (frame.width <= 2 || frame.height <= 2) continue;
    const style = styleOf(parent);
    letters += text.length;
    const size = Math.floor(parseFloat(style.fontSize) * scale + 0.01);
    sizes[size] = (sizes[size] || 0) + text.length;
    const place = (why) => ({xpath: path(parent), text: text.slice(0, 80), width: Math.round(frame.width), why});
    if (box.right + scrollX > layout + 2 && !held(parent)) {
      outsideLetters += text.length;
      if (outside.length < limit) outside.push({...place('outside'), right: Math.round(box.right + scrollX)});
    }
    // An ordinary word that its block has no room for; addresses, numbers and the like are long by nature.
    let longest = null;
    for (const word of node.data.matchAll(/\p{L}{4,20}(?![\p{L}\p{N}@._/-])/gu)) if (!longest || word[0].length > longest[0].length) longest = word;
    if (!longest || block === body) continue;
    range.setStart(node, longest.index);
    range.setEnd(node, longest.index + longest[0].length);
    const parts = [...range.getClientRects()].filter((part) => part.width > 0);
    if (!parts.length) continue;
    const inner = {left: frame.left + parseFloat(styleOf(block).paddingLeft), right: frame.right - parseFloat(styleOf(block).paddingRight)};
    const broken = style.hyphens !== 'auto' && parts.length > 1 && parts.some((part) => part.top > parts[0].bottom - 2);
    const over = !broken && /^(block|flex|grid|list-item|table-cell|flow-root|inline-block)$/.test(styleOf(block).display) &&
      parts.some((part) => part.right - part.left > inner.right - inner.left + 2);
    if (!broken && !over) continue;
    crushedLetters += text.length;
    if (crushed.length < limit) crushed.push({...place(broken ? 'broken' : 'over'), word: longest[0]});
  }
  // How far the page can be moved sideways: what overflows a root that does not scroll is cut, unless the telephone shows the page smaller.
  const closed = [root, body].some((node) => /^(hidden|clip)$/.test(styleOf(node).overflowX));
  const reach = Math.max(innerWidth, layout, closed ? 0 : Math.max(root.scrollWidth, body.scrollWidth));
  return {layout, reach: Math.round(reach), closed, scale: Math.round(scale * 1000) / 1000, letters, sizes,
    crushed_letters: crushedLetters, outside_letters: outsideLetters, crushed, outside};
}
