"""The shapes of a trace, as `saksi.export.trace_data` writes it with the casebook's numbers."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.model import Change, Naming, NodeKind
from saksi.web.api.report_shapes import CHECK, QUANTITY, REPORT_LINE
from saksi.web.api.schema import Schema, among, flag, maybe, number, record, ref, several, text, whole

_REFERENCES = several(ref("Reference"))
_STANDS: Mapping[str, Schema] = {
    "report": whole("the number of the report", 1),
    "statement": whole("the number of the statement in it, from 0"),
}
_REPORTS = several(whole("", 1), "numbers of reports")
_NODES = several(text(), "ids of nodes")
ROOTS: Schema = record(
    "How many roots there are; an interval where the texts leave it open.", {"lower": whole(), "upper": whole()}
)
TRACE_SHAPES: Mapping[str, Schema] = {
    "Traces": record(
        "Traces of claims, and the reports that they refer to.",
        {"reports": several(ref("Report")), "traces": several(ref("Trace"))},
    ),
    "Interval": ROOTS,
    "Trace": record(
        "The provenance of one claim.",
        {
            "claim": record(
                "",
                {
                    "number": whole("its number in the casebook", 1),
                    "text": text("its clearest words"),
                    "statements": several(ref("Reference"), "all that say it"),
                },
            ),
            "reports": several(
                record("", {"report": whole("its number", 1), **REPORT_LINE}), "the reports that say it"
            ),
            "roots": several(
                record("", {"node": text("its id in the graph"), "source": ref("Source"), "words": _REFERENCES}),
                "the witnesses, the most relied upon first",
            ),
            "voices": several(ref("Voice"), "the roots by party"),
            "support": record(
                "How many ways that share no node lead from roots to the claim.",
                {"by_party": ref("Interval"), "by_witness": ref("Interval")},
            ),
            "cut": several(text(), "the fewest nodes that have to be wrong at once for the claim to fall, by id"),
            "bottlenecks": several(ref("Bottleneck"), "those without whom the support would be lower"),
            "unsourced": several(ref("Reference"), "statements that name nobody whose word they are"),
            "circles": several(record("", {"nodes": _NODES, "words": _REFERENCES}), "outlets that cite each other"),
            "denials": several(ref("Reference"), "statements that say that it is not so, or limit it"),
            "checks": several(record("", {**_STANDS, **CHECK}), "who tried to verify it"),
            "first": record(
                "The statements that may be the earliest, and those that have no date.",
                {"words": _REFERENCES, "undated": _REFERENCES},
            ),
            "mutations": several(ref("Mutation"), "what later statements changed"),
            "numbers": several(ref("Numbers"), "the numbers in each unit"),
            "grade": ref("Grade"),
            "reliability": several(ref("Reliability"), "what users hold of its sources, parties and outlets"),
            "graph": ref("Graph"),
        },
    ),
    "Reference": record(
        "A statement of a report.",
        {**_STANDS, "content": several(ref("Span")), "cue": maybe(ref("Span"))},
    ),
    "Voice": record(
        "The witnesses who are one root: all of a party, or somebody alone.",
        {
            "name": text("the party, or the witness"),
            "witnesses": _NODES,
            "outlets": several(text(), "the ids of all outlets on their ways to the claim"),
            "reports": several(whole("", 1), "the reports that have their word"),
            "alone": several(whole("", 1), "those of them that have nobody else's"),
            "anybody": flag("whether it has neither a name nor a party, and so may be one of the others"),
        },
    ),
    "Bottleneck": record(
        "Somebody without whom the support would be lower.",
        {
            "node": text("the id of a node"),
            "label": text("how it is called"),
            "loss": whole("by how much the support would be lower", 1),
            "falls": several(whole("", 1), "the reports that would lose their last root"),
        },
    ),
    "Mutation": record(
        "What a statement says otherwise than the earliest of its family.",
        {
            "change": among(Change),
            "earlier": ref("Reference"),
            "later": ref("Reference"),
            "before": text('the words, names or stance there, or ""'),
            "after": text('the same here, or ""'),
        },
    ),
    "Numbers": record(
        "The numbers of a claim in one unit.",
        {
            "unit": text(),
            "figures": several(
                record(
                    "Numbers that agree within their rounding.",
                    {
                        "value": number("the one that most reports give"),
                        "mentions": several(
                            record("", {**_STANDS, **QUANTITY, "written": text('the unit that the text has, or ""')})
                        ),
                    },
                )
            ),
        },
    ),
    "Grade": record(
        "Credibility as in NATO AJP-2.1, and why.",
        {
            "credibility": whole("1 (confirmed) to 6 (cannot be judged)", 1, maximum=6),
            "reasons": several(
                record("", {"rule": text("its name"), "text": text("what it found"), "words": _REFERENCES}),
                "the rule that gave it first",
            ),
        },
    ),
    "Reliability": record(
        "What users hold of somebody.", {"name": text(), "letter": among(tuple("ABCDEF"), "A (reliable) to F")}
    ),
    "Graph": record(
        "How word passed from the roots to the claim.", {"nodes": several(ref("Node")), "edges": several(ref("Edge"))}
    ),
    "Node": record(
        "A witness, an outlet, a report or the claim.",
        {
            "id": text("unique in its graph"),
            "kind": among(NodeKind),
            "label": text("how it is called"),
            "party": text('of a witness, its party, or ""'),
            "naming": among(Naming),
            "words": _REFERENCES,
        },
    ),
    "Edge": record(
        "Word that passed from one node to another.",
        {
            "source": text("the id of the node that it comes from"),
            "target": text("the id of the node that it goes to"),
            "way": among(("told", "relayed", "copied", "translated", "says")),
            "inferred": flag("whether no report says so outright"),
        },
        examples=[
            {
                "source": "outlet:Marrowick Post",
                "target": "outlet:Radio Dunmore",
                "way": "relayed",
                "inferred": False,
            }
        ],
    ),
}
