"""Keep what is counted over a whole casebook until the casebook changes: it takes a second or more for a large one."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from saksi.casebook import Casebook

T = TypeVar("T")

_MOST = 24  # results
_STATE = (
    "SELECT (SELECT max(id) FROM reading), (SELECT max(id) FROM judgement), (SELECT count(*) FROM to_link), "
    "(SELECT fingerprint FROM linked)"
)
_results: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = Lock()


def kept(book: Casebook, what: tuple[Any, ...], work: Callable[[sqlite3.Connection], T]) -> T:
    """Return what `work` finds in a casebook, which `what` names; it is asked again once the casebook has changed.

    All that is worked out of a casebook follows from its readings and judgements, neither of which are changed or
    deleted, and from the version that linked them. Who gets the result does not change it.
    """
    file = book.path.stat()
    key = (str(book.path), file.st_dev, file.st_ino, *book.connection.execute(_STATE).fetchone(), *what)
    with _lock:  # two who ask at once wait for one result
        if key not in _results:
            _results[key] = work(book.connection)
            if len(_results) > _MOST:
                _results.popitem(last=False)
        _results.move_to_end(key)
        found: T = _results[key]
        return found
