(words) => {
  /*path*/
  /*seen*/
  /*name*/
  const low = (text) => (text || '').toLowerCase();
  const about = (node) => [node.name, node.id, node.placeholder, node.getAttribute('aria-label'), node.title, node.getAttribute('class')].map(low).join(' ');
  const fields = [...document.querySelectorAll('input')].filter((node) => /^(search|text)$/.test(node.type) && !node.disabled && !node.readOnly);
  const searching = (node) => node.type === 'search' || node.closest('[role=search],search') || /(^|[^a-z])(q|s|query|search|text|keyword|searchword|poisk)([^a-z]|$)/.test(about(node)) ||
    words.some((word) => about(node).includes(word)) || (node.form && /search|poisk|izdeu/.test(low(node.form.getAttribute('action')) + low(node.form.id) + low(node.form.className)));
  const found = fields.filter(searching).sort((one, other) => seen(other) - seen(one))[0];
  const advanced = [...document.querySelectorAll('a[href]')].find((node) => /расширенн|кеңейтілген|advanced/i.test(name(node)) && words.some((word) => low(name(node)).includes(word.split(' ').pop())));
  globalThis.opennessSearch = found || null;
  if (!found) return null;
  const form = found.form;
  const sends = form && [...form.elements].filter((node) => node.type === 'hidden' || node.localName === 'select').length;
  return {xpath: path(found), name: name(found), field: found.name, seen: seen(found), form: !!form,
    method: form ? (form.getAttribute('method') || 'get').toLowerCase() : '', action: form ? form.action : '', password: !!(form && form.querySelector('input[type=password]')),
    others: sends || 0, advanced: advanced ? advanced.href.slice(0, 2048) : ''};
}
