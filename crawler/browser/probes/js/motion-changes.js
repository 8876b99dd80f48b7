() => {
  const found = [...globalThis.opennessChanges].slice(0, 20);
  if (document.getAnimations().some((one) => one.playState === 'running')) found.push('animation');
  return found;
}
