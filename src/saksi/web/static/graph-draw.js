// Draws what Graphviz laid out as an SVG of our own: shapes and words only, without any style of theirs.

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = ["g", "polygon", "polyline", "ellipse", "path", "text"];
const PLACES = ["points", "d", "cx", "cy", "rx", "ry", "x", "y", "transform", "text-anchor"];
const DAYS_ABOVE = 26; // how much room the days take
const TO_CLAIM = 14; // from where the lines of all reports meet to the claim
const ORDER = ["party", "witness", "outlet", "report", "copy", "fold", "claim"];

/** Makes an element of SVG with attributes and children. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Copies shapes and words, and of them only where they stand. */
function plain(element) {
  const made = make(element.localName);
  for (const name of PLACES.filter((one) => element.hasAttribute(one))) {
    made.setAttribute(name, element.getAttribute(name));
  }
  if (element.localName === "text") {
    made.textContent = element.textContent;
  } else {
    made.append(...[...element.children].filter((one) => SHAPES.includes(one.localName)).map(plain));
  }
  return made;
}

/** Returns the box round the shapes of a node, in the units of the drawing, from their numbers. */
function boxOf(element) {
  const ellipse = element.querySelector("ellipse");
  if (ellipse) {
    const [cx, cy, rx, ry] = ["cx", "cy", "rx", "ry"].map((one) => Number(ellipse.getAttribute(one)));
    return { left: cx - rx, right: cx + rx, top: cy - ry, bottom: cy + ry };
  }
  const points = [...element.querySelectorAll("polygon")]
    .flatMap((one) => one.getAttribute("points").trim().split(/\s+/))
    .map((one) => one.split(",").map(Number));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Reads the SVG of Graphviz: the nodes and edges in it with their titles, and how large it is. */
function read(svg) {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const [, , width, height] = root.getAttribute("viewBox").split(" ").map(Number);
  const parts = [...root.querySelectorAll("g.node, g.edge")].map((element) => ({
    title: element.querySelector("title").textContent,
    kinds: element.getAttribute("class"),
    drawn: plain(element),
  }));
  const move = root.querySelector("g.graph").getAttribute("transform").match(/translate\(([-\d.]+) ([-\d.]+)\)/);
  return { width, height, x: Number(move[1]), y: Number(move[2]), parts };
}

/** Draws the days as a row of labels over a line for each. */
function drawDays(days, top, bottom) {
  const layer = make("g", { class: "days", "aria-hidden": "true" });
  for (const { drawn } of days) {
    const text = drawn.querySelector("text");
    const x = text.getAttribute("x");
    layer.append(make("path", { d: `M${x},${top} V${bottom}` }));
    layer.append(make("text", { x, y: top - 8, "text-anchor": "middle" }, text.textContent));
  }
  return layer;
}

/** Moves the claim to half the height, and returns its box there. */
function centre(claim, middle) {
  const box = boxOf(claim.drawn);
  const down = middle - (box.top + box.bottom) / 2;
  claim.drawn.setAttribute("transform", `translate(0 ${down})`);
  return { ...box, top: box.top + down, bottom: box.bottom + down };
}

/** Draws a line from each report to where all of them meet, and on to the claim. */
function drawSays(nodes, to) {
  const meet = to.left - TO_CLAIM;
  const y = (to.top + to.bottom) / 2;
  const lines = nodes
    .filter(({ kind, open }) => kind === "report" || kind === "copy" || (kind === "fold" && !open))
    .map(({ id, box }) => {
      const from = (box.top + box.bottom) / 2;
      const drawn = make("path", { d: `M${box.right},${from} H${meet} V${y} H${to.left}`, class: "edge says" });
      return { source: id, target: "claim", drawn };
    });
  return lines;
}

/** Returns the words that close or open a fold as a button of their own, taken from the node that it is folded behind. */
function foldButton(node) {
  const text = [...node.drawn.querySelectorAll("text")].at(-1);
  const y = Number(text.getAttribute("y"));
  text.remove();
  const width = Math.min(node.box.right - node.box.left - 6, 170);
  const middle = (node.box.left + node.box.right) / 2;
  const back = make("rect", { x: middle - width / 2, y: y - 11.5, width, height: 15, rx: 3 });
  return make("g", { class: "fold-button" }, back, text);
}

/**
 * Draws a graph. `open` are the ids of the folds that are open.
 * Returns the SVG, with the nodes and edges in it by their ids, and the buttons of folds.
 */
export function draw(svg, graph, open) {
  const found = read(svg);
  const byName = new Map(Object.entries(graph.names).map(([id, name]) => [name, id]));
  const byId = new Map(graph.nodes.map((one) => [one.id, one]));
  const days = found.parts.filter(({ kinds }) => kinds.includes("day"));
  const nodes = found.parts
    .filter(({ title, kinds }) => kinds.includes("node") && byName.has(title))
    .map(({ title, drawn }) => ({ ...byId.get(byName.get(title)), drawn, box: boxOf(drawn), open: false }))
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  for (const node of nodes) {
    node.open = open.has(node.fold);
    node.drawn.setAttribute("class", `node ${node.kind}${node.bottleneck ? " tight" : ""}`);
  }
  const edges = found.parts
    .filter(({ title, kinds }) => kinds.includes("edge") && title.split("->").every((one) => byName.has(one)))
    .map(({ title, kinds, drawn }) => {
      const [source, target] = title.split("->").map((one) => byName.get(one));
      drawn.setAttribute("class", kinds);
      return { source, target, drawn };
    });
  const [top, bottom] = [-found.y, -found.y + found.height];
  const claim = nodes.find(({ kind }) => kind === "claim");
  const says = drawSays(nodes, centre(claim, (top + bottom) / 2));
  const folds = nodes.filter(({ fold, kind }) => fold && kind !== "fold").map((one) => ({ ...one, drawn: foldButton(one) }));
  const layer = make("g", { transform: `translate(${found.x} ${found.y + DAYS_ABOVE})` });
  layer.append(drawDays(days, top, bottom));
  for (const { drawn } of [...says, ...edges, ...nodes, ...folds]) {
    layer.append(drawn);
  }
  const size = { width: found.width, height: found.height + DAYS_ABOVE };
  const made = make("svg", { viewBox: `0 0 ${size.width} ${size.height}`, role: "group", ...size }, layer);
  return { svg: made, size, nodes, edges: [...says, ...edges], folds };
}
