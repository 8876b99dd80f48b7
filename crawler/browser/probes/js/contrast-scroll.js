(top) => new Promise((done) => {
  window.scrollTo({left: 0, top, behavior: 'instant'});
  requestAnimationFrame(() => requestAnimationFrame(() => done([scrollX, scrollY, innerWidth, innerHeight])));
})
