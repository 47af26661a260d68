"""Write readings by hand: who said what through whom, without a text that has to be read."""

from __future__ import annotations

from saksi.model import (
    Claim,
    Hop,
    Manner,
    Naming,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementRef,
)

WORDS = "Orrin Lines has fired 400 workers at Calder Quay"


def outlet(name: str) -> Source:
    """Return an outlet as a source."""
    return Source(name, SourceKind.OUTLET, party=name)


def person(name: str, party: str = "") -> Source:
    """Return somebody named."""
    return Source(name, SourceKind.PERSON, party=party)


def unnamed(words: str, party: str = "") -> Source:
    """Return people who are not named."""
    return Source(words, SourceKind.GROUP, party=party, naming=Naming.UNNAMED, count=None)


def told(
    *chain: str | Source,
    published: str = "",
    words: str = WORDS,
    manner: Manner = Manner.INDIRECT,
    hedges: tuple[Span, ...] = (),
    **more: object,
) -> Reading:
    """Return a report of one statement by its chain, the page's outlet first; a plain name is that of an outlet."""
    hops = tuple(Hop(outlet(one) if isinstance(one, str) else one) for one in chain)
    site = hops[0].source.name
    address = f"https://{site.lower().replace(' ', '')}.example/{published}"
    report = Report(words, address, site, "en", published)
    statement = Statement((Span(0, len(words)),), hops, manner=manner, hedges=hedges, **more)  # type: ignore[arg-type]  # only known fields are given
    return Reading(report, (statement,))


def claim_of(*readings: Reading, denials: tuple[int, ...] = ()) -> Claim:
    """Return the claim that all statements of the readings say, but for those of the reports that deny it."""
    refs = [StatementRef(at, i) for at, one in enumerate(readings) for i in range(len(one.statements))]
    return Claim(
        WORDS,
        tuple(ref for ref in refs if ref.report not in denials),
        tuple(ref for ref in refs if ref.report in denials),
    )
