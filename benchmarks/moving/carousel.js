const rail = document.querySelector('.rail');
let slide = 0;
const next = () => { slide = (slide + 1) % 3; rail.style.transform = `translateX(${-slide * 100 / 3}%)`; };
setInterval(next, 2500);
document.querySelector('.next').addEventListener('click', next);
