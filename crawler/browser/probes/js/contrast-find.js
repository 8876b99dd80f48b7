(targets, limit) => targets.map((target) => {
  let root = document, found = null;
  for (const part of target.flat(9)) { found = root && root.querySelector(part); root = found && found.shadowRoot || root; }
  if (!found || !found.checkVisibility({opacityProperty: true, visibilityProperty: true})) return null;
  // What cannot be used now, and the words that name it, need no contrast (WCAG 2.2, «inactive user interface component»).
  const idle = (node) => node.disabled || node.matches('[aria-disabled=true]') || !!node.closest('[aria-disabled=true]');
  const label = found.closest('label');
  const names = found.closest('[id]');
  if (idle(found) || (label && label.control && idle(label.control)) ||
    (names && [...document.querySelectorAll(`[aria-labelledby~="${CSS.escape(names.id)}"]`)].some(idle))) return null;
  const style = getComputedStyle(found);
  // What lies under the text by the style sheets: where all of it is the same on another page, the pixels are too.
  const ground = [];
  let opacity = 1, blended = style.backgroundClip === 'text' || style.webkitBackgroundClip === 'text';
  for (let up = found; up; up = up.parentElement || (up.getRootNode().host)) {
    const own = getComputedStyle(up);
    opacity *= parseFloat(own.opacity);
    ground.push(up.localName, up.getAttribute('class') || '', own.backgroundColor, own.backgroundImage);
    blended = blended || own.mixBlendMode !== 'normal' || own.filter !== 'none';
  }
  const cells = [], texts = [];
  const walker = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement === found && node.data.trim()) texts.push(node);
  }
  const total = texts.reduce((sum, node) => sum + node.data.length, 0), step = Math.max(1, Math.ceil(total / limit));
  const range = document.createRange();
  let at = 0;
  for (const node of texts) for (let i = 0; i < node.data.length; i++, at++) {
    if (at % step || !node.data[i].trim()) continue;
    range.setStart(node, i); range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    if (box.width >= 1 && box.height >= 1) cells.push([box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round));
  }
  const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  canvas.fillStyle = style.webkitTextFillColor || style.color;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  const box = found.getBoundingClientRect();
  return {
    cells, opacity, blended, ground: ground.join('|').slice(0, 4000), color: [red, green, blue], alpha: alpha / 255, size, bold,
    large: size >= 24 || (bold && size >= 18.66), shadow: style.textShadow !== 'none',
    box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round),
    text: texts.map((node) => node.data.trim()).join(' ').slice(0, 100),
  };
})
