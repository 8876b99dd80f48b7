// The focused element inside frames and shadow trees that we may look into.
const deep = () => {
  let found = document.activeElement;
  for (let level = 0; found && level < 20; level++) {
    let inner = null;
    if (found.shadowRoot) inner = found.shadowRoot.activeElement;
    else if (/^i?frame$/.test(found.localName)) { try { inner = found.contentDocument && found.contentDocument.activeElement; } catch { inner = null; } }
    if (!inner || inner.localName === 'body') break;
    found = inner;
  }
  return found && found !== document.body && found !== document.documentElement ? found : null;
};
