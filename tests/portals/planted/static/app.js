// The page is an empty shell: what it shows comes as data and is drawn here.
fetch("/data" + location.pathname + location.search)
  .then((answer) => answer.json())
  .then((page) => {
    document.documentElement.lang = page.lang;
    document.title = page.title;
    document.getElementById("app").innerHTML = page.html;
  });
