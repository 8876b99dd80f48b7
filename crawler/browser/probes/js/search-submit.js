() => {
  const node = globalThis.opennessSearch, form = node.form;
  if (!form) return false;
  const button = [...form.elements].find((one) => one.type === 'submit');
  if (form.requestSubmit) form.requestSubmit(button && button.form === form ? button : undefined);
  return true;
}
