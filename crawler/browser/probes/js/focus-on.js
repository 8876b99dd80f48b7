(number) => {
  const walk = globalThis.opennessWalk, node = walk.controls[number];
  if (!walk.watcher) {
    walk.watcher = new MutationObserver(() => { walk.changed = true; });
    walk.watcher.observe(document, {childList: true, subtree: true, attributes: true, characterData: true});
  }
  walk.watcher.takeRecords();
  walk.changed = false;
  node.focus({focusVisible: true});
  node.scrollIntoView({block: 'nearest', behavior: 'instant'});
  const box = node.getBoundingClientRect();
  const held = node.getRootNode().activeElement === node;
  const typed = node.isContentEditable || node.localName === 'textarea' || (node.localName === 'input' && !/^(button|submit|reset|checkbox|radio|range|color|file|image)$/.test(node.type));
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  const {clientWidth, clientHeight} = document.documentElement;
  const top = node.getRootNode().elementFromPoint(...middle);
  return {box: [box.x + scrollX, box.y + scrollY, box.width, box.height], held, typed,
    outside: box.right <= 0 || box.left >= clientWidth || box.bottom <= 0 || box.top >= clientHeight,
    covered: !!top && top !== node && !node.contains(top) && !top.contains(node)};
}
