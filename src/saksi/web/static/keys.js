/* Keys of a single letter: they can be turned off for all pages at once, and none is heard while somebody types. */

const KEPT = "saksi-single-keys";
const TYPED_IN = "textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])";
let here = true; // whether they are on, where a browser keeps nothing

/** Tell whether single keys work; they do unless somebody turned them off. */
export function areOn() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return here;
  }
}

function turn(on) {
  here = on;
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // It holds for this page, then.
  }
}

/** Let a checkbox turn them on and off; `changed` is told which. */
export function turnedBy(box, changed = () => {}) {
  box.checked = areOn();
  box.addEventListener("change", () => {
    turn(box.checked);
    changed(box.checked);
  });
}

/** Tell whether something is a field that one types in, in which a key is a letter. */
export function isField(element) {
  return element.matches(TYPED_IN);
}

/** Tell whether a key goes with another, or is part of a word that is being put together. */
export function isModified(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
}
