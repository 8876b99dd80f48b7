(function(){var d=document,i,a=d.querySelectorAll('.acch');
for(i=0;i<a.length;i++)a[i].onclick=function(){var b=this.nextElementSibling;b.className=b.className=='accb'?'accb on':'accb';return false;};
var t=d.querySelectorAll('.tabs');for(i=0;i<t.length;i++)(function(x){var h=x.querySelectorAll('.tabh'),b=x.querySelectorAll('.tabb');
var p=d.createElement('div');for(var k=0;k<h.length;k++)p.appendChild(h[k]);x.insertBefore(p,x.firstChild);
function s(n){for(var k=0;k<b.length;k++)b[k].className=k==n?'tabb on':'tabb';}
for(k=0;k<h.length;k++)(function(n){h[n].tabIndex=0;h[n].onclick=function(){s(n);};})(k);s(0);})(t[i]);})();
