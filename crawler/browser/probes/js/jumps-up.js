(words) => {
  /*path*/
  /*seen*/
  /*name*/
  window.scrollTo({left: 0, top: 1e7, behavior: 'instant'});
  return new Promise((done) => setTimeout(() => requestAnimationFrame(() => {
    const found = [];
    for (const node of document.querySelectorAll('a,button,[role=button],[onclick],[class*=top i],[id*=top i],[class*=up i],[class*=scroll i]')) {
      const address = node.getAttribute('href');
      const low = name(node).toLowerCase();
      const acts = node.matches('a,button,[role=button],[onclick]') || getComputedStyle(node).cursor === 'pointer';
      if (!acts || (!node.matches('a,button,[role=button]') && node.querySelector('a,button'))) continue;
      const worded = low.length < 60 && words.some((word) => low === word || low.startsWith(word + ' '));
      const leads = address === '#' || address === '#top' || address === '#up' || address === '#header';
      const called = /(^|[-_ ])(to-?top|back-?top|scroll-?(to-?)?(top|up)|up-?(button|btn|link)|go-?top|top-?link)/i.test(`${node.id} ${node.getAttribute('class') || ''}`);
      if (!(worded || called || (leads && /^(#top|#up)$/.test(address)))) continue;
      if (!seen(node)) continue;
      found.push([worded ? 0 : called ? 1 : 2, node]);
    }
    found.sort((one, other) => one[0] - other[0]);
    const node = found.length ? found[0][1] : null;
    globalThis.opennessUp = node;
    done({height: document.documentElement.scrollHeight, screen: innerHeight, from: scrollY,
      link: node ? {xpath: path(node), name: name(node), href: (node.getAttribute('href') || '').slice(0, 300), by: ['words', 'class', 'address'][found[0][0]], focusable: node.tabIndex >= 0} : null});
  }), 150));
}
