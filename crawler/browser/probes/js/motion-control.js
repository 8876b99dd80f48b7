() => {
  // Two patches of our own that change with the page's clock, by a timer and by an animation: pictures in which they stand still prove nothing.
  const patch = (left) => {
    const one = document.createElement('div');
    const looks = {position: 'fixed', top: '0', left: `${left}px`, width: '64px', height: '64px', 'z-index': '2147483647', opacity: '1', margin: '0', padding: '0', display: 'block', transform: 'none', animation: 'none', transition: 'none'};
    for (const [name, value] of Object.entries(looks)) one.style.setProperty(name, value, 'important');
    document.documentElement.append(one);
    return one;
  };
  const timed = patch(0);
  let ticks = 0;
  const step = () => { ticks += 1; timed.style.setProperty('background', `rgb(${[0, 0, 0].fill((ticks * 9) % 256)})`, 'important'); };
  step();
  setInterval(step, 100);
  const moved = patch(64);
  moved.style.removeProperty('background');
  moved.style.removeProperty('animation');
  const shades = Array.from({length: 29}, (_, number) => ({background: `rgb(${[0, 0, 0].fill((number * 9) % 256)})`}));
  moved.animate(shades.map((shade) => ({...shade, easing: 'step-end'})), {duration: 2800, iterations: Infinity});
}
