(function(){
var b=document.querySelector('.menu-toggle');
if(b){b.addEventListener('click',function(){var o=b.getAttribute('aria-expanded')==='true';b.setAttribute('aria-expanded',String(!o));b.parentNode.classList.toggle('is-open',!o);});}
document.querySelectorAll('.tabs').forEach(function(t){
 var a=t.querySelectorAll('.tabs__nav a'),p=t.querySelectorAll('.tabs__panel');
 function show(i){p.forEach(function(x,k){x.hidden=k!==i;});a.forEach(function(x,k){x.setAttribute('aria-selected',String(k===i));});}
 a.forEach(function(x,i){x.addEventListener('click',function(e){e.preventDefault();show(i);});});show(0);
});
})();
