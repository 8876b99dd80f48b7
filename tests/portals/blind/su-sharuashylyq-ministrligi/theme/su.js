(function(){var s=document.querySelector('.slide');if(!s)return;var t=[].slice.call(s.querySelectorAll('p')),i=0,on=true,b=s.querySelector('button');
function show(){t.forEach(function(p,n){p.hidden=n!==i})}show();setInterval(function(){if(on){i=(i+1)%t.length;show()}},6000);
b.onclick=function(){on=!on;b.textContent=on?b.dataset.stop:b.dataset.go}})();