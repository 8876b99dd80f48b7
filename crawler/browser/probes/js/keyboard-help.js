(numbers) => {
  // Links of the trap that lead nowhere but into the page itself: what they show may name the way out.
  const walk = globalThis.opennessWalk;
  for (const number of numbers) {
    const node = walk.controls[number];
    if (node && node.localName === 'a' && (node.getAttribute('href') || '').startsWith('#')) node.click();
  }
}
