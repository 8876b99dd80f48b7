() => {
  // Where a page names several, each adds to those before it and the last word counts.
  return [...document.querySelectorAll('meta[name=viewport i]')].map((found) => found.getAttribute('content') || '').filter(Boolean).join(', ');
}
