() => {
  /*seen*/
  /*frames*/
  return frames(1).then(() => {
  const found = new Set();
  const any = (selector, test = () => true) => [...document.querySelectorAll(selector)].some((node) => seen(node) && test(node));
  if (any('marquee,blink')) found.add('marquee');
  if (any('video', (node) => !node.paused || node.autoplay)) found.add('film');
  if (any('canvas')) found.add('canvas');
  if (any('iframe,frame,object,embed')) found.add('frame');
  if (any('img,input[type=image]', (node) => /\.(gif|apng|webp|avif)([?#]|$)|^data:image\/(gif|apng|webp|avif)/i.test(node.currentSrc || node.src))) found.add('picture');
  if (any('svg', (node) => node.querySelector('animate,animateTransform,animateMotion,set'))) found.add('svg');
  // What is over in less than five seconds is no movement of the page: most of it the probes before set off themselves.
  const lasts = (one) => one.playState === 'running' && one.effect && one.effect.getComputedTiming().endTime - (one.currentTime || 0) > 5000;
  if (document.getAnimations().some(lasts)) found.add('animation');
  const painted = (rule) => {
    if (!rule.style || !/\.(gif|apng|webp)/i.test(rule.style.backgroundImage)) return false;
    try { return [...document.querySelectorAll(rule.selectorText.replace(/::?(before|after)/g, ''))].slice(0, 50).some(seen); } catch { return true; }
  };
  if ([...document.styleSheets].some((sheet) => { try { return [...sheet.cssRules].some(painted); } catch { return false; } })) found.add('background');
  const kinds = globalThis.opennessChanges = new Set();
  const moved = globalThis.opennessMoved = new Set();
  const observer = new MutationObserver((list) => {
    for (const one of list) {
      kinds.add(one.type === 'attributes' ? `attribute ${one.attributeName}` : one.type);
      if (moved.size < 500) moved.add(one.target);
    }
  });
  observer.observe(document, {childList: true, subtree: true, attributes: true, characterData: true, attributeFilter: ['style', 'class', 'src', 'srcset', 'hidden', 'transform', 'd', 'x', 'y', 'open', 'aria-hidden']});
  window.addEventListener('scroll', () => kinds.add('scroll'), true);
  // What is drawn by a clock of its own: by its addresses, so that the same thing is watched once for a site.
  const alone = [...document.querySelectorAll('iframe,frame,object,embed,video,canvas,img,input[type=image],svg')].filter(seen)
    .map((node) => [node, node.localName === 'canvas' ? `canvas ${location.pathname}` : node.localName === 'svg' ? (node.querySelector('animate,animateTransform,animateMotion,set') ? `svg ${node.outerHTML.slice(0, 400)}` : '')
      : /^(img|input)$/.test(node.localName) && !/\.(gif|apng|webp|avif)([?#]|$)|^data:image\/(gif|apng|webp|avif)/i.test(node.currentSrc || node.src) ? '' : `${node.localName} ${(node.currentSrc || node.src || node.data || '').slice(0, 400)}`])
    .filter(([, address]) => address);
  globalThis.opennessApart = alone.map(([node]) => node);
  const apart = alone.map(([, address]) => address);
  return {kinds: [...found], apart: [...new Set([...apart, ...(found.has('background') ? [`background ${location.pathname}`] : [])])].slice(0, 300)};
  });
}
