// Saves the drawn graph as an SVG that stands alone, with the colours of the page.

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "font-weight", "opacity"];

/** Returns a copy of a drawing in which every shape carries how it looks here. */
function standing(svg) {
  const copy = svg.cloneNode(true);
  const [shown, copied] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  shown.forEach((element, at) => {
    const look = getComputedStyle(element);
    for (const name of KEPT) {
      copied[at].setAttribute(name, look.getPropertyValue(name));
    }
    for (const name of ["class", "tabindex", "role", "aria-pressed", "aria-expanded"]) {
      copied[at].removeAttribute(name);
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return copy;
}

/** Hands a drawing to the reader as a file. */
export function save(svg, name) {
  const words = new XMLSerializer().serializeToString(standing(svg));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "image/svg+xml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
