() => {
  const found = document.querySelector('meta[name=viewport i]');
  return found ? found.getAttribute('content') || '' : '';
}
