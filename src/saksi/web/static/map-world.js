/* Turn the map of the world (TopoJSON, made by training/make_basemap.py) into GeoJSON. */

/** Return the points of every line, as [longitude, latitude]. */
function lines(topology) {
  const [stepX, stepY] = topology.transform.scale;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * stepX, (y += dy) * stepY]);
  });
}

/** Join numbered lines to one; ~number is a line that is walked backwards. */
function joined(numbers, all) {
  const points = [];
  for (const number of numbers) {
    const line = number < 0 ? all[~number].toReversed() : all[number];
    points.push(...(points.length ? line.slice(1) : line));
  }
  return points;
}

/** Return each object of the map by its name, as a GeoJSON geometry. */
export function decoded(topology) {
  const all = lines(topology);
  const made = {};
  for (const [name, { type, arcs }] of Object.entries(topology.objects)) {
    const coordinates = type === "MultiLineString"
      ? arcs.map((line) => joined(line, all))
      : arcs.map((polygon) => polygon.map((ring) => joined(ring, all)));
    made[name] = { type, coordinates };
  }
  return made;
}
