"""The shapes of reports and their statements, as `saksi.export.json` writes them; docs/json.md says more of each."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.export.report_view import COPY_WAYS
from saksi.model import Manner, Naming, Outcome, SourceKind, Stance
from saksi.web.api.schema import Schema, among, flag, maybe, number, record, ref, several, text, whole

_SPAN = ref("Span")
WAYS = tuple(COPY_WAYS)
REPORT_LINE: Mapping[str, Schema] = {
    "url": text('its address, or ""'),
    "outlet": text('who published it, or ""'),
    "language": text('BCP 47, or ""'),
    "published": text('ISO 8601, whose length is its precision ("2031-03"), or ""'),
}
STATEMENT: Mapping[str, Schema] = {
    "content": several(_SPAN, "what is said; more than one where the cue stands in its middle"),
    "cue": maybe(_SPAN, "the words that say that it is somebody's word; null in the page's own voice"),
    "chain": several(ref("Hop"), "from the nearest, the page, to the farthest, the source"),
    "manner": among(Manner, "how the words are given"),
    "stance": among(Stance, "what the source does with them"),
    "hedges": several(_SPAN, "words that make it less than sure"),
    "checks": several(ref("Check"), "who tried to verify it"),
    "times": several(ref("Time")),
    "quantities": several(ref("Quantity")),
    "places": several(ref("Place")),
    "names": several(ref("Name")),
    "events": several(ref("Event")),
}
CHECK: Mapping[str, Schema] = {"by": text('who tried, or ""'), "outcome": among(Outcome), "span": _SPAN}
QUANTITY: Mapping[str, Schema] = {
    "value": maybe(number(), "in `unit`; measures are converted, so square miles are km2"),
    "unit": text('an SI symbol, an ISO 4217 code, "%", the noun that is counted, or ""'),
    "low": maybe(number(), "the least that the words allow; null is no bound"),
    "high": maybe(number(), "the most that they allow; null is no bound"),
    "approximator": text('what stands before it ("nearly" 400), or ""'),
    "span": _SPAN,
}
REPORT_SHAPES: Mapping[str, Schema] = {
    "Span": record(
        "A stretch of a report's text, counted in Unicode code points.",
        {
            "start": whole("where it begins"),
            "end": whole("the place after its last code point"),
            "text": text("its words, as they stand"),
        },
        examples=[{"start": 67, "end": 75, "text": "reported"}],
    ),
    "Report": record(
        "A report as it was kept and read.",
        {
            "number": whole("its number in the casebook", 1),
            **REPORT_LINE,
            "title": text('its headline, or ""'),
            "canonical": text('the address that the page gives as its original\'s, or ""'),
            "byline": text('who wrote it, or ""'),
            "credit": text('the outlet that it comes from, as its metadata say, or ""'),
            "alternates": several(text(), "its addresses in other languages"),
            "text": text("the text that all spans count in"),
            "origin": several(ref("Hop"), "the outlet that it says to have its text from"),
            "furniture": several(_SPAN, 'what belongs to the page and not to its story: "read also" lines'),
        },
    ),
    "Statement": record(
        "One thing that a report says, and on whose word.",
        {**STATEMENT, "claims": several(whole("", 1), "the numbers of the claims that it makes")},
    ),
    "Source": record(
        "Who speaks.",
        {
            "name": text('the name that the lists have, or the words of the text; "" where it is not known'),
            "kind": among(SourceKind),
            "role": text('office or description, or ""'),
            "affiliation": text('whom they belong to, or ""'),
            "party": text('those whose one voice they are, or ""'),
            "naming": among(Naming, "by name, by role only, or not at all"),
            "count": maybe(whole(), "how many they are; null where the text leaves it open"),
        },
        examples=[
            {
                "name": "two people familiar with the inspection",
                "kind": "group",
                "role": "",
                "affiliation": "",
                "party": "",
                "naming": "unnamed",
                "count": 2,
            }
        ],
    ),
    "Hop": record(
        "One step of a chain: who passed the word on, or gave it.",
        {
            "source": ref("Source"),
            "mention": maybe(_SPAN, "where the text names them; null for the page"),
            "cue": maybe(_SPAN, "the cue that ties them to the statement"),
            "when": maybe(ref("Time"), "when they said it"),
            "inferred": flag("whether no words say it outright"),
        },
    ),
    "Check": record("An attempt to verify.", CHECK),
    "Time": record(
        "A point or stretch of time.",
        {
            "value": text('ISO 8601, as precise as the words; "" if it stays relative'),
            "approximate": flag('whether the words say "about"'),
            "span": _SPAN,
        },
    ),
    "Quantity": record("A number with its unit.", QUANTITY),
    "Place": record(
        "A place in the text.",
        {
            "name": text("its name in the table of places"),
            "geonames": whole("its GeoNames id; 0 where it is not known"),
            "latitude": number("degrees north (WGS 84)", minimum=-90, maximum=90),
            "longitude": number("degrees east", minimum=-180, maximum=180),
            "country": text('ISO 3166 code, or ""'),
            "span": _SPAN,
        },
    ),
    "Name": record(
        "Whoever or whatever a content names, but for places.",
        {"name": text("the party, or the words of the text"), "party": text('the party, or ""'), "span": _SPAN},
    ),
    "Event": record(
        "An act, state or thing that a content speaks of.",
        {
            "concept": text('a name that all languages share ("withdraw"); that of a thing begins with "obj_"'),
            "negated": flag("whether the words say that it did not happen"),
            "actor": text('who does it, or ""'),
            "patient": text('who has it done to them, or ""'),
            "target": text('where it goes, as country and place, or ""'),
            "origin": text('where it comes from, or ""'),
            "span": _SPAN,
        },
    ),
}
