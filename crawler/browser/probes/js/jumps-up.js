(words, tried) => {
  /*path*/
  /*seen*/
  /*name*/
  /*frames*/
  const candidates = () => {
    const found = [];
    for (const node of document.querySelectorAll('a,button,[role=button],[onclick],[class*=top i],[id*=top i],[class*=up i],[class*=scroll i]')) {
      const address = node.getAttribute('href');
      const low = name(node).toLowerCase();
      const acts = node.matches('a,button,[role=button],[onclick]') || getComputedStyle(node).cursor === 'pointer';
      if (!acts || (!node.matches('a,button,[role=button]') && node.querySelector('a,button'))) continue;
      const worded = low.length < 60 && words.some((word) => low === word || low.startsWith(word + ' '));
      const leads = address === '#' || address === '#top' || address === '#up' || address === '#header';
      const called = /(^|[-_ ])(to-?top|back-?top|scroll-?(to-?)?(top|up)|up-?(button|btn|link)|go-?top|top-?link)/i.test(`${node.id} ${node.getAttribute('class') || ''}`);
      if (worded || called || (leads && /^(#top|#up)$/.test(address))) found.push([worded ? 0 : called ? 1 : 2, node]);
    }
    return found;
  };
  const told = () => {
    const found = candidates().filter(([, node]) => seen(node)).sort((one, other) => one[0] - other[0]);
    const node = found.length ? found[0][1] : null;
    globalThis.opennessUp = node;
    return {height: document.documentElement.scrollHeight, screen: innerHeight, from: scrollY,
      link: node ? {xpath: path(node), name: name(node), href: (node.getAttribute('href') || '').slice(0, 300), by: ['words', 'class', 'address'][found[0][0]], focusable: node.tabIndex >= 0} : null};
  };
  window.scrollTo({left: 0, top: 1e7, behavior: 'instant'});
  // A link that is there already need not be waited for; one that is nowhere in the document may yet be made by the scrolling.
  // Nor is one that stayed hidden on another page of the site that was at least as long.
  const screens = document.documentElement.scrollHeight / innerHeight;
  const until = performance.now() + (!candidates().length ? 60 : screens > tried ? 150 : 0);
  const look = () => {
    const found = told();
    if (found.link || performance.now() > until) return found;
    return new Promise((done) => setTimeout(done, 20)).then(() => frames(1)).then(look);
  };
  return frames(1).then(() => new Promise((done) => setTimeout(done, 0))).then(look);
}
