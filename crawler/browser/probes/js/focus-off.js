(number) => new Promise((done) => {
  globalThis.opennessWalk.controls[number].blur();
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
})
