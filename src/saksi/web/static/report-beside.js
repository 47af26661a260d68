/* Two texts side by side: a passage and its partner light up together. */

const passages = new Map(); // the pieces of both texts by the number of their passage

for (const piece of document.querySelectorAll(".pair [data-of], .pair [data-passage]")) {
  for (const number of (piece.dataset.of ?? piece.dataset.passage).split(" ")) {
    passages.set(number, [...(passages.get(number) ?? []), piece]);
  }
}

function light(numbers) {
  for (const one of document.querySelectorAll(".pair .lit")) {
    one.classList.remove("lit");
  }
  for (const piece of numbers.flatMap((number) => passages.get(number) ?? [])) {
    piece.classList.add("lit");
  }
}

/** Light up what the address leads to. */
function relight() {
  const asked = /^#p(\d+)$/.exec(location.hash)?.[1];
  light(asked ? [asked] : []);
}

const pair = document.querySelector(".pair");
for (const kind of ["pointerover", "focusin"]) {
  pair.addEventListener(kind, (event) => {
    const { of, passage } = event.target.closest("[data-of], [data-passage]")?.dataset ?? {};
    const numbers = (of ?? passage ?? "").split(" ").filter(Boolean);
    if (numbers.length) {
      light(numbers);
    } else {
      relight();
    }
  });
}
pair.addEventListener("pointerleave", relight);
window.addEventListener("hashchange", relight);
relight();
