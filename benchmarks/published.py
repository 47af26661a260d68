"""What others reach on other parts or texts than those measured here: to know, not to compare digit by digit."""

from __future__ import annotations

from tables import Row

ATTRIBUTIONS: tuple[Row, ...] = (
    {
        "who": "two people, one against the other",
        "on what": "PolNeAR, 20 documents that both labelled",
        "attribution": 0.751,
        "content characters": 0.911,
        "source characters": 0.810,
        "cue characters": 0.686,
        "content exact": 0.659,
    },
    {
        "who": "Citron's method, trained on PolNeAR's training part",
        "on what": "PolNeAR, test part",
        "attribution": 0.522,
        "content characters": 0.692,
        "source characters": 0.689,
        "cue characters": 0.519,
        "content exact": 0.400,
    },
    {"who": "Citron, by its model card", "on what": "PARC 3", "content exact": 0.593},
)
OTHERS: tuple[Row, ...] = (
    {"who": "PFSA-ID's authors", "on what": "PFSA-ID, all its labels", "measure": "F1", "figure": 0.820},
    {"who": "HeidelTime", "on what": "TempEval-3, English", "measure": "F1 of the values of dates", "figure": 0.773},
)
