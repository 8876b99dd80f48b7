(boxes, words, places) => {
  /*path*/
  /*name*/
  const held = globalThis.opennessControls = [];
  const said = (node) => `${name(node)} ${node.getAttribute('title') || ''} ${node.getAttribute('class') || ''}`.toLowerCase();
  // Of what moves another part may lie under the same point a moment later: where the element is known, it is told of.
  const known = ([where, tag, own]) => {
    let node = null;
    // A name with a colon is no path.
    try { node = document.evaluate(where, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue; } catch {}
    return node && node.localName === tag && (node.getAttribute('class') || '').slice(0, 200) === own ? node : null;
  };
  return boxes.map(([left, top, width, height], number) => {
    const node = (places && known(places[number])) || document.elementFromPoint(left + width / 2 - scrollX, top + height / 2 - scrollY) || document.body;
    let control = null;
    for (let up = node, level = 0; up && level < 6 && !control; up = up.parentElement, level++) {
      if (up === document.body) break;
      control = [...up.querySelectorAll('button,[role=button],a,input[type=button],input[type=checkbox]')]
        .find((one) => one.getBoundingClientRect().width > 1 && words.some((word) => said(one).includes(word))) || null;
    }
    held.push(control);
    // Whatever else may be pressed there and is no way from one slide to another: it may be what stops the movement.
    const steps = /prev|next|arrow|dot|bullet|indicat|paginat|slide[-_ ]?\d|назад|впер[её]д|след|пред|артқа|алға|келесі|алдыңғы|^\s*[\d‹›«»<>←→]*\s*$/i;
    const near = node.closest('section,article,header,main,aside,nav,footer,[class*=slid i],[class*=carous i],[class*=swip i]') || node.parentElement || node;
    const others = near === document.body || near.localName === 'main' ? [] : [...near.querySelectorAll('button,[role=button],input[type=button],input[type=checkbox]')]
      .filter((one) => one.getBoundingClientRect().width > 1 && !steps.test(said(one))).map(name).slice(0, 5);
    const film = node.closest('video,audio') || node.querySelector(':scope > video');
    const animations = node.getAnimations ? node.getAnimations({subtree: true}).filter((one) => one.playState === 'running').slice(0, 5) : [];
    return {
      others, xpath: path(node), tag: node.localName, class: (node.getAttribute('class') || '').slice(0, 200),
      control: control ? {xpath: path(control), name: name(control)} : null,
      marquee: !!node.closest('marquee,blink'), film: film ? {controls: !!film.controls, muted: film.muted, loop: film.loop} : null,
      gif: node.localName === 'img' && /\.gif([?#]|$)/i.test(node.currentSrc), frame: /^i?frame$/.test(node.localName),
      endless: animations.some((one) => one.effect && one.effect.getComputedTiming().iterations === Infinity),
      busy: !!node.closest('[role=progressbar],[aria-busy=true],progress'),
    };
  });
}
