(top) => {
  /*frames*/
  window.scrollTo({left: 0, top, behavior: 'instant'});
  return frames(1).then(() => [scrollX, scrollY, innerWidth, innerHeight]);
}
