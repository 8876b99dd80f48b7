const name = (node) => {
  const by = (node.getAttribute('aria-labelledby') || '').split(/\s+/).map((id) => id && node.getRootNode().getElementById && node.getRootNode().getElementById(id));
  const label = node.labels && node.labels[0];
  const picture = node.querySelector && node.querySelector('img[alt],svg title');
  const said = by.filter(Boolean).map((one) => one.textContent).join(' ') || node.getAttribute('aria-label') || (label && label.innerText) ||
    (node.localName === 'input' ? node.value && /^(submit|button|reset)$/.test(node.type) ? node.value : node.placeholder : node.innerText) ||
    node.getAttribute('title') || (picture && (picture.getAttribute('alt') || picture.textContent)) || '';
  return said.replace(/\s+/g, ' ').trim().slice(0, 100);
};
