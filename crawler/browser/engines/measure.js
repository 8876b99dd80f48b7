(most) => {
  const root = document.documentElement, body = document.body;
  const text = body ? body.innerText : '';
  const pictures = [...document.images].filter((one) => one.complete && one.naturalWidth === 0 && one.currentSrc && one.loading !== 'lazy');
  return {
    title: document.title.slice(0, 300), url: location.href.slice(0, 2048), width: root.clientWidth,
    scroll_width: Math.max(root.scrollWidth, body ? body.scrollWidth : 0), scroll_height: Math.max(root.scrollHeight, body ? body.scrollHeight : 0),
    text: text.slice(0, most), text_length: text.length, elements: document.getElementsByTagName('*').length,
    broken_pictures: pictures.slice(0, 50).map((one) => one.currentSrc.slice(0, 2048)), agent: navigator.userAgent,
  };
}
