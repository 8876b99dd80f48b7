(signs, most) => {
  /*path*/
  const changed = globalThis.opennessMoved;
  if (!changed || changed.size >= most) return null;
  const plain = (node) => path(node).replace(/\[\d+\]/g, '');
  // Whether a transition is under way hangs on the moment: what set it off is what moves.
  const running = document.getAnimations().filter((one) => one.playState === 'running' && one.effect && one.effect.target && !(one instanceof CSSTransition));
  const kinds = signs.filter((one) => one !== 'animation' || running.length);
  const lines = [...document.querySelectorAll('marquee,blink')];
  const held = [...globalThis.opennessApart, ...lines, ...running.map((one) => one.effect.target), ...changed]
    .map((node) => node.nodeType === 1 ? node : node.parentElement).filter((node) => node && node.isConnected);
  const nodes = [...new Set(held)].sort((one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  // Where it was laid out: what a script or an animation does to it meanwhile changes nothing of that.
  const laid = (node) => {
    if (typeof node.offsetWidth !== 'number') {
      const box = node.getBoundingClientRect();
      return [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round);
    }
    let left = 0, top = 0;
    for (let up = node; up; up = up.offsetParent) { left += up.offsetLeft; top += up.offsetTop; }
    return [left, top, node.offsetWidth, node.offsetHeight];
  };
  const timing = (one) => { const {duration, iterations, direction} = one.effect.getTiming(); return [one.animationName || one.transitionProperty || '', duration, iterations, direction].join(' '); };
  const apart = globalThis.opennessApart.filter((node) => node.localName !== 'canvas').map((node) => node.localName === 'svg' ? node.outerHTML.slice(0, 400) : node.currentSrc || node.src || node.data || '');
  const scripts = [...document.scripts].filter((one) => !one.type || /javascript|module/i.test(one.type)).map((one) => one.src || one.text);
  const styles = [...document.querySelectorAll('link[rel~=stylesheet i],style')].map((one) => one.href || one.textContent);
  const paths = nodes.map(plain);
  const set = (node) => [...node.attributes].map((one) => `${one.name}=${one.value}`).join(' ');
  const key = [kinds, paths, lines.map(set), [...running.map((one) => `${plain(one.effect.target)} ${timing(one)}`)].sort(), [...apart].sort(), scripts, styles].map((part) => part.join('\n')).join('\n\n');
  return key.length > 1e6 ? null : {key, movers: nodes.map((node, index) => [paths[index], ...laid(node)])};
}
