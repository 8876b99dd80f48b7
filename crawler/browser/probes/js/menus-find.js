(limit) => {
  /*path*/
  /*seen*/
  /*name*/
  const found = [], kinds = new Map(), held = globalThis.opennessMenus = [];
  for (const item of document.querySelectorAll('nav li, header li, [role=menubar] > *, [role=navigation] li, [class*=menu] > li')) {
    if (found.length >= limit) break;
    const inner = [...item.children].find((child) => child.querySelectorAll('a[href]').length > 1 && ![...child.querySelectorAll('a[href]')].some(seen));
    const control = [...item.querySelectorAll('a,button,[tabindex],[role=button],span,div')].find((one) => seen(one) && !(inner && inner.contains(one)));
    if (!inner || !control) continue;
    const kind = [item.parentElement.getAttribute('class'), item.getAttribute('class'), control.localName].join('|');
    if ((kinds.get(kind) || 0) >= 1) continue;
    kinds.set(kind, (kinds.get(kind) || 0) + 1);
    held.push([control, inner]);
    const box = control.getBoundingClientRect();
    found.push({kind, xpath: path(control), name: name(control), middle: [box.x + box.width / 2, box.y + box.height / 2],
      toggles: control.matches('button,summary,[role=button],[aria-haspopup],[aria-expanded],a[href^="#"],a:not([href])')});
  }
  return found;
}
