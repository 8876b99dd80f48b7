(number) => {
  const walk = globalThis.opennessWalk, node = walk.controls[number];
  node.blur();
  // Whether something else than the focus may have changed what is seen here.
  const own = node.getBoundingClientRect(), by = 16;
  const near = (one) => {
    const box = one.getBoundingClientRect();
    return box.right > own.left - by && box.left < own.right + by && box.bottom > own.top - by && box.top < own.bottom + by;
  };
  const moving = [...document.querySelectorAll('video,canvas,marquee,iframe,embed,object,img[src*=".gif" i],img[src*=".webp" i]')];
  const animated = document.getAnimations().filter((one) => one.playState === 'running' && one.effect && one.effect.target).map((one) => one.effect.target);
  return walk.changed || walk.watcher.takeRecords().length > 0 || [...moving, ...animated].some(near);
}
