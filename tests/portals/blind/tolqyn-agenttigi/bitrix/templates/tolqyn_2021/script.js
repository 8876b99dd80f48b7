document.documentElement.className += ' js';
document.querySelectorAll('.acc-head').forEach(function (b) {
  b.addEventListener('click', function () {
    var body = b.nextElementSibling; body.hidden = !body.hidden;
    b.setAttribute('aria-expanded', String(!body.hidden));
  });
});
document.querySelectorAll('.tabs').forEach(function (t) {
  function open(id) {
    if (!t.querySelector('#' + id)) return;
    t.querySelectorAll('.tab-pane').forEach(function (p) { p.classList.toggle('active', p.id === id); });
    t.querySelectorAll('.tab').forEach(function (a) { a.classList.toggle('active', a.dataset.tab === id); });
  }
  t.querySelectorAll('.tab').forEach(function (a) { a.addEventListener('click', function (e) { e.preventDefault(); open(a.dataset.tab); }); });
  function hash() { if (location.hash.length > 1) open(location.hash.slice(1)); }
  hash(); window.addEventListener('hashchange', hash);
});
document.querySelectorAll('.slider').forEach(function (s) {
  var n = 0, sl = s.querySelectorAll('.slide'), run = true, p = s.querySelector('.pause');
  setInterval(function () { if (!run) return; sl[n].classList.remove('on'); n = (n + 1) % sl.length; sl[n].classList.add('on'); }, 6000);
  p.addEventListener('click', function () { run = !run; p.textContent = run ? p.dataset.stop : p.dataset.go; });
});
var ru = document.documentElement.lang === 'ru';
document.querySelectorAll('form.bx').forEach(function (f) {
  f.addEventListener('submit', function (e) {
    e.preventDefault(); var bad = false;
    f.querySelectorAll('.err').forEach(function (x) { x.textContent = ''; });
    f.querySelectorAll('[data-req]').forEach(function (i) {
      var m = '';
      if (!i.value.trim()) m = ru ? 'Поле не заполнено' : 'Өріс толтырылмаған';
      else if (i.type === 'email' && i.value.indexOf('@') < 1) m = ru ? 'Адрес почты введён с ошибкой' : 'Пошта мекенжайы қате енгізілді';
      if (m) { bad = true; i.nextElementSibling.textContent = m; }
    });
    if (!bad) f.querySelector('.ok').textContent = ru ? 'Ваше сообщение принято.' : 'Хабарламаңыз қабылданды.';
  });
});
var box = document.getElementById('search-result');
if (box) {
  var q = new URLSearchParams(location.search), w = (q.get('q') || '').trim(), sec = q.get('s') || '';
  document.querySelector('.search-page input[name=q]').value = w;
  if (w) fetch('index.json').then(function (r) { return r.json(); }).then(function (all) {
    var hit = all.filter(function (p) { return (p.t + ' ' + p.x).toLowerCase().indexOf(w.toLowerCase()) >= 0 && p.u.indexOf(sec) >= 0; });
    box.innerHTML = '';
    if (!hit.length) box.textContent = ru ? 'Ничего не найдено' : 'Ештеңе табылмады';
    hit.forEach(function (p) { var d = document.createElement('p'), a = document.createElement('a'); a.href = p.u; a.textContent = p.t; d.appendChild(a); box.appendChild(d); });
  });
}
