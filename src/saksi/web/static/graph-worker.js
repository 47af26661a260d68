// Lays out graphs with Graphviz beside the page, so that the page never stops: DOT comes in, SVG goes out.
"use strict";

if (typeof Viz === "undefined") {
  importScripts(new URL("vendor/viz-global.js", self.location.href).href);
}

const graphviz = Viz.instance();

self.onmessage = async ({ data: { number, dot } }) => {
  try {
    self.postMessage({ number, svg: (await graphviz).renderString(dot, { format: "svg" }) });
  } catch (error) {
    self.postMessage({ number, problem: String(error) });
  }
};
