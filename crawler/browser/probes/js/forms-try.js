(number) => {
  /*path*/
  /*name*/
  const [form, fields] = globalThis.opennessForms[number];
  const texts = () => {
    const found = new Map(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), count = 0; node && count < 5000; node = walker.nextNode(), count++) {
      const text = node.data.trim();
      if (text && node.parentElement.checkVisibility({visibilityProperty: true})) found.set(node, text);
    }
    return found;
  };
  const spoken = () => [...document.querySelectorAll('[role=alert],[role=status],[aria-live]')].map((node) => node.innerText.trim()).filter(Boolean);
  globalThis.opennessBefore = [texts, texts(), spoken, spoken()];
  let submitted = false, prevented = false;
  // Heard last, after every listener of the page: the page's own refusal is noted, sending never happens.
  const stop = (event) => { submitted = true; prevented = event.defaultPrevented; event.preventDefault(); };
  window.addEventListener('submit', stop);
  const invalid = new Set();
  const complain = (event) => invalid.add(event.target);
  window.addEventListener('invalid', complain, true);
  // The browser's own bubble, which no picture shows, is drawn anew sixty times a second as long as it stands: what the page leaves to it is
  // taken over as the browser does it, the first faulty field gets the focus. Heard at the field after the page's own listeners.
  const left = [];
  const hush = (event) => { if (!event.defaultPrevented) { left.push(event.target); event.preventDefault(); } };
  for (const node of form.elements) node.addEventListener('invalid', hush);
  // What a page marks as faulty from its beginning is no answer to us.
  const before = new Set(fields.filter((field) => field.getAttribute('aria-invalid') === 'true'));
  const button = [...form.elements].find((node) => node.type === 'submit' && !node.disabled);
  try { button ? button.click() : form.requestSubmit(); } catch {}
  for (const node of form.elements) node.removeEventListener('invalid', hush);
  for (const node of left) {
    node.scrollIntoView({block: 'nearest', behavior: 'instant'});
    node.focus({preventScroll: true});
    if (node.getRootNode().activeElement === node) break;
  }
  return new Promise((done) => setTimeout(() => {
    window.removeEventListener('submit', stop);
    window.removeEventListener('invalid', complain, true);
    const linked = (node) => [...((node.getAttribute('aria-describedby') || '') + ' ' + (node.getAttribute('aria-errormessage') || '')).split(/\s+/)]
      .map((id) => id && document.getElementById(id)).filter(Boolean).map((one) => one.innerText.trim()).filter(Boolean).join(' ').slice(0, 300);
    const [, old, , said] = globalThis.opennessBefore;
    const fresh = [...texts()].filter(([node, text]) => old.get(node) !== text);
    const near = (node) => fresh.filter(([one]) => { const box = node.closest('div,p,li,td,fieldset,label'); return box && box.contains(one.parentElement) && box !== form; }).map(([, text]) => text).join(' ').slice(0, 300);
    done({
      xpath: path(form), method: (form.getAttribute('method') || 'get').toLowerCase(), action: (form.getAttribute('action') || '').slice(0, 2048),
      novalidate: form.noValidate, submitted, prevented,
      new_text: fresh.map(([, text]) => text).join(' · ').slice(0, 1000), spoken: spoken().filter((text) => !said.includes(text)).join(' · ').slice(0, 500),
      focused: document.activeElement && form.contains(document.activeElement) && fields.includes(document.activeElement) ? path(document.activeElement) : '',
      fields: fields.map((node) => ({
        xpath: path(node), tag: node.localName, type: node.type || '', label: name(node), labelled: !!(node.labels && node.labels.length) || node.hasAttribute('aria-label') || node.hasAttribute('aria-labelledby'),
        required: node.required || node.getAttribute('aria-required') === 'true', valid: node.validity ? node.validity.valid : true,
        complained: invalid.has(node), native: invalid.has(node) && !form.noValidate ? (node.validationMessage || '').slice(0, 200) : '',
        aria_invalid: node.getAttribute('aria-invalid') === 'true', marked: node.getAttribute('aria-invalid') === 'true' && !before.has(node), linked: linked(node), near: near(node),
        pattern: node.getAttribute('pattern') || '', autocomplete: node.getAttribute('autocomplete') || '',
      })),
    });
    form.reset();
  }, 400));
}
