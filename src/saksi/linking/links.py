"""Tell how two texts hang together, by the two alone and by which runs of words are common."""

from __future__ import annotations

from saksi.linking.marks import Grounds
from saksi.linking.pages import Stated, same_page
from saksi.linking.sharing import Common, Link, near, partial, spun
from saksi.linking.texts import Text
from saksi.linking.translations import declared, translated

KIN = ("same", "near")  # ways by which texts count as one where it is told what many texts have


def kin(one: Text, other: Text, grounds: Grounds, said: Stated) -> Link | None:
    """Return the link of two texts that are one page by their own word, or near copies."""
    return (same_page(one, other) if said.page else None) or (near(one, other) if grounds.runs else None)


def link_of(one: Text, other: Text, grounds: Grounds, said: Stated, common: Common) -> Link | None:
    """Return the surest link of two texts that are no kin, or None."""
    return (
        (spun(one, other) if grounds.turns else None)
        or (partial(one, other, common) if grounds.runs else None)
        or _translation(declared(one, other) if said.alternate else 0.0)
        or _translation(translated(one, other) if grounds.keys else 0.0)
    )


def _translation(score: float) -> Link | None:
    return Link("translation", score) if score else None
