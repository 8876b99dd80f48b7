() => {
  const [link, target] = globalThis.opennessSkip;
  if (!target) return 0;
  let passed = 0;
  for (const node of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea')) {
    const after = link.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING, before = target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
    if (after && before && node !== link) passed++;
  }
  return passed;
}
