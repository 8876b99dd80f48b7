([most, limit, tiny]) => {
  /*path*/
  /*seen*/
  /*name*/
  const targets = [];
  for (const node of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=checkbox],[role=tab],[role=menuitem],[onclick]')) {
    if (targets.length >= most) break;
    if (!seen(node) || node.disabled) continue;
    let box = node.getBoundingClientRect();
    for (const label of node.labels || []) { const more = label.getBoundingClientRect(); if (more.height > box.height) box = more; }
    for (const inner of node.children) { const more = inner.getBoundingClientRect(); if (more.height > box.height && more.width >= 1) box = more; }
    targets.push([node, box]);
  }
  const inline = (node) => {
    if (node.localName !== 'a' || getComputedStyle(node).display !== 'inline') return false;
    const block = node.closest('p,li,td,dd,blockquote,div');
    return !!block && block.innerText.trim().length > node.innerText.trim().length + 10;
  };
  const crowded = (number) => {
    const box = targets[number][1], x = box.x + box.width / 2, y = box.y + box.height / 2;
    return targets.some(([node, other], index) => {
      if (index === number || node.contains(targets[number][0]) || targets[number][0].contains(node)) return false;
      const small = other.width < 24 || other.height < 24;
      const nearX = small ? other.x + other.width / 2 : Math.min(Math.max(x, other.x), other.right);
      const nearY = small ? other.y + other.height / 2 : Math.min(Math.max(y, other.y), other.bottom);
      return Math.hypot(nearX - x, nearY - y) < (small ? 24 : 12);
    });
  };
  let under44 = 0, inText = 0;
  const under24 = [];
  targets.forEach(([node, box], number) => {
    if (box.width < 44 || box.height < 44) under44++;
    if (box.width >= 24 && box.height >= 24) return;
    if (inline(node)) { inText++; return; }
    under24.push({xpath: path(node), name: name(node), width: Math.round(box.width * 10) / 10, height: Math.round(box.height * 10) / 10, crowded: crowded(number)});
  });
  let letters = 0, small = 0;
  const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), count = 0; node && count < 3000; node = walker.nextNode(), count++) {
    const text = node.data.trim();
    if (!text || !node.parentElement.checkVisibility({visibilityProperty: true})) continue;
    letters += text.length;
    if (parseFloat(getComputedStyle(node.parentElement).fontSize) < tiny) small += text.length;
  }
  const wide = document.documentElement.clientWidth, beyond = [];
  if (document.documentElement.scrollWidth > wide + 1) for (const node of document.querySelectorAll('body *')) {
    const box = node.getBoundingClientRect();
    if (beyond.length >= limit) break;
    if (box.right + scrollX > wide + 2 && box.width > 1 && box.height > 1 && ![...node.children].some((child) => child.getBoundingClientRect().right + scrollX > wide + 2))
      beyond.push({xpath: path(node), tag: node.localName, right: Math.round(box.right + scrollX), width: Math.round(box.width)});
  }
  return {targets: targets.length, under_44: under44, under_24: under24.length, crowded_24: under24.filter((one) => one.crowded).length, in_text: inText,
    small: under24.sort((one, other) => other.crowded - one.crowded).slice(0, limit), letters, small_letters: small, beyond};
}
