(number) => {
  /*seen*/
  return [...globalThis.opennessMenus[number][1].querySelectorAll('a[href]')].some(seen);
}
