"""Tell witnesses apart: who stands at the root of a chain, and which outlets passed the word on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from saksi.model import Hop, Naming, Reading, Source, SourceKind, StatementRef


@dataclass(frozen=True, slots=True)
class Path:
    """How one statement got its word: the witness (or None, if it names nobody), and the outlets from the page
    to it; `inferred` are those of them that its text does not name as such.
    """

    ref: StatementRef
    witness: Source | None
    outlets: tuple[str, ...]
    inferred: frozenset[str] = frozenset()


def paths(refs: Sequence[StatementRef], readings: Sequence[Reading]) -> list[Path]:
    """Return the path of each statement of a claim.

    Behind an outlet at the root of a chain stands somebody unnamed, unless another statement of the claim tells who: an
    outlet that merely relays is no witness itself. What a page says in its own voice has a witness only if nobody is
    named in the whole claim.
    """
    raw = [_path(ref, readings[ref.report].statements[ref.statement].chain) for ref in refs]
    relays = {outlet for path in raw if path.witness is not None for outlet in path.outlets}
    settled = [_settled(path, relays) for path in raw]
    if all(path.witness is None for path in settled):
        return [replace(path, witness=_page(path), outlets=path.outlets[:1]) for path in settled]
    return [_restored(path, settled) for path in settled]


def _path(ref: StatementRef, chain: tuple[Hop, ...]) -> Path:
    """Part a chain into its witness and its outlets, the page's own outlet first."""
    outlets = tuple(hop.source.name for hop in chain if hop.source.kind is SourceKind.OUTLET and hop.source.name)
    people = [hop.source for hop in chain[1:] if hop.source.kind is not SourceKind.OUTLET and hop.source.name]
    inferred = frozenset(hop.source.name for hop in chain if hop.inferred)
    return Path(ref, people[-1] if people else None, outlets, inferred)


def _settled(path: Path, relays: set[str]) -> Path:
    """Take the last outlet of a path without a witness as its witness, unless it relays somebody elsewhere in the
    claim.
    """
    if path.witness is not None or len(path.outlets) < 2 or path.outlets[-1] in relays:
        return path
    return replace(path, witness=_behind(path.outlets[-1]))


def _page(path: Path) -> Source | None:
    return _behind(path.outlets[0]) if path.outlets else None


def _behind(outlet: str) -> Source:
    """Return whoever stands behind an outlet that names no source: possibly somebody of the claim's other witnesses."""
    return Source(f"{outlet}'s source", SourceKind.UNKNOWN, naming=Naming.UNNAMED, count=None)


def _restored(path: Path, others: Sequence[Path]) -> Path:
    """Restore a dropped hop: unnamed people of a party whom exactly one outlet has in this claim came through that
    outlet.
    """
    witness = path.witness
    if witness is None or witness.naming is Naming.NAMED or not witness.party or len(path.outlets) > 1:
        return path
    carriers = {
        other.outlets[-1]
        for other in others
        if len(other.outlets) > 1 and other.witness is not None and other.witness.naming is not Naming.NAMED
        if other.witness.party == witness.party
    }
    if len(carriers) != 1 or carriers <= set(path.outlets):
        return path
    return replace(path, outlets=(*path.outlets, *carriers), inferred=path.inferred | carriers)


def identity(path: Path) -> str:
    """Return what makes a witness one and the same over reports: its name; for the unnamed, party and nearest outlet
    too.
    """
    witness = path.witness
    assert witness is not None
    if witness.naming is Naming.NAMED:
        return f"witness:{witness.name}"
    who = witness.party or witness.name.lower()
    return f"witness:{who}, {witness.naming.value}, to {path.outlets[-1] if path.outlets else 'the page'}"
