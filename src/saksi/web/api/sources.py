"""Sources and parties: all on whose word claims rest, and one with its claims and statements."""

from __future__ import annotations

from saksi.casebook.speaker import Speaker, StatementSaid, Voiced
from saksi.casebook.voices import NAMINGS
from saksi.export.json import Data
from saksi.web.api.claims import claim_line
from saksi.web.api.operation import LIMIT, OFFSET, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.values import Choice, Text
from saksi.web.source_list import BY, ORDERS, Wanted, chosen_rows, kinds, row_of, rows_of
from saksi.web.source_periods import periods

MOST = 200  # of a list that has no pages

_NAME = Parameter("name", Text(1000), "the exact name of a source or a party", None, "Idris Vell")
_LISTED = (
    Parameter(
        "by", Choice(BY), "whether those who are one voice are counted as a `party`, or each `source` alone", BY[0]
    ),
    Parameter("q", Text(300), "whose name holds these words, whatever their case", example="vell"),
    Parameter("kind", Choice(kinds()), "of this kind", example="person"),
    Parameter("naming", Choice(NAMINGS), "named so in one statement or more", example="role"),
    Parameter("sort", Choice(ORDERS), "what comes first: those with most of this, or by `name`", ORDERS[0]),
)


def _list(asked: Asked) -> Answer:
    given = asked.given
    wanted = Wanted(given["q"], given["kind"], given["naming"], given["sort"])
    with asked.casebook() as book:
        rows = chosen_rows(rows_of(book, given["by"]), wanted)
    return asked.page("sources", [one._asdict() for one in asked.part(rows)], len(rows))


def _one(asked: Asked) -> Answer:
    with asked.casebook() as book:
        speaker = Speaker(book.connection, asked.given["name"])
        found = {
            **row_of(speaker)._asdict(),
            "statements": speaker.statement_count,
            "periods": [{"when": when, **dict(zip(NAMINGS, counts, strict=True))} for when, counts in periods(speaker)],
            "voices": [_voice(one) for one in speaker.voices(MOST)],
            "outlets": [{"outlet": outlet, "reports": reports} for outlet, reports in speaker.outlets(MOST)],
        }
    return Answer(found)


def _claims(asked: Asked) -> Answer:
    with asked.casebook() as book:
        speaker = Speaker(book.connection, asked.given["name"])
        rows = speaker.claims(asked.given["limit"], asked.given["offset"])
    return asked.page("claims", [claim_line(one) for one in rows], speaker.claim_count)


def _statements(asked: Asked) -> Answer:
    with asked.casebook() as book:
        speaker = Speaker(book.connection, asked.given["name"])
        rows = speaker.statements(asked.given["limit"], asked.given["offset"])
    return asked.page("statements", [_statement(one) for one in rows], speaker.statement_count)


def _voice(one: Voiced) -> Data:
    return {"name": one.source, "kind": one.kind, "role": one.role, "party": one.party, "statements": one.statements}


def _statement(one: StatementSaid) -> Data:
    return {("text" if name == "words" else name): value for name, value in one._asdict().items()}


OPERATIONS = (
    Operation(
        "sources",
        "/api/sources",
        "List on whose word claims rest, those with most claims first unless another order is asked for.",
        _list,
        Gives("A page of sources.", ref("Sources"), headers=PAGED),
        parameters=(*_LISTED, LIMIT, OFFSET),
    ),
    Operation(
        "source",
        "/api/sources/one",
        "Tell how much rests on the word of a source or a party, how it is named over time, who speaks as it, and "
        "which outlets carry it.",
        _one,
        Gives("The source.", ref("KnownSource")),
        parameters=(_NAME,),
        refuses=(404,),
    ),
    Operation(
        "source_claims",
        "/api/sources/one/claims",
        "List the claims that rest on the word of a source or a party, those on its word alone first.",
        _claims,
        Gives("A page of its claims.", ref("SourceClaims"), headers=PAGED),
        parameters=(_NAME, LIMIT, OFFSET),
        refuses=(404,),
    ),
    Operation(
        "source_statements",
        "/api/sources/one/statements",
        "List what a source or a party says, the latest first.",
        _statements,
        Gives("A page of its statements.", ref("SourceStatements"), headers=PAGED),
        parameters=(_NAME, LIMIT, OFFSET),
        refuses=(404,),
    ),
)
