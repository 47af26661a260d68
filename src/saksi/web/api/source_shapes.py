"""The shapes of what is told of sources, outlets and relays."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.model import Naming, SourceKind, Stance
from saksi.web.api.casebook_shapes import CLAIM_LINE, page_of
from saksi.web.api.report_shapes import REPORT_LINE, WAYS
from saksi.web.api.schema import Schema, among, flag, maybe, record, ref, several, text, whole
from saksi.web.source_list import kinds

_NAMED: Mapping[str, Schema] = {
    "named": whole("statements that name it"),
    "role": whole('those that give only a role ("an official in Kyiv")'),
    "unnamed": whole('those that give neither ("people familiar with the matter")'),
}
_SOURCE: Mapping[str, Schema] = {
    "name": text("its name, or the words of the text"),
    "kind": among(kinds(), "what it is; of a party, what the list of parties has"),
    "claims": whole("how many rest on its word, alone or with others"),
    "alone": whole("for how many only its word is given"),
    "reports": whole("how many give its word for a claim"),
    **_NAMED,
    "sources": whole("how many speak as it", 1),
}
_OUTLET: Mapping[str, Schema] = {
    "name": text('its name, or ""'),
    "reports": whole("how many the casebook has of it"),
    "languages": several(text(), "in which languages"),
    "claims": whole("how many it carries"),
    "only": whole("how many no other outlet carries"),
    "own": whole("its statements by a source of its own"),
    "voice": whole("those in its own voice"),
    "relayed": whole("those that came through another outlet"),
    "copies": whole("its reports with the text of another outlet's"),
    "copied": whole("its reports whose text another outlet took"),
}
SOURCE_SHAPES: Mapping[str, Schema] = {
    "Sources": page_of("On whose word claims rest.", "sources", record("", _SOURCE)),
    "KnownSource": record(
        "A party or a source with all that rests on its word.",
        {
            **_SOURCE,
            "statements": whole("how many give its word", 1),
            "periods": several(
                record("", {"when": text('a month, or a year over more time, or ""'), **_NAMED}),
                "how it is named by the dates of the reports",
            ),
            "voices": several(
                record(
                    "",
                    {
                        "name": text("the name, or the words of the text"),
                        "kind": among(SourceKind),
                        "role": text('office or description, mostly, or ""'),
                        "party": text('those whose one voice it is, or ""'),
                        "statements": whole("how many give its word", 1),
                    },
                ),
                "the sources that speak as it, at most 200, the most often heard first",
            ),
            "outlets": several(
                record("", {"outlet": text('its name, or ""'), "reports": whole("how many", 1)}),
                "those that carry its word, at most 200, the one with most reports first",
            ),
        },
    ),
    "SourceClaims": page_of(
        "Claims that rest on the word of a party or source.",
        "claims",
        record("", {**CLAIM_LINE, "alone": flag("whether only its word is given for it")}),
    ),
    "SourceStatements": page_of(
        "What a party or source says.",
        "statements",
        record(
            "",
            {
                "report": whole("the number of the report", 1),
                "statement": whole("the number of the statement in it, from 0"),
                "outlet": text('who published the report, or ""'),
                "published": text('when, ISO 8601, or ""'),
                "language": text('BCP 47, or ""'),
                "source": text("who speaks, under what name"),
                "naming": among(Naming, "by name, by role only, or not at all"),
                "stance": among(Stance, "what they do with the words"),
                "text": text("what is said"),
                "claims": several(whole("", 1), "the numbers of the claims that it makes"),
            },
        ),
    ),
    "Outlets": page_of("Outlets, with whose sources they have.", "outlets", record("", _OUTLET)),
    "KnownOutlet": record(
        "An outlet, which may be one that only others name.",
        {
            **_OUTLET,
            "listed": maybe(
                record(
                    "",
                    {
                        "country": text('ISO 3166 code, or ""'),
                        "owner": text('the family that it belongs to, or ""'),
                        "wire": flag("whether it is a wire service"),
                        "domains": several(text(), "where its pages stand"),
                    },
                ),
                "what the list of outlets has of it; null if it is not there",
            ),
            "quoted": several(
                record("", {"name": text("a party or a source"), "reports": whole("in how many of its reports", 1)}),
                "on whose word its claims rest, at most 200, the most often first",
            ),
            "takes": several(ref("Relay"), "whom it takes from, at most 200, the most first"),
            "taken": several(ref("Relay"), "who takes from it, at most 200, the most first"),
        },
    ),
    "OutletClaims": page_of(
        "Claims that an outlet carries.",
        "claims",
        record("", {**CLAIM_LINE, "outlets": whole("of how many outlets these are")}),
    ),
    "Relay": record(
        "That one outlet takes from another.",
        {
            "taker": text("the outlet that takes"),
            "giver": text("the one that it takes from"),
            "reports": whole("how many reports show it in the way asked for, or in either", 1),
            "says": whole("how many say so, whoever published them"),
            "copies": whole("how many of the taker have the text of one of the giver"),
        },
    ),
    "Relays": page_of("Who relays whom.", "relays", ref("Relay")),
    "RelayReports": page_of(
        "Reports that show that one outlet takes from another.",
        "reports",
        record(
            "",
            {
                "report": whole("its number", 1),
                **REPORT_LINE,
                "title": text("its headline, or its first words"),
                "says": flag("whether it says so"),
                "originals": several(
                    record("", {"report": whole("its number", 1), "way": among(WAYS, "how the text was taken")}),
                    "the reports of the giver that it has its text from",
                ),
            },
        ),
    ),
}
