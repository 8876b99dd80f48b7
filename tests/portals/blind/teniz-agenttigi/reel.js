document.querySelectorAll('.reel').forEach(function (reel) {
  var slides = reel.querySelectorAll('.slide'), button = reel.querySelector('button'), at = 0, timer;
  function turn() { slides[at].classList.remove('on'); at = (at + 1) % slides.length; slides[at].classList.add('on'); }
  function run() { timer = setInterval(turn, 6000); button.textContent = reel.dataset.stop; }
  button.addEventListener('click', function () {
    if (timer) { clearInterval(timer); timer = null; button.textContent = reel.dataset.go; } else { run(); }
  });
  run();
});
