// Lays out the graph of a claim: where it and the worker for it come from, on a page or in a file that stands alone.

/** Returns the graph: from this server, or from the page itself. */
export async function load(place) {
  if (!place.dataset.source) {
    return JSON.parse(document.getElementById("graph-data").textContent);
  }
  const answer = await fetch(place.dataset.source);
  if (!answer.ok) {
    throw new Error(`the graph can't be had: ${answer.status}`);
  }
  return answer.json();
}

/** Returns the worker that lays out: a file of this server, or what the page itself carries, packed. */
export async function startWorker(place) {
  if (place.dataset.worker) {
    return new Worker(place.dataset.worker);
  }
  const packed = Uint8Array.from(atob(document.getElementById("graph-engine").textContent), (one) => one.codePointAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const words = await new Response(stream).text();
  return new Worker(URL.createObjectURL(new Blob([words], { type: "text/javascript" })));
}

/** Returns what lays out DOT, one after the other; the last asked for wins. */
export function layoutBy(worker) {
  let number = 0;
  let waiting = null;
  worker.onmessage = ({ data }) => {
    if (data.number === number) {
      data.problem ? waiting.reject(new Error(data.problem)) : waiting.resolve(data.svg);
    }
  };
  worker.onerror = (event) => waiting?.reject(new Error(event.message || "the graph can't be laid out"));
  return (dot) => new Promise((resolve, reject) => {
    number += 1;
    waiting = { resolve, reject };
    worker.postMessage({ number, dot });
  });
}
