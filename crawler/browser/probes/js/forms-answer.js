() => {
  /*seen*/
  const said = (node) => (node.innerText || '').replace(/\s+/g, ' ').trim().slice(0, 300);
  const named = (node) => ((node.getAttribute('aria-describedby') || '') + ' ' + (node.getAttribute('aria-errormessage') || '')).split(/\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
  const places = [...document.querySelectorAll('[role=alert],[aria-live=assertive],[class*=error i],[class*=fault i],[class*=invalid i],[class*=danger i]')];
  for (const node of document.querySelectorAll('[aria-invalid=true],fieldset[aria-describedby]')) places.push(...named(node));
  return {
    text: document.body ? document.body.innerText.slice(0, 2000) : '',
    words: [...new Set(places.filter(seen).map(said).filter(Boolean))].slice(0, 20),
    forms: [...document.forms].map((form) => [...form.elements].map((field) => field.name).filter(Boolean).join(' ')).filter(Boolean).slice(0, 20),
  };
}
