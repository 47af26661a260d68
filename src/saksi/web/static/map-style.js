/* How the map is drawn: land, borders, what is occupied, and a circle for each place, in the colours of the page. */

/** Return the colours that the style sheet gives to the map. */
function colours(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

const data = (geometry) => ({ type: "geojson", data: { type: "Feature", properties: {}, geometry }, tolerance: 0 });
const wider = (near, far) => ["interpolate", ["linear"], ["zoom"], 1, near, 6, far];

/** Return a style for MapLibre over the world's geometries and the places. */
export function style(element, world, places) {
  const colour = colours(element);
  const line = (id, width, more = {}) => ({
    id, type: "line", source: id, layout: { "line-join": "round" }, ...more,
    paint: { "line-color": colour({ coast: "coast", border: "between", region: "regions" }[id]), "line-width": width },
  });
  return {
    version: 8,
    sources: {
      ...Object.fromEntries(Object.entries(world).map(([name, geometry]) => [name, data(geometry)])),
      places: { type: "geojson", data: places },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      line("region", wider(0.3, 1), { minzoom: 3 }),
      line("coast", wider(0.4, 1)),
      line("border", wider(0.6, 1.6)),
      {
        id: "places", type: "circle", source: "places",
        paint: {
          "circle-color": colour("accent"), "circle-opacity": 0.55, "circle-stroke-color": colour("accent"),
          "circle-stroke-width": 1, "circle-radius": ["get", "radius"],
        },
      },
    ],
  };
}

/** Hatch what is occupied, under the coasts; a pattern can be drawn only once the map has its image. */
export function addOccupied(map, element) {
  map.addImage("hatch", hatch(element), { pixelRatio: 2 });
  map.addLayer({ id: "occupied", type: "fill", source: "occupied", paint: { "fill-pattern": "hatch" } }, "coast");
}

/** Return a square that repeats as slanting lines. */
function hatch(element) {
  const size = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colours(element)("occupied");
  pen.lineWidth = 2;
  for (const at of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(at, size);
    pen.lineTo(at + size, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, size, size);
}
