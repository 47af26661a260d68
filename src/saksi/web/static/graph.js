// The provenance graph of a claim: laid out beside the page, drawn here, folded, and asked who falls with whom.
import { draw } from "./graph-draw.js";
import { askFalls } from "./graph-falls.js";
import { layoutBy, load, startWorker } from "./graph-layout.js";
import { save } from "./graph-save.js";

const KINDS = {
  party: "root", witness: "witness", outlet: "outlet", report: "report", copy: "copy", fold: "reports", claim: "claim",
};
const NAMED_AT_MOST = 8; // reports in what is read aloud; all of them are listed below it
const LISTED_AT_MOST = 40; // reports in the list of a node that is only pointed at: a longer one would lag behind
const LINGERS = 150; // milliseconds for which what was pointed at stays lit
const ZOOMS = [0.35, 0.5, 0.7, 0.85, 1, 1.25, 1.6];

/** One graph on a page. */
class Picture {
  constructor(place, graph, layout) {
    this.place = place;
    this.graph = graph;
    this.layout = layout;
    this.canvas = place.querySelector(".graph-canvas");
    this.told = place.querySelector(".graph-told");
    this.byId = new Map(graph.nodes.map((one) => [one.id, one]));
    this.falls = askFalls(graph);
    this.open = new Set();
    this.pinned = "";
    this.zoom = 4;
    this.total = graph.nodes.filter(({ report }) => report).length;
  }

  /** Draws the graph with what is open. */
  async draw() {
    const lines = this.graph.lines.filter(([, fold, opened]) => !fold || this.open.has(fold) === opened);
    const svg = await this.layout(lines.map(([words]) => words).join("\n"));
    this.drawn = draw(svg, this.graph, this.open);
    for (const node of this.drawn.nodes) {
      this.equip(node);
    }
    for (const fold of this.drawn.folds) {
      this.equipFold(fold);
    }
    this.drawn.svg.setAttribute("aria-label", "Who passed the word on to whom; the same stands as a list below");
    this.canvas.replaceChildren(this.drawn.svg);
    this.resize();
    this.pinned = "";
    this.light("");
    this.told.querySelector(".graph-said").textContent = "Nobody is chosen yet.";
    this.told.querySelector("ul").replaceChildren();
  }

  name({ report, label, about }) {
    const words = report ? `${report} ${label}` : label;
    return about ? `${words}, ${about}` : words;
  }

  /** Makes a node answer to pointer and keyboard. */
  equip(node) {
    if (node.kind === "fold") {
      this.equipFold(node);
      return;
    }
    const { drawn, id, bottleneck } = node;
    const label = `${KINDS[node.kind]}: ${this.name(node)}${bottleneck ? ", bottleneck" : ""}`;
    this.button(drawn, label, id);
    drawn.setAttribute("aria-pressed", "false");
    drawn.addEventListener("pointerenter", () => this.point(id));
    drawn.addEventListener("pointerleave", () => this.point(""));
    drawn.addEventListener("focus", () => this.pinned || this.tell(id));
    this.onPress(drawn, () => this.pin(this.pinned === id ? "" : id, id));
  }

  /** Makes what folds open and close. */
  equipFold({ drawn, fold, kind, label }) {
    const open = this.open.has(fold);
    const count = this.graph.nodes.filter(({ inside }) => inside === fold).length;
    const of = kind === "fold" ? "reports that are alike" : `copies and translations of ${label}`;
    this.button(drawn, `${count} ${of}`, fold);
    drawn.setAttribute("aria-expanded", String(open));
    this.onPress(drawn, () => this.toggle(fold));
  }

  button(drawn, label, id) {
    drawn.setAttribute("role", "button");
    drawn.setAttribute("tabindex", "0");
    drawn.setAttribute("aria-label", label);
    drawn.dataset.id = id;
  }

