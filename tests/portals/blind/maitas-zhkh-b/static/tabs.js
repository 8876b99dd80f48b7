document.documentElement.classList.add('js');document.addEventListener('DOMContentLoaded',function(){document.querySelectorAll('.tabs').forEach(function(t){
var l=t.querySelectorAll('a');function s(a){l.forEach(function(x){document.querySelector(x.hash).classList.toggle('show',x===a)})}
l.forEach(function(a){a.onclick=function(ev){ev.preventDefault();s(a)}});s(l[0])})});