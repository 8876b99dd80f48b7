(ms) => {
  /*waited*/
  return waited(ms);
}
