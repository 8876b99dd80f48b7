function ashu(e){var b=e.nextElementSibling;b.style.display=b.style.display=='none'?'block':'none';}
