(count) => {
  /*frames*/
  return frames(count);
}
