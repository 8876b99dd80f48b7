(function(){var d=document;d.documentElement.className+=' js';d.addEventListener('DOMContentLoaded',function(){
[].forEach.call(d.querySelectorAll('.su-tabs'),function(t){var a=t.querySelectorAll('.su-tabs-nav a'),p=t.querySelectorAll('.su-tabs-pane');if(p[0])p[0].className+=' open';
[].forEach.call(a,function(x,i){x.onclick=function(e){e.preventDefault();[].forEach.call(a,function(y,j){y.className=j===i?'su-tabs-current':'';p[j].className='su-tabs-pane'+(j===i?' open':'')})}})});
[].forEach.call(d.querySelectorAll('.su-spoiler-title'),function(s){s.onclick=function(){s.parentNode.classList.toggle('open')};s.onkeydown=function(e){if(e.keyCode===13)s.onclick()}});
var b=d.querySelector('.menu-toggle');if(b)b.onclick=function(){b.parentNode.classList.toggle('toggled')}})})();