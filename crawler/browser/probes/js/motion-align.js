(ms) => {
  // Pictures show animations where they were last drawn, not where the page's clock stands: they are held and moved on by hand.
  const held = globalThis.opennessHeld = globalThis.opennessHeld || new Map();
  for (const one of document.getAnimations()) {
    if (held.has(one) || one.playState !== 'running' || typeof one.currentTime !== 'number') continue;
    held.set(one, one.currentTime);
    one.pause();
  }
  for (const [one, at] of held) {
    held.set(one, at + ms);
    one.currentTime = at + ms;
  }
}
