/* Show the claims of one place beside the map. */

/** Make an element with some attributes and words in it. */
function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function line(claim) {
  const link = made("a", { class: "words", href: `/claims/${claim.id}`, lang: claim.language, dir: claim.direction }, claim.text);
  const reports = `${claim.reports} ${claim.reports === 1 ? "report" : "reports"}`;
  return made("li", {}, link, " ", made("span", { class: "facts" }, `${reports} · ${claim.first || "undated"}`));
}

/** Fill the section with what the server says of a place; `more` is called with where another page begins. */
export function show(section, place, told, more) {
  const name = made("h2", { id: "there-name", tabindex: "-1" }, made("bdi", {}, told.name));
  const list = made("a", { href: `/?place=${place}` }, "in the list of claims");
  const facts = made("p", { class: "facts" }, `${told.told} · `, list);
  const pages = made("nav", { class: "pages", "aria-label": "Pages of claims" });
  for (const [words, at] of [["Previous", told.before], ["Next", told.after]]) {
    if (at === null) continue;
    const button = made("button", { class: "plain", type: "button" }, words);
    button.addEventListener("click", () => more(at));
    pages.append(button);
  }
  section.replaceChildren(name, facts, made("ul", { class: "said" }, ...told.claims.map(line)), pages);
}
