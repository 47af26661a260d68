"""Who relays whom: pairs of outlets of which one takes from the other, and the reports that show it."""

from __future__ import annotations

from saksi.casebook.relays import Passed
from saksi.export.json import Data
from saksi.web.api.operation import LIMIT, OFFSET, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.values import Choice, Text
from saksi.web.outlet_list import press_of
from saksi.web.outlet_matrix import HOW
from saksi.web.outlet_pairs import Pair, between, pairs
from saksi.web.outlet_reports import ReportLine, report_lines

_NAME = Text(1000)
_HOW = Parameter(
    "how", Choice(HOW), "what shows it: a report that `says` so, one that `copies` a text, or either", HOW[0]
)
_ANY = (
    Parameter("taker", _NAME, "only what this outlet takes, by its exact name", example="Kabar Pesisir"),
    Parameter("giver", _NAME, "only what is taken from this outlet", example="Radio Dunmore"),
)
_BOTH = (
    Parameter("taker", _NAME, "the exact name of the outlet that takes", None, "Kabar Pesisir"),
    Parameter("giver", _NAME, "the exact name of the one that it takes from", None, "Radio Dunmore"),
)


def pair_data(one: Pair) -> Data:
    """Return that one outlet takes from another, with how many reports show it."""
    cell = one.cell
    return {"taker": one.taker, "giver": one.giver, "reports": cell.reports, "says": cell.says, "copies": cell.copies}


def _list(asked: Asked) -> Answer:
    given = asked.given
    with asked.casebook() as book:
        found = pairs(press_of(book).passed, given["how"], given["taker"], given["giver"])
    return asked.page("relays", [pair_data(one) for one in asked.part(found)], len(found))


def _reports(asked: Asked) -> Answer:
    given = asked.given
    with asked.casebook() as book:
        passed = between(press_of(book).passed, given["taker"], given["giver"])
        numbers = sorted(passed.reports(given["how"]))
        lines = {one.id: one for one in report_lines(book.connection, asked.part(numbers))}
    return asked.page("reports", [_shows(lines[one], passed) for one in asked.part(numbers)], len(numbers))


def _shows(line: ReportLine, passed: Passed) -> Data:
    """Return a report that shows that an outlet takes from another, and how it does."""
    found = line._asdict()
    taken = sorted((one.original, one.way) for one in passed.copies if one.copy == line.id)
    return {
        "report": found.pop("id"),
        **found,
        "says": line.id in passed.says,
        "originals": [{"report": original, "way": way} for original, way in taken],
    }


OPERATIONS = (
    Operation(
        "relays",
        "/api/relays",
        "List who relays whom: outlets of which one takes from the other, those with most reports that show it first.",
        _list,
        Gives("A page of pairs.", ref("Relays"), headers=PAGED),
        parameters=(_HOW, *_ANY, LIMIT, OFFSET),
    ),
    Operation(
        "relay_reports",
        "/api/relays/reports",
        "List the reports that show that one outlet takes from another, in the order in which they were added.",
        _reports,
        Gives("A page of reports.", ref("RelayReports"), headers=PAGED),
        parameters=(*_BOTH, _HOW, LIMIT, OFFSET),
        refuses=(404,),
    ),
)
