// What of a graph rests on whom: which reports a root still reaches if one of the nodes is wrong.

/** Returns, for the id of a node, the nodes that word passes on to, each id with a list. */
function onwardOf(edges) {
  const onward = new Map();
  for (const { source, target } of edges) {
    onward.set(source, [...(onward.get(source) ?? []), target]);
  }
  return onward;
}

/** Returns all that is reached from some nodes, without passing through the one that is left out. */
function reached(starts, onward, without) {
  const found = new Set();
  const waiting = starts.filter((one) => one !== without);
  while (waiting.length) {
    const at = waiting.pop();
    if (!found.has(at)) {
      found.add(at);
      waiting.push(...(onward.get(at) ?? []).filter((one) => one !== without));
    }
  }
  return found;
}

/** Returns what answers, for the id of a node, which nodes fall with it and which are downstream of it. */
export function askFalls({ nodes, edges }) {
  const onward = onwardOf(edges);
  const led = new Set(edges.map((edge) => edge.target));
  const roots = nodes
    .filter(({ id, kind }) => (kind === "party" || kind === "witness") && !led.has(id))
    .map(({ id }) => id);
  const whole = reached(roots, onward, "");
  return (id) => {
    const left = reached(roots, onward, id);
    return {
      falls: new Set([...whole].filter((one) => !left.has(one) && one !== "claim")),
      after: reached([id], onward, ""),
      rooted: whole.has(id),
    };
  };
}
