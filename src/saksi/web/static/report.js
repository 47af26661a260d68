/* A report with its statements: what belongs together lights up together, keys lead from statement to statement, and
 * which kinds of marks are shown is kept in the address. Without this, links lead to and fro. */

import { areOn, isField, isModified, turnedBy } from "./keys.js";

const report = document.querySelector(".report");
const said = [...document.querySelectorAll(".said")];
const words = new Map(); // the pieces of the text by the number of their statement

for (const piece of document.querySelectorAll("[data-of]")) {
  for (const number of piece.dataset.of.split(" ")) {
    words.set(number, [...(words.get(number) ?? []), piece]);
  }
}

/** Light up some statements with their words in the text, and nothing else. */
function light(numbers) {
  for (const one of report.querySelectorAll(".lit")) {
    one.classList.remove("lit");
  }
  for (const number of numbers) {
    document.getElementById(`s${number}`)?.classList.add("lit");
    for (const piece of words.get(number) ?? []) {
      piece.classList.add("lit");
    }
  }
}

/** Return the numbers of the statements that something on the page belongs to. */
function numbersOf(element) {
  const one = element.closest?.(".said, [data-of], .text .at");
  return one?.dataset.number?.split(" ") ?? one?.dataset.of?.split(" ") ?? (one ? [one.id.slice(1)] : []);
}

/** Return the number of the statement that the address leads to, or "". */
function asked() {
  return /^#[st](\d+)$/.exec(location.hash)?.[1] ?? "";
}

function relight() {
  light(asked() ? [asked()] : []);
}

/** Go to the part of a long text in which the statement of the address begins. */
function find() {
  const number = asked();
  const address = new URL(location.href);
  if (number && !document.getElementById(`s${number}`) && address.searchParams.get("statement") !== number) {
    address.searchParams.delete("part");
    address.searchParams.set("statement", number);
    location.replace(address);
  }
  relight();
}

/** Go on to another statement: from the one in focus, or from the one that the address leads to. */
function step(by) {
  const focused = document.activeElement.closest(".said");
  const from = said.indexOf(focused ?? document.getElementById(`s${asked()}`));
  const next = said[from < 0 && by < 0 ? -1 : from + by];
  if (next) {
    location.replace(`#${next.id}`);
    next.querySelector(".at").focus({ preventScroll: true });
  }
}

function pressed(event) {
  if (isModified(event) || isField(event.target)) {
    return;
  }
  const single = { j: 1, k: -1 }[event.key];
  const arrow = event.target.closest(".said") && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (arrow || (single && areOn())) {
    event.preventDefault();
    step(arrow || single);
  }
}

/** Keep in the address which kinds of marks are shown, here and for the other parts. */
function keepShown() {
  const shown = [...document.querySelectorAll(".switch [name=show]:checked")].map((one) => one.value);
  for (const link of [location, ...document.querySelectorAll(".parts a")]) {
    const address = new URL(link.href);
    address.searchParams.set("show", shown.join(",") || ",");
    if (link === location) {
      history.replaceState(null, "", address);
    } else {
      link.href = address.href;
    }
  }
}

const keys = document.getElementById("keys-on");
turnedBy(keys);
keys.closest("label").hidden = !said.length;
document.querySelector(".switch button").hidden = true;
document.querySelector(".switch fieldset").addEventListener("change", keepShown);
for (const kind of ["pointerover", "focusin"]) {
  report.addEventListener(kind, (event) => {
    const numbers = numbersOf(event.target);
    if (numbers.length) {
      light(numbers);
    } else {
      relight();
    }
  });
}
report.addEventListener("pointerleave", relight);
document.addEventListener("keydown", pressed);
window.addEventListener("hashchange", find);
find();
