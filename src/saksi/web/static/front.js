/**
 * What the list of claims and a search can do beside what they do without a script: a choice is taken at once, "/" goes
 * to the search, j and k go from row to row, and a row and its dot are lit together.
 */

import { areOn, isField, isModified } from "./keys.js";

const ROWS = "tr[data-claim] a, .found > li > a";
const CHOICES = "select";

/** Leave what is empty out of the address, and ask again as soon as something is chosen. */
function takeChoices(form) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.matches(CHOICES)) form.requestSubmit();
  });
}

/** Go to the row after the one that has the focus, or to the one before it. */
function go(step) {
  const rows = [...document.querySelectorAll(ROWS)];
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? rows[step > 0 ? 0 : rows.length - 1] : rows[at + step];
  next?.focus();
}

/** Answer a key, unless it is one of a field or goes with another. */
function answer(event) {
  const { key } = event;
  if (isModified(event) || isField(event.target) || !areOn()) return;
  if (key === "j") go(1);
  else if (key === "k") go(-1);
  else if (key === "/") document.getElementById("find").focus();
  else return;
  event.preventDefault();
}

/** Light the row and the dot of the claim that is pointed at or has the focus. */
function light({ target }) {
  const claim = target.closest("[data-claim]")?.dataset.claim;
  for (const one of document.querySelectorAll("[data-claim]")) one.classList.toggle("same", one.dataset.claim === claim);
}

const form = document.querySelector("form.facets");
if (form) takeChoices(form);
document.addEventListener("keydown", answer);
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
