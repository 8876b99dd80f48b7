(words) => {
  /*path*/
  /*seen*/
  /*name*/
  /*deep*/
  const node = deep();
  if (!node) return null;
  const said = name(node), low = said.toLowerCase(), address = node.getAttribute('href') || '';
  const inside = node.localName === 'a' && address.includes('#') && node.hash && node.pathname === location.pathname;
  let target = null;
  if (inside) { let id = node.hash.slice(1); try { id = decodeURIComponent(id); } catch {} target = document.getElementById(id) || document.getElementsByName(id)[0] || null; }
  const box = node.getBoundingClientRect();
  const content = !!target && (target.matches('main,[role=main],article,h1') || !!target.querySelector('main,[role=main],h1') ||
    /content|main(?!.?(nav|menu))|мазмұн|содерж/i.test(target.id));
  globalThis.opennessSkip = [node, target];
  return {content, xpath: path(node), name: said, href: address.slice(0, 300), inside: !!inside, target_exists: !!target,
    target_xpath: target ? path(target) : '', worded: words.some((word) => low.includes(word)),
    shown: seen(node) && box.right > 0 && box.bottom > 0 && box.width > 2 && box.height > 2};
}
