(word) => {
  const node = globalThis.opennessSearch;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  node.focus();
  set.call(node, word);
  for (const kind of ['input', 'change']) node.dispatchEvent(new Event(kind, {bubbles: true}));
  return document.activeElement === node;
}
