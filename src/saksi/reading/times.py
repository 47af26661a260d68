"""Find the times that a text names, and say which they are by the day of publication."""

from __future__ import annotations

from saksi.languages.pack import Pack
from saksi.model import Span, Time
from saksi.reading.timevalues import value_of
from saksi.reading.timewords import Found, TimeGrammar, time_grammar
from saksi.tokens import Tokens


def find_times(tokens: Tokens, pack: Pack, published: str, first: int = 0, last: int | None = None) -> list[Time]:
    """Return the times in tokens `[first, last)`, in order.

    `published` is an ISO 8601 prefix or "". A value is an ISO 8601 prefix: a day, a week ("2024-W32"), a month, a
    year, a decade ("199"), or a quarter, as TIMEX3 writes it ("2024-Q3"; ISO 8601-2 has "2024-35" for it). It is ""
    where the day of publication would have to be known. A bare weekday is the last such day up to the publication, or
    the next behind a word for the future ("will"); a day without a year is the nearest one, and so is a month or a
    quarter, but one that lies ahead counts as twice as far where no word for the future stands before it.
    An approximator ("about") belongs to the span and makes the time approximate; prepositions do not belong to it.
    """
    grammar = time_grammar(pack)
    stop = len(tokens) if last is None else min(last, len(tokens))
    starts = grammar.starts
    found: list[Time] = []
    after, coming = first, False
    for at, word in enumerate(tokens.lower[first:stop], first):
        if (word in starts or word[0].isdecimal()) and at >= after:
            match = grammar.longest(tokens, at, stop)
            if match is not None and not _counts(grammar, tokens, at, match):
                listed = bool(found) and at - after <= 1  # "will meet on Monday, Tuesday and Friday"
                coming = coming if listed else grammar.future.of(tokens, at, match.end, first, stop)
                value = value_of(match, published, coming)
                if match.meaning == "none":
                    after = match.end
                elif value is not None:
                    found.append(_time(grammar, tokens, (after, at), match, value))
                    after = match.end
    return found


def _counts(grammar: TimeGrammar, tokens: Tokens, at: int, match: Found) -> bool:
    """Tell whether a single number is a count ("2000 soldiers"), or part of a longer number or name, and so no year."""
    if not (match.end == at + 1 and tokens.words[at].isdecimal()):
        return False
    if at and tokens.lower[at - 1] in (",", "/", "-") and tokens.ends[at - 1] == tokens.starts[at]:
        return True
    return match.end < len(tokens) and tokens.lower[match.end] in grammar.counted


def _time(grammar: TimeGrammar, tokens: Tokens, bounds: tuple[int, int], match: Found, value: str) -> Time:
    start = grammar.approximator(tokens, *bounds, match.meaning)
    span = Span(tokens.starts[start], tokens.ends[match.end - 1])
    return Time(value, span, start < bounds[1] or match.meaning == "vague")
