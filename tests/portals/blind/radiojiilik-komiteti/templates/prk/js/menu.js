document.querySelectorAll('.nav-header').forEach(function(e){e.addEventListener('click',function(){e.parentNode.classList.toggle('open')})});
document.querySelectorAll('.nav-toggle').forEach(function(b){b.addEventListener('click',function(){document.querySelector('.nav').classList.toggle('open')})});
