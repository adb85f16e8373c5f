/* Shortens a list while somebody types. Without this script the whole list stays; nothing is sent to anybody. */
"use strict";
(function () {
  const field = document.querySelector("[data-find]");
  const said = document.querySelector("[data-found]");
  const rows = Array.from(document.querySelectorAll("[data-row]"));
  if (!field || !said || !rows.length) return;
  const groups = Array.from(document.querySelectorAll("[data-group]"));
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").toLowerCase();
  const texts = rows.map((row) => plain(row.textContent));
  let waiting = 0;
  function say() {
    const shown = rows.filter((row) => row.getClientRects().length).length;
    said.textContent = shown ? shown + " of " + rows.length + " conditions shown." :
      "None of " + rows.length + " conditions has this name. Try another name of the disease, not of the treatment.";
  }
  function shorten() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    rows.forEach((row, n) => { row.hidden = !words.every((word) => texts[n].includes(word)); });
    groups.forEach((group) => { group.hidden = !group.querySelector("[data-row]:not([hidden])"); });
    clearTimeout(waiting);
    waiting = setTimeout(say, 300);
  }
  field.addEventListener("input", shorten);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) { field.value = ""; shorten(); event.preventDefault(); }
  });
  document.querySelectorAll("[name=level]").forEach((choice) => choice.addEventListener("change", shorten));
  document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
  if (field.value) shorten();
})();
