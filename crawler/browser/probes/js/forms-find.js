(limit) => {
  /*path*/
  /*seen*/
  const held = globalThis.opennessForms = [];
  for (const form of document.forms) {
    if (held.length >= limit) break;
    const fields = [...form.elements].filter((node) => node.matches('input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea') && !node.disabled && seen(node));
    const gets = (form.method || 'get') === 'get';
    const search = form.matches('[role=search]') || (gets && (fields.length === 1 || fields.some((node) => node.type === 'search')));
    if (fields.length && !search) held.push([form, fields]);
  }
  return held.map(([form]) => path(form));
}
