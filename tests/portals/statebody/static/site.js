// On narrow screens the menu folds behind a button; without this script it simply stays open.
(() => {
  const nav = document.querySelector(".main-nav");
  const list = document.getElementById("main-menu");
  if (!nav || !list) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "menu-button";
  button.textContent = nav.dataset.menu;
  button.setAttribute("aria-controls", list.id);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(nav.classList.toggle("open")));
  });
  nav.prepend(button);
  nav.classList.add("has-button");
})();
