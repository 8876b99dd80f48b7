async ([index, wide, high]) => {
  const old = document.getElementById('openness-graphic');
  if (old) old.remove();
  if (index < 0) return null;
  const picture = document.createElement('img');
  picture.id = 'openness-graphic';
  // Grey, for letters may be white or black.
  const still = `all:initial!important;position:fixed!important;left:0!important;top:0!important;z-index:2147483647!important;background:#808080!important;max-width:${wide}px!important;max-height:${high}px!important`;
  picture.style.cssText = still;
  picture.src = globalThis.opennessGraphics[index];
  document.documentElement.append(picture);
  try { await picture.decode(); } catch { picture.remove(); return null; }
  const box = picture.getBoundingClientRect();
  return [box.width, box.height];
}
