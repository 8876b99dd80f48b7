const path = (node) => {
  const steps = [];
  for (let up = node; up && up.nodeType === 1; up = up.parentNode) {
    const same = up.parentNode ? [...up.parentNode.children].filter((other) => other.localName === up.localName) : [up];
    steps.unshift(same.length > 1 ? `${up.localName}[${same.indexOf(up) + 1}]` : up.localName);
    if (up.parentNode && up.parentNode.nodeType === 11 && up.parentNode.host) { return path(up.parentNode.host) + '/shadow/' + steps.join('/'); }
  }
  return '/' + steps.join('/');
};
