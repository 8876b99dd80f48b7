(number) => {
  const control = globalThis.opennessMenus[number][0];
  // A key pressed before may still be scrolling the page.
  window.scrollTo({left: scrollX, top: scrollY, behavior: 'instant'});
  control.scrollIntoView({block: 'nearest', behavior: 'instant'});
  control.focus({focusVisible: true});
  const box = control.getBoundingClientRect();
  return {held: document.activeElement === control, middle: [box.x + box.width / 2, box.y + box.height / 2]};
}
