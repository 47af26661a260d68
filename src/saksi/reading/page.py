"""A text made ready for the reader: its tokens, sentences, quotations and what the pack knows of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from saksi.gazetteer.names import Names, names_in
from saksi.gazetteer.parties import Identified, identify
from saksi.languages.pack import Pack
from saksi.model import Span
from saksi.phrases import Match, among
from saksi.reading.classes import Lexed, lex, mark_inner_stops, mark_names, mark_openings
from saksi.reading.lands import find_lands
from saksi.reading.named_in_marks import spoken
from saksi.reading.press import find_outlets
from saksi.reading.quotes import quotations
from saksi.reading.segment import Sentence, sentences
from saksi.tokens import Tokens, tokenise

_EDGES = frozenset(" \n\t,;:，、；：،؛")  # what belongs to no statement at its edges


@dataclass(frozen=True, slots=True)
class Page:
    """One text under the reader's eyes; every part is aligned with `tokens`.

    `outlets` are the outlets that it names in full, and `outlet_at` the same by each of their tokens; `lands` the words
    that it uses for lands that no list knows; `told` gives where words begin that say of what stands behind them that
    it was told ("kepada"), by where they end.
    """

    text: str
    pack: Pack
    names: Names
    tokens: Tokens
    sentences: list[Sentence]
    quotes: list[Span]
    lexed: Lexed
    outlets: list[Match]
    outlet_at: dict[int, Match]
    lands: frozenset[str]
    told: dict[int, int]
    published: str = ""

    def span(self, first: int, last: int) -> Span:
        """Return the span of tokens `[first, last)`."""
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def token_range(self, span: Span) -> tuple[int, int]:
        """Return the tokens `[first, last)` that a span touches."""
        return bisect_right(self.tokens.ends, span.start), bisect_left(self.tokens.starts, span.end)

    def classes_in(self, span: Span) -> frozenset[str]:
        """Return the classes of all tokens that a span touches."""
        first, last = self.token_range(span)
        return frozenset[str]().union(*self.lexed.classes[first:last])

    def identify(self, first: int, last: int) -> Identified | None:
        """Return whose voice tokens `[first, last)` are, on the day of publication, or None if they name no party."""
        return identify(self.tokens.words[first:last], self.published, self.names)

    def may_name(self, at: int) -> bool:
        """Tell whether a token may stand in a name: by its capital, or without capitals, since no list has it."""
        if self.pack.capitals:
            return self.tokens.words[at][0].isupper()
        return not self.lexed.classes[at] and self.tokens.words[at][0].isalpha()

    def names_person(self, cue: Span) -> bool:
        """Tell whether a verb holds a pronoun in its ending: "katanya" is "said he or she"."""
        endings = self.pack.person_endings
        first, last = self.token_range(cue)
        return bool(endings) and any(self.tokens.lower[at].endswith(endings) for at in range(first, last))

    def tokens_between(self, start: int, end: int) -> int:
        """Return how many tokens stand wholly between two offsets."""
        return max(0, bisect_right(self.tokens.ends, end) - bisect_left(self.tokens.starts, start))

    def trimmed(self, span: Span) -> Span:
        """Return the span without white space and bare stops at its edges."""
        start, end = span.start, span.end
        while start < end and self.text[start] in _EDGES:
            start += 1
        while end > start and self.text[end - 1] in _EDGES:
            end -= 1
        return Span(start, end)

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset, or the last one before it."""
        starts = self.tokens.starts
        return max(0, bisect_right(self.sentences, offset, key=lambda one: starts[one.first]) - 1)

    def sentence_at(self, token: int) -> int:
        """Return the number of the sentence that holds a token."""
        return bisect_right(self.sentences, token, key=lambda one: one.first) - 1

    def quotes_in(self, span: Span) -> list[Span]:
        """Return the quotations that meet a span."""
        first = bisect_right(self.quotes, span.start, key=lambda quote: quote.end)
        last = bisect_left(self.quotes, span.end, key=lambda quote: quote.start)
        return self.quotes[first:last]

    def outlets_in(self, span: Span) -> list[Match]:
        """Return the names of outlets that stand wholly in a span."""
        return self.outlets_among(*self.token_range(span))

    def outlets_among(self, first: int, last: int) -> list[Match]:
        """Return the names of outlets that stand wholly in tokens `[first, last)`."""
        return [one for one in among(self.outlets, first, last) if one.last <= last]

    def quoted(self, offset: int) -> bool:
        """Tell whether the character at `offset` stands in a quotation."""
        at = bisect_right(self.quotes, offset, key=lambda quote: quote.start) - 1
        return at >= 0 and offset < self.quotes[at].end

    def is_abbreviated(self, end: int) -> bool:
        """Tell whether the token that ends at `end` is an initialism, whose full stop is its own."""
        at = bisect_left(self.tokens.ends, end)
        return at < len(self.tokens) and self.tokens.ends[at] == end and len(self.tokens.words[at]) > 1


def prepare(text: str, pack: Pack, published: str = "") -> Page:
    """Cut `text` up and look its words up; `published` tells who held which office."""
    names = names_in(pack.code)
    tokens = tokenise(text, names.style if pack.style.lexicon is not None else pack.style)
    quotes = spoken(text, quotations(text, pack.dialogue), pack, names)
    lexed = lex(tokens, pack, quotes)
    cut = sentences(text, tokens, pack.abbreviations)
    mark_inner_stops(lexed, tokens, cut)
    mark_openings(lexed, tokens, cut, pack)
    outlets = find_outlets(text, tokens, lexed, names, pack)
    mark_names(lexed, tokens, outlets)
    return Page(
        text=text,
        pack=pack,
        names=names,
        tokens=tokens,
        sentences=cut,
        quotes=quotes,
        lexed=lexed,
        outlets=outlets,
        outlet_at={at: one for one in outlets for at in range(one.first, one.last)},
        lands=find_lands(tokens, lexed, names),
        told={match.last: match.first for match in lexed.matches.get("roles", ()) if match.label == "told"},
        published=published,
    )
