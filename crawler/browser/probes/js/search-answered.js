([word, limit]) => {
  const low = word.toLowerCase();
  const kept = [...document.querySelectorAll('input')].some((node) => /^(search|text)$/.test(node.type) && node.value.toLowerCase().includes(low));
  const main = document.querySelector('main,[role=main],#content,.content') || document.body;
  return {kept, links: [...document.querySelectorAll('a[href]')].slice(0, limit * 4).map((node) => node.href.split('#')[0]).slice(0, limit),
    text: main ? main.innerText.slice(0, 20000) : '', title: document.title.slice(0, 200)};
}
