/* The keys of the review. Each opens what a click opens too, and puts the cursor where one types next; Enter sends.
 * They can be turned off, and none of them is heard while somebody types. */

import { areOn, isField, isModified, turnedBy } from "./keys.js";

const SECTIONS = { a: "accept", r: "reject", m: "same_claim", s: "apart", u: "undo" };

const help = document.getElementById("keys");
const turned = document.getElementById("keys-on");
const find = (selector, within = document) => within.querySelector(selector);

/** Show beside each control its key, or hide it. */
function showKeys(on) {
  for (const one of document.querySelectorAll("main kbd")) {
    one.hidden = !on && !help.contains(one);
  }
}

/** Return what to go to in a section: what has to be chosen first, or else who (if that is not known), or why. */
function target(id, section) {
  const choices = { same_claim: ["input[name=other]", section], apart: ["input[name=statement]", document] }[id];
  const choice = choices && find(...choices);
  if (choice && document.activeElement?.name !== choice.name) {
    return find(`${choices[0]}:checked`, choices[1]) ?? choice;
  }
  if (id === "same_claim" && !choice) {
    return find("input[name=with]", section);
  }
  const who = find("input[name=who]", section);
  return who.value ? find("input[name=why]", section) : who;
}

function open(id) {
  const section = document.getElementById(`do-${id}`);
  if (!section) {
    return;
  }
  section.open = true;
  const next = target(id, section);
  next.focus();
  if (isField(next)) {
    next.select();
  }
}

function pressed(event) {
  const { key } = event;
  if (key === "Escape" && isField(event.target)) {
    event.target.blur();
    return;
  }
  if (isModified(event) || help.open || !areOn() || isField(event.target)) {
    return;
  }
  if (key === "?") {
    help.showModal();
  } else if (Object.hasOwn(SECTIONS, key)) {
    open(SECTIONS[key]);
  } else if (key === "n" || key === "p") {
    find(key === "n" ? "main a[rel=next]" : "main a[rel=prev]")?.click();
  } else {
    return;
  }
  event.preventDefault();
}

function countTicked() {
  const count = document.querySelectorAll("input[name=statement]:checked").length;
  find("#ticked").textContent = count ? `${count} ticked.` : "None is ticked yet.";
}

if (help) {
  const button = document.getElementById("show-keys");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  turnedBy(turned, showKeys);
  showKeys(turned.checked);
  document.addEventListener("keydown", pressed);
}
if (find("#ticked")) {
  document.addEventListener("change", countTicked);
  countTicked();
}