  onPress(drawn, act) {
    drawn.addEventListener("click", act);
    drawn.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        act();
      } else if (event.key === "Escape") {
        this.pin("", "");
      }
    });
  }

  /** Opens or closes a fold, and stays with it. */
  async toggle(fold) {
    this.open.has(fold) ? this.open.delete(fold) : this.open.add(fold);
    await this.draw();
    this.canvas.querySelector(`[data-id="${CSS.escape(fold)}"]`)?.focus({ preventScroll: true });
  }

  async toggleAll() {
    const folds = this.graph.nodes.map(({ fold }) => fold).filter(Boolean);
    this.open = this.open.size ? new Set() : new Set(folds);
    await this.draw();
  }

  /** Shows what is pointed at; where that is nothing, the last one stays for a moment, for on the way to the next. */
  point(id) {
    clearTimeout(this.waiting);
    if (this.pinned) {
      return;
    }
    if (id) {
      this.tell(id);
    } else {
      this.waiting = setTimeout(() => this.pinned || this.light(""), LINGERS);
    }
  }

  pin(id, shown) {
    this.pinned = id;
    for (const { drawn, id: one } of this.drawn.nodes) {
      if (drawn.hasAttribute("aria-pressed")) {
        drawn.setAttribute("aria-pressed", String(one === id));
      }
    }
    if (shown) {
      this.tell(shown);
    } else {
      this.light("");
    }
  }

  /** Shows what falls with a node, and what is downstream of it. */
  light(id) {
    const { falls, after } = id ? this.falls(id) : { falls: new Set(), after: new Set() };
    this.drawn.svg.classList.toggle("asked", Boolean(id));
    for (const { drawn, id: one, fold, kind } of this.drawn.nodes) {
      const inside = kind === "fold" ? this.graph.nodes.filter((each) => each.inside === fold) : [];
      drawn.classList.toggle("falls", falls.has(one) || (inside.length > 0 && inside.every((each) => falls.has(each.id))));
      drawn.classList.toggle("after", after.has(one) || inside.some((each) => after.has(each.id)));
      drawn.classList.toggle("chosen", one === id);
    }
    for (const { drawn, id: one } of this.drawn.folds) {
      drawn.classList.toggle("after", after.has(one));
    }
    for (const { drawn, source, target } of this.drawn.edges) {
      drawn.classList.toggle("after", after.has(source) && (after.has(target) || target === "claim"));
    }
  }

  /** Says what falls with a node. */
  tell(id) {
    this.light(id);
    const node = this.byId.get(id);
    const { falls, after, rooted } = this.falls(id);
    const reports = [...falls].map((one) => this.byId.get(one)).filter(({ report }) => report);
    const reach = [...after].filter((one) => this.byId.get(one).report && one !== id).length;
    const head = document.createElement("strong");
    head.textContent = `${KINDS[node.kind]}: ${this.name(node)}. `;
    this.told.querySelector(".graph-said").replaceChildren(head, this.sentence(node, reports, reach, rooted));
    const all = node.report && !falls.has(id) ? [node, ...reports] : reports;
    const listed = this.pinned ? all : all.slice(0, LISTED_AT_MOST);
    const items = listed.map((one) => this.item(one));
    if (listed.length < all.length) {
      const rest = document.createElement("li");
      rest.textContent = `and ${all.length - listed.length} more: press Enter, or click, to list them all`;
      items.push(rest);
    }
    this.told.querySelector("ul").replaceChildren(...items);
  }

  sentence(node, reports, reach, rooted) {
    if (node.kind === "claim") {
      return `${this.total} reports say it.`;
    }
    if (!rooted) {
      return "No named or described source leads here, so nothing falls that was held up by one.";
    }
    if (!reports.length) {
      return `If this one is wrong, no report falls: all that it reaches (${reach}) have another source too.`;
    }
    const names = reports.slice(0, NAMED_AT_MOST).map(({ report, label }) => `${report} ${label}`).join(", ");
    const more = reports.length > NAMED_AT_MOST ? ` and ${reports.length - NAMED_AT_MOST} more` : "";
    const fall = reports.length === 1 ? "report falls" : "reports fall";
    return `If this one is wrong, ${reports.length} of ${this.total} ${fall}: ${names}${more}.`;
  }

  item({ report, label, day }) {
    const link = document.createElement("a");
    link.href = this.place.dataset.report.replace("0", report);
    link.textContent = `${report} ${label}`;
    const made = document.createElement("li");
    made.append(link, day ? ` ${day}` : "");
    return made;
  }

  /** Shows the drawing at the present size; `whole` is one at which all of it is seen. */
  resize(whole = false) {
    const { width, height } = this.drawn.size;
    const scale = whole ? Math.min(1, this.canvas.clientWidth / width) : ZOOMS[this.zoom];
    this.drawn.svg.setAttribute("width", Math.floor(width * scale));
    this.drawn.svg.setAttribute("height", Math.floor(height * scale));
  }

  rescale(by) {
    this.zoom = Math.min(Math.max(this.zoom + by, 0), ZOOMS.length - 1);
    this.resize();
  }
}

/** Starts the graph of a page; where it can't be drawn, the list stays open. */
async function start(place) {
  const said = place.querySelector(".graph-said");
  place.hidden = false;
  try {
    const [graph, worker] = await Promise.all([load(place), startWorker(place)]);
    const picture = new Picture(place, graph, layoutBy(worker));
    await picture.draw();
    const acts = {
      larger: () => picture.rescale(1),
      smaller: () => picture.rescale(-1),
      whole: () => picture.resize(true),
      folds: () => picture.toggleAll(),
      save: () => save(picture.drawn.svg, place.dataset.name),
    };
    for (const button of place.querySelectorAll("button[data-act]")) {
      button.addEventListener("click", acts[button.dataset.act]);
    }
    place.dataset.drawn = "yes";
    document.getElementById("graph-list").open = false;
  } catch (error) {
    said.textContent = `The graph can't be drawn here (${error.message}); the list below says the same.`;
  }
}

const place = document.getElementById("graph");
if (place) {
  start(place);
}
