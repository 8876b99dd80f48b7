// Points that drift behind the page and lines between those that are near each other: the background of many sites.
const canvas = document.getElementById('sky'), pen = canvas.getContext('2d');
canvas.style.cssText = 'position:fixed;inset:0;width:100%;height:100%';
const fit = () => { canvas.width = innerWidth; canvas.height = innerHeight; };
addEventListener('resize', fit);
fit();
let seed = 1;
const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const points = Array.from({length: 80}, () => ({x: chance(), y: chance(), dx: (chance() - 0.5) / 300, dy: (chance() - 0.5) / 300}));
const draw = () => {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#9fb6e0';
  pen.strokeStyle = '#c9d6f0';
  for (const one of points) {
    one.x = (one.x + one.dx + 1) % 1;
    one.y = (one.y + one.dy + 1) % 1;
    pen.beginPath();
    pen.arc(one.x * canvas.width, one.y * canvas.height, 5, 0, 7);
    pen.fill();
    for (const other of points) {
      if (Math.hypot(one.x - other.x, one.y - other.y) > 0.15) continue;
      pen.beginPath();
      pen.moveTo(one.x * canvas.width, one.y * canvas.height);
      pen.lineTo(other.x * canvas.width, other.y * canvas.height);
      pen.stroke();
    }
  }
  requestAnimationFrame(draw);
};
draw();
