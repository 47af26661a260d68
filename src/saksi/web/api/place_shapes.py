"""The shapes of what is told of places, and of when claims were first said."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.web.api.casebook_shapes import CLAIM_LINE, page_of
from saksi.web.api.schema import Schema, among, number, record, ref, several, text, whole
from saksi.web.map_time import UNITS

LEAST, MOST = -(2**32), 2**32  # numbers of places
PLACE_SHAPES: Mapping[str, Schema] = {
    "SpokenOf": record(
        "A place that claims speak of.",
        {
            "place": whole("its number: its GeoNames id, or one below 0 where it has none", LEAST),
            "name": text("its name in the table of places"),
            "geonames": whole("its GeoNames id; 0 where it is not known"),
            "latitude": number("degrees north (WGS 84)", minimum=-90, maximum=90),
            "longitude": number("degrees east", minimum=-180, maximum=180),
            "country": text('ISO 3166 code, or ""'),
            "claims": whole("how many speak of it"),
        },
    ),
    "Places": page_of("Places, the most spoken of first.", "places", ref("SpokenOf")),
    "PlaceClaims": page_of("Claims that speak of a place.", "claims", record("", CLAIM_LINE)),
    "Timeline": record(
        "How many claims that speak of a place were first said when.",
        {
            "unit": among(UNITS, "what is counted by: days, or months or years over more time"),
            "periods": several(
                record("", {"when": text("a day, month or year in ISO 8601"), "claims": whole("how many", 1)}),
                "in their order; what has no claim is left out",
            ),
            "coarse": whole("how many are dated less precisely than that"),
            "undated": whole("how many have no date, whatever days were asked for"),
        },
    ),
}
