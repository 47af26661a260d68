/* The map of places: draws them, and shows the claims of the one that is chosen. Without it, the page's list does. */

import { Map as Atlas, Marker, NavigationControl } from "/static/vendor/maplibre-gl.mjs";
import { Marks } from "/static/map-marks.js";
import { addOccupied, style } from "/static/map-style.js";
import { show } from "/static/map-there.js";
import { decoded } from "/static/map-world.js";

const world = document.getElementById("world");
const there = document.getElementById("there");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

async function asked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.json();
}

function drawable() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

function refuse(words) {
  document.getElementById("map").hidden = true;
  const problem = document.getElementById("map-problem");
  problem.textContent = words;
  problem.hidden = false;
}

/** Return the places as a layer of circles, whose area grows with their claims. */
function circles(places) {
  const most = Math.max(1, ...places.map((one) => one.claims));
  const features = places.map((one) => ({
    type: "Feature",
    properties: { id: one.id, radius: 4 + 22 * Math.sqrt(one.claims / most) },
    geometry: { type: "Point", coordinates: [one.longitude, one.latitude] },
  }));
  return { type: "FeatureCollection", features };
}

/** Return the corners of the place that is chosen, or else of what seven in ten claims speak of. */
function corners(places) {
  const all = places.reduce((sum, one) => sum + one.claims, 0);
  let before = 0;
  const often = places.filter((one) => (before += one.claims) - one.claims < 0.7 * all);
  const chosen = places.filter((one) => one.id === Number(world.dataset.place));
  const few = chosen.length ? chosen : often;
  const across = few.map((one) => one.longitude);
  const down = few.map((one) => one.latitude);
  return [[Math.min(...across), Math.max(-70, Math.min(...down))], [Math.max(...across), Math.min(75, Math.max(...down))]];
}

/** Let the timeline lead on with the place that is chosen. */
function remember(id) {
  for (const link of document.querySelectorAll(".when a")) {
    const address = new URL(link.getAttribute("href"), location.href);
    address.searchParams.set("place", id);
    link.setAttribute("href", address.pathname + address.search);
  }
  document.querySelector(".when input[name='place']").value = id;
}

/** Choose a place: its claims stand beside the map, and it stands in the address. */
function chooser(marks) {
  return async function choose(id, from = 0) {
    const { since, until } = world.dataset;
    const query = new URLSearchParams({ ...(since && { since }), ...(until && { until }), place: id, ...(from && { from }) });
    try {
      show(there, id, await asked(`/map/claims.json?${query}`), (at) => choose(id, at));
    } catch (error) {
      there.replaceChildren(`The claims can't be shown: ${error.message}`);
      return;
    }
    history.replaceState(null, "", `/map?${query}${location.hash}`);
    remember(id);
    marks().press(id);
    there.scrollTop = 0;
  };
}

function draw(geometries, places) {
  const map = new Atlas({
    container: "map",
    style: style(world, geometries, circles(places)),
    hash: true,
    maxZoom: 8,
    attributionControl: false,
    dragRotate: false,
    fadeDuration: calm ? 0 : 200,
    ...(location.hash ? {} : { bounds: corners(places), fitBoundsOptions: { padding: 60, maxZoom: 5 } }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  let marks;
  const choose = chooser(() => marks);
  marks = new Marks(map, places, Marker, choose);
  map.on("load", () => {
    addOccupied(map, world);
    marks.press(Number(world.dataset.place));
    world.dataset.drawn = "yes";
  });
  map.on("click", "places", ({ features }) => choose(features[0].properties.id));
  map.on("mouseenter", "places", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "places", () => (map.getCanvas().style.cursor = ""));
  for (const link of document.querySelectorAll("a[data-place]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(Number(link.dataset.place)).then(() => document.getElementById("there-name")?.focus());
    });
  }
}

async function start() {
  world.hidden = false;
  if (!drawable()) {
    refuse("This browser can't draw the map (it has no WebGL). The list below has the same places.");
    return;
  }
  try {
    const [base, rows] = await Promise.all([asked(world.dataset.base), asked(world.dataset.places)]);
    const places = rows.map(([id, name, latitude, longitude, claims]) => ({ id, name, latitude, longitude, claims }));
    if (places.length) draw(decoded(base), places);
    else refuse("No claim of these days speaks of a place.");
  } catch (error) {
    refuse(`The map can't be drawn (${error.message}). The list below has the same places.`);
  }
}

await start();
