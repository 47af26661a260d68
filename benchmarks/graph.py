"""Print how smoothly a browser draws the graph of a claim that many reports carry.

    python benchmarks/graph.py [--crowd 500]

A casebook of so many invented reports that say one thing is served over loopback, and headless Chromium opens the
claim, first as it comes and then with all folds open. `drawn` is how long it takes until the graph is there: asking for
it, the layout in a worker, the drawing. Then, frame by frame, the graph is scrolled through, each of its nodes is
pointed at, and it is made larger and smaller. A frame is the time between two pictures on the screen, in milliseconds;
at 60 pictures a second, which is the most that the browser gives, it is 16.7. The floor is an empty page in the same
browser, scrolled in the same way.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page, ViewportSize, sync_playwright

from pages import crowd
from saksi.web.app import Settings
from saksi.web.serving import served
from tables import Row, table

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SEEN = ViewportSize(width=1280, height=900)
_FRAMES = 180  # pictures of each act
_PATIENCE = 120_000  # milliseconds until a graph is drawn
_ACTS = {
    "scrolled": "(at) => canvas.scrollTo(0, (at * 40) % Math.max(1, canvas.scrollHeight - canvas.clientHeight))",
    "pointed at": (
        "(at) => { nodes[(at + nodes.length - 1) % nodes.length]?.dispatchEvent(new PointerEvent('pointerleave'));"
        " nodes[at % nodes.length]?.dispatchEvent(new PointerEvent('pointerenter')); }"
    ),
    "resized": "(at) => at % 30 || tools[Math.floor(at / 30) % 4 < 2 ? 0 : 1].click()",
}
_MEASURE = """
([act, frames]) => new Promise((done) => {{
  const canvas = document.querySelector(".graph-canvas") ?? document.scrollingElement;
  const nodes = [...document.querySelectorAll(".graph-canvas [data-id]")];
  const tools = [...document.querySelectorAll("button[data-act]")];
  const acts = {{ {acts} }};
  const spent = [];
  let before = 0;
  const step = (now) => {{
    if (before) {{
      spent.push(now - before);
    }}
    before = now;
    if (spent.length === frames) {{
      done(spent);
    }} else {{
      acts[act](spent.length);
      requestAnimationFrame(step);
    }}
  }};
  requestAnimationFrame(step);
}})
""".format(acts=", ".join(f'"{name}": {act}' for name, act in _ACTS.items()))


def frames(page: Page, act: str) -> list[float]:
    """Return the times between two pictures, in milliseconds, while something is done in each of them."""
    found: list[float] = page.evaluate(_MEASURE, [act, _FRAMES])
    return sorted(found)


def row(name: str, act: str, spent: Sequence[float], **more: float) -> Row:
    """Return what to show of the frames of an act."""
    late = sum(each > 2 * 1000 / 60 for each in spent)
    last = spent[int(0.95 * len(spent))]
    return {"graph": name, "act": act, "frame: ms": median(spent), "95 of 100: ms": last, "late": late, **more}


def measured(reports: int) -> Iterator[Row]:
    """Yield a row for the floor, and for each act on the graph."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        claim = crowd(path := Path(folder) / "crowd.saksi", reports)
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = started.new_page(viewport=_SEEN)
        page.set_content("<div style='height: 20000px'></div>")
        yield row("none", "scrolled", frames(page, "scrolled"))
        nodes = page.locator(".graph-canvas [data-id]")
        with served(Settings(path)) as address:
            for name, folds in (("as it comes", False), ("folds open", True)):
                began = perf_counter()
                page.goto(f"{address}/claims/{claim}")
                page.wait_for_selector("#graph[data-drawn=yes]", timeout=_PATIENCE)
                if folds:
                    began = perf_counter()
                    page.click("button[data-act=folds]")
                    nodes.nth(nodes.count()).wait_for(state="attached", timeout=_PATIENCE)  # one more than before
                drawn = (perf_counter() - began) * 1000
                for act in _ACTS:
                    yield row(name, act, frames(page, act), **{"nodes": nodes.count(), "drawn: ms": drawn})
        started.close()


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure how smoothly the graph of a claim is drawn.")
    parser.add_argument("--crowd", type=int, default=500)
    given = parser.parse_args(arguments)
    print(f"{given.crowd} reports, one claim", table(list(measured(given.crowd))), sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
