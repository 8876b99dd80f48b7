// The report is whole without this: it only narrows the rows that are shown, opens what is looked for, and folds the
// contents once a place in them is chosen.
(() => {
  "use strict";
  const contents = document.querySelector(".contents details");
  if (contents) {
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a")) contents.open = false;
    });
    contents.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !contents.open) return;
      contents.open = false;
      contents.querySelector("summary").focus();
    });
  }
  const form = document.getElementById("filter");
  const holder = document.getElementById("in-findings");
  if (!form || !holder) return;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");
  const tables = [...holder.querySelectorAll(".table-rows")];
  const rows = [...holder.querySelectorAll(".row")].map((row) => ({
    row,
    text: fold(row.textContent),
    cards: [...row.querySelectorAll(".card")],
  }));
  const told = form.querySelector("output");
  const narrow = () => {
    const words = fold(form.elements.words.value).split(" ").filter(Boolean);
    const outcome = form.elements.outcome.value;
    const place = form.elements.place.value;
    let shown = 0;
    for (const { row, text, cards } of rows) {
      const fits = ["status", "language"].every((name) => {
        const wanted = form.elements[name].value;
        return !wanted || row.dataset[name] === wanted;
      });
      for (const card of cards) card.hidden = outcome !== "" && card.dataset.outcome !== outcome;
      const seen = !outcome || cards.some((card) => !card.hidden);
      const there = !place || row.dataset.table === place || row.dataset.criterion === place;
      row.hidden = !(fits && seen && there && words.every((word) => text.includes(word)));
      shown += row.hidden ? 0 : 1;
    }
    for (const table of tables) table.hidden = !table.querySelector(".row:not([hidden])");
    told.textContent = told.dataset.words.replace("#1", shown).replace("#2", rows.length);
  };
  // What an address names is shown, whatever was looked for before.
  const reveal = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && named.closest("[hidden]")) {
      form.reset();
      narrow();
      named.scrollIntoView();
    }
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", narrow);
  form.addEventListener("reset", () => setTimeout(narrow));
  window.addEventListener("hashchange", reveal);
  narrow();
})();
