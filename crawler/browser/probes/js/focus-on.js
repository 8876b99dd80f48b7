(number) => new Promise((done) => {
  const node = globalThis.opennessWalk.controls[number];
  node.focus({focusVisible: true});
  node.scrollIntoView({block: 'nearest', behavior: 'instant'});
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = node.getBoundingClientRect();
    const held = node.getRootNode().activeElement === node;
    const typed = node.isContentEditable || node.localName === 'textarea' || (node.localName === 'input' && !/^(button|submit|reset|checkbox|radio|range|color|file|image)$/.test(node.type));
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    const top = node.getRootNode().elementFromPoint(...middle);
    const fades = [node, node.parentElement].some((one) => one && [null, '::before', '::after'].some((part) => /[1-9]/.test(getComputedStyle(one, part).transitionDuration)));
    done({fades, box: [box.x + scrollX, box.y + scrollY, box.width, box.height], held, typed,
      covered: !!top && top !== node && !node.contains(top) && !top.contains(node)});
  }));
})
