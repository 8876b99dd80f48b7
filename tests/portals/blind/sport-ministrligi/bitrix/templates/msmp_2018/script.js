(function(){var s=document.querySelectorAll('.slider .s');if(!s.length)return;var i=0;setInterval(function(){s[i].className='s';i=(i+1)%s.length;s[i].className='s on';},4500);})();
