(limit) => {
  /*path*/
  /*seen*/
  /*name*/
  const all = [];
  const gather = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (all.length >= limit) return;
      if (node.shadowRoot) gather(node.shadowRoot);
      const native = node.matches('a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,audio[controls],video[controls],[contenteditable=""],[contenteditable=true]');
      const acted = node.matches('[role=button],[role=link],[role=checkbox],[role=switch],[role=tab],[role=menuitem],[role=option],[role=radio],[role=slider],[role=combobox],[role=textbox],[onclick],[onmousedown],[tabindex]:not([tabindex="-1"])');
      if ((native || acted) && !node.disabled && !node.closest('[inert],fieldset:disabled') && seen(node)) all.push(node);
    }
  };
  gather(document);
  const walk = globalThis.opennessWalk = {controls: all, extra: [], log: [], keys: 0, numbers: new Map()};
  all.forEach((node, index) => walk.numbers.set(node, index));
  walk.note = (event) => { walk.log.push([event.composedPath()[0], walk.keys, walk.fresh]); };
  // What the key itself focuses comes before any other task; a later focus is a script's doing. Where many keys wait in a row, as on a
  // busy machine, timers of the page are due before the last key is heard: the mark of its end must overtake them.
  const later = new MessageChannel();
  later.port1.onmessage = () => { walk.fresh = false; };
  const over = globalThis.scheduler && scheduler.postTask
    ? () => scheduler.postTask(() => { walk.fresh = false; }, {priority: 'user-blocking'})
    : () => later.port2.postMessage(0);
  walk.key = (event) => { if (event.key === 'Tab') { walk.keys++; walk.fresh = true; over(); } };
  window.addEventListener('focusin', walk.note, true);
  window.addEventListener('keydown', walk.key, true);
  return all.length;
}
