() => {
  let deep = document.activeElement;
  while (deep && deep.shadowRoot && deep.shadowRoot.activeElement) deep = deep.shadowRoot.activeElement;
  if (deep && deep !== document.body && deep.blur) deep.blur();
  // The walk by Tab goes on from where the focus last was, even after a blur; the body is made its last place.
  const body = document.body, before = body && body.getAttribute('tabindex');
  if (body && body.localName === 'body') {
    body.setAttribute('tabindex', '-1');
    body.focus({preventScroll: true});
    body.blur();
    if (before === null) body.removeAttribute('tabindex'); else body.setAttribute('tabindex', before);
  }
  const chosen = getSelection();
  if (chosen) chosen.removeAllRanges();
  window.scrollTo({left: 0, top: 0, behavior: 'instant'});
  return [innerWidth, innerHeight];
}
