const seen = (node) => {
  if (!node.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
  const box = node.getBoundingClientRect();
  return box.width > 1 && box.height > 1;
};
