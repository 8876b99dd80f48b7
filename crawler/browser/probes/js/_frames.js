// A page that draws nothing (it is covered, it is busy) is waited for no longer than a moment.
const frames = (count) => new Promise((done) => {
  const over = setTimeout(done, 200);
  const next = () => { if (count-- > 0) requestAnimationFrame(next); else { clearTimeout(over); done(); } };
  next();
});
