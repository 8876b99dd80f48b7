() => {
  // Keys that the page names in what is to be read, as a way out of a trap: «Ctrl + M», «F6», «Alt-Q».
  const text = document.body ? document.body.innerText.slice(0, 20000) : '';
  const found = new Set();
  for (const [, held, key] of text.matchAll(/\b((?:(?:ctrl|control|alt|shift)\s*[+\-–]\s*)+)(f\d{1,2}|[a-z0-9])\b/gi)) {
    const names = held.split(/[+\-–]/).map((name) => name.trim().toLowerCase()).filter(Boolean).map((name) => ({ctrl: 'Ctrl', control: 'Ctrl', alt: 'Alt', shift: 'Shift'})[name]);
    found.add([...names, key.toUpperCase()].join('+'));
  }
  for (const [, key] of text.matchAll(/\b(f(?:[1-9]|1[0-2]))\b/gi)) found.add(key.toUpperCase());
  return [...found].filter((keys) => !/^(Ctrl\+[WTNRPQ]|Alt\+F4|F5|F11|F12)$/.test(keys)).slice(0, 6);
}
