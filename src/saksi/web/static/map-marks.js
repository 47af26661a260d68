/* Name the places that are spoken of most on the map: buttons, so that they can be reached by keyboard. */

const MOST = 40;
const DOWN = 28; // pixels

/** Return about how wide a button is, in pixels. */
const width = (place) => 40 + 7.5 * place.name.length;

/** Tell whether two buttons would stand over each other. */
function meet(one, other) {
  return Math.abs(one.x - other.x) < (one.width + other.width) / 2 && Math.abs(one.y - other.y) < DOWN;
}

/** Keep buttons on the places of a map that are in view, the most spoken of first, none over another. */
export class Marks {
  constructor(map, places, Marker, choose) {
    this.map = map;
    this.places = places;
    this.Marker = Marker;
    this.choose = choose;
    this.shown = new Map();
    this.chosen = 0;
    map.on("moveend", () => this.lay());
  }

  /** Lay them out for what is in view now. */
  lay() {
    const kept = new Set();
    const taken = [];
    const bounds = this.map.getBounds();
    for (const place of this.inOrder()) {
      if (taken.length >= MOST) break;
      if (!bounds.contains([place.longitude, place.latitude])) continue;
      const { x, y } = this.map.project([place.longitude, place.latitude]);
      const at = { x, y, width: width(place) };
      if (taken.some((other) => meet(at, other))) continue;
      taken.push(at);
      kept.add(place.id);
      if (!this.shown.has(place.id)) this.shown.set(place.id, this.mark(place));
    }
    for (const [id, marker] of this.shown) {
      if (kept.has(id)) continue;
      marker.remove();
      this.shown.delete(id);
    }
  }

  inOrder() {
    const first = this.places.filter((one) => one.id === this.chosen);
    return [...first, ...this.places.filter((one) => one.id !== this.chosen)];
  }

  mark(place) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "place-mark";
    button.setAttribute("aria-pressed", String(place.id === this.chosen));
    const count = document.createElement("b");
    count.textContent = place.claims;
    const name = document.createElement("bdi");
    name.textContent = place.name;
    button.append(name, " ", count);
    button.title = `${place.name}: ${place.claims} ${place.claims === 1 ? "claim" : "claims"}`;
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.choose(place.id);
    });
    return new this.Marker({ element: button }).setLngLat([place.longitude, place.latitude]).addTo(this.map);
  }

  /** Show which place is chosen. */
  press(id) {
    this.chosen = id;
    for (const [other, marker] of this.shown) marker.getElement().setAttribute("aria-pressed", String(other === id));
    this.lay();
  }
}
