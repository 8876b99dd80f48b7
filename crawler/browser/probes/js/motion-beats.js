() => {
  // When the browser was ready to draw, whether or not anything had changed.
  const beats = globalThis.opennessBeats = [];
  const beat = () => {
    if (globalThis.opennessBeats !== beats || beats.length >= 2000) return;
    beats.push(Date.now() / 1000);
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}
