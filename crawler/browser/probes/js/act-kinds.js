(telling, most) => {
  const found = new Set();
  for (const node of [...document.querySelectorAll('*')].slice(0, most)) {
    const marks = [...node.attributes].map((one) => one.name).filter((name) => telling.includes(name) || name.startsWith('aria-')).sort();
    const sort = ['type', 'role', 'http-equiv'].map((name) => (node.getAttribute(name) || '').toLowerCase());
    found.add([node.localName, ...sort, marks.join(' ')].join('|'));
  }
  // What lies in a style sheet tells of spacing, contrast and orientation.
  for (const sheet of document.styleSheets) if (sheet.href) found.add(`sheet|${sheet.href.split(/[?#]/)[0]}`);
  return [...found].sort();
}
