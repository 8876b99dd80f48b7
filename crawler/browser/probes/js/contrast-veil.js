(targets, on) => {
  for (const target of targets) {
    let root = document, found = null;
    for (const part of target.flat(9)) { found = root && root.querySelector(part); root = found && found.shadowRoot || root; }
    if (!found) continue;
    if (on) {
      found.opennessStyle = found.getAttribute('style');
      for (const [name, value] of [['transition', 'none'], ['-webkit-text-fill-color', 'transparent'],
        ['text-decoration-color', 'transparent'], ['caret-color', 'transparent'], ['-webkit-text-stroke-color', 'transparent']])
        found.style.setProperty(name, value, 'important');
      if (getComputedStyle(found).webkitBackgroundClip === 'text') found.style.setProperty('background-image', 'none', 'important');
    } else if (found.opennessStyle === null) found.removeAttribute('style');
    else if (found.opennessStyle !== undefined) found.setAttribute('style', found.opennessStyle);
  }
}
