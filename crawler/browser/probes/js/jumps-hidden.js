(words) => {
  /*path*/
  /*name*/
  const found = [...document.querySelectorAll('a,button,[role=link],[role=button]')].slice(0, 2000).find((node) => {
    const low = name(node).toLowerCase();
    return low.length < 60 && words.some((word) => low.startsWith(word));
  });
  return found ? {xpath: path(found), name: name(found), href: (found.getAttribute('href') || '').slice(0, 300)} : null;
}
