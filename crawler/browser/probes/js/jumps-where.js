() => {
  const node = globalThis.opennessUp;
  node.scrollIntoView({block: 'nearest', behavior: 'instant'});
  const box = node.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2, scrollY];
}
