/* Light up the column that the pointer or the focus is in; the row is lit by the style sheet alone. */

const table = document.getElementById("relays");

/** Light the column of a cell, or none. */
function light(cell) {
  for (const one of table.querySelectorAll(".lit")) one.classList.remove("lit");
  const column = cell?.closest("[data-column]")?.dataset.column;
  if (column) for (const one of table.querySelectorAll(`[data-column="${column}"]`)) one.classList.add("lit");
}

if (table) {
  table.addEventListener("pointerover", (event) => light(event.target));
  table.addEventListener("pointerleave", () => light(null));
  table.addEventListener("focusin", (event) => light(event.target));
  table.addEventListener("focusout", () => light(null));
}
