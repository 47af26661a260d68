"""A casebook that another version linked is linked anew by this one, and its claims keep their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from casebooks import NOW, found
from generator import generate
from saksi.casebook import Casebook, CasebookError
from saksi.casebook.casebook import Tools
from saksi.casebook.ingest import Added
from saksi.casebook.judgements import Anchor
from saksi.linking.claims import find_claims
from saksi.linking.copies import find_copies
from saksi.model import Report
from saksi.reading.reader import read
from saksi.watch.kept import keep_told, told
from saksi.watch.summary import summary_of

REPORTS = [one.report for one in generate(70, 7, ["en", "id"])]
Said = Mapping[int, frozenset[tuple[str, str]]]  # who says a claim, by its number


@contextmanager
def another_version(enough: float = 0.9) -> Iterator[None]:
    """Let another version link, by which it may take more or less for two statements to be of one claim."""
    with (
        patch("saksi.casebook.relinking.fingerprint", lambda _parts: "9" * 64),
        patch("saksi.linking.gathering.ENOUGH", enough),
        patch("saksi.linking.sharing.NEAR", enough),
    ):
        yield


def opened(path: Path) -> Casebook:
    """Open a casebook with a clock that stands still."""
    return Casebook.open(path, create=True, tools=Tools(lambda: NOW))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return a casebook that a version linked by which fewer statements are of one claim, and fewer texts copies."""
    with another_version(2.5), opened(tmp_path / "older.saksi") as book:
        book.add(found(REPORTS), jobs=1)
        assert not book.info(sizes=False).outdated
    return tmp_path / "older.saksi"


def stop(added: Added) -> None:
    """End a run once something is linked anew."""
    if added.linked:
        raise KeyboardInterrupt


def claims(book: Casebook) -> Said:
    """Return the claims that are listed."""
    query = (
        "SELECT claim.id, url, content FROM claim JOIN claim_statement AS says ON claim_id = claim.id "
        "JOIN statement ON statement.id = statement_id JOIN report ON report.id = report_id "
        "WHERE says.role = 'says' AND echo = 0 AND hung = 0 AND NOT denied"
    )
    said: dict[int, set[tuple[str, str]]] = {}
    for claim, url, content in book.connection.execute(query):
        said.setdefault(claim, set()).add((url, content))
    return {claim: frozenset(who) for claim, who in said.items()}


def atoms(book: Casebook) -> Mapping[int, frozenset[bytes]]:
    """Return what each claim says, in its smallest parts."""
    parts: dict[int, set[bytes]] = {}
    for claim, digest in book.connection.execute("SELECT claim_id, digest FROM atom"):
        parts.setdefault(claim, set()).add(digest)
    return {claim: frozenset(said) for claim, said in parts.items()}


def copies(book: Casebook) -> set[tuple[str, str, str]]:
    """Return who copied whom and how, by addresses."""
    query = (
        "SELECT original.url, report.url, way FROM copy JOIN report ON report.id = copy_id "
        "JOIN report AS original ON original.id = original_id"
    )
    return set(book.connection.execute(query))


def assert_as_at_once(book: Casebook, reports: list[Report]) -> None:
    """Assert that a casebook has the copies and claims of all reports at once, and nothing else."""
    readings = [read(one) for one in reports]
    at_once = [{readings[ref.report].report.url for ref in one.statements} for one in find_claims(readings)]
    assert sorted(sorted({url for url, _ in who}) for who in claims(book).values()) == sorted(
        sorted(urls) for urls in at_once if urls
    )
    origins = [set[str]() for _ in reports]
    by_number = find_copies([one.report for one in readings], origins)
    assert copies(book) == {(reports[one.original].url, reports[one.copy].url, one.way) for one in by_number}
    assert book.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert book.connection.execute("SELECT count(*) FROM former_claim").fetchone() == (0,)
    assert not book.info(sizes=False).outdated
    assert book.waiting() == 0


def test_what_another_version_linked_is_linked_anew(older: Path) -> None:
    with opened(older) as book:
        before = claims(book), copies(book)
        assert book.info(sizes=False).outdated
        assert book.waiting() == len(REPORTS)
        assert book.reread(jobs=1) == Added(linked=len(REPORTS))
        assert claims(book) != before[0]
        assert copies(book) != before[1]
        assert_as_at_once(book, REPORTS)
        assert book.reread(jobs=1) == Added()


def test_a_claim_keeps_its_number_and_no_other_gets_it(older: Path) -> None:
    with opened(older) as book:
        before = atoms(book)
        book.reread(jobs=1)
        after = atoms(book)
    number = {said: claim for claim, said in after.items()}
    assert len(number.keys() & before.values()) > len(before) / 3
    assert [claim for claim, said in before.items() if number.get(said, claim) != claim] == []
    assert all(before[claim] & after[claim] for claim in before.keys() & after.keys())


@pytest.mark.parametrize("at_once", [1, 7])
def test_by_the_same_rules_all_claims_keep_their_numbers(tmp_path: Path, at_once: int) -> None:
    """Some of them are one for a while, as reports come one by one, and part again."""
    some = [one.report for one in generate(80, 5, ["en", "id", "fr", "de"])]
    Random(5).shuffle(some)
    with another_version(), opened(tmp_path / "quay.saksi") as book:
        for one in some:
            book.add(found([one]), jobs=1)
    with opened(tmp_path / "quay.saksi") as book:
        before = atoms(book)
        with patch("saksi.casebook.links._AT_ONCE", at_once):
            book.reread(jobs=1)
        assert atoms(book) == before


def test_what_was_told_of_a_claim_is_known_still(older: Path) -> None:
    with opened(older) as book:
        claim = book.claims(limit=1)[0].id
        keep_told(book.connection, summary_of(book.trace(claim)))
        summary = told(book.connection, claim)
        book.reread(jobs=1)
        assert told(book.connection, claim) == summary


def test_what_was_judged_holds(older: Path) -> None:
    with opened(older) as book:
        first, second = book.claims(limit=2)
        sides = [_said_first(book, one.id) for one in (first, second)]
        book.judge("same_claim", [sides[0]], [sides[1]], who="Mira", why="the storm is the same")
        wrong = _said_first(book, book.claims(limit=3)[-1].id)
        book.judge("reject", [wrong], who="Mira", why="the ship never sailed")
        book.reread(jobs=1)
        assert any({_url(book, side) for side in sides} <= {url for url, _ in who} for who in claims(book).values())
        assert book.connection.execute("SELECT count(*) FROM claim WHERE verdict = 'reject'").fetchone() == (1,)


def _said_first(book: Casebook, claim: int) -> Anchor:
    query = (
        "SELECT report_id, number FROM claim_statement JOIN statement ON statement.id = statement_id "
        "WHERE claim_id = ? AND claim_statement.role = 'says' ORDER BY statement_id LIMIT 1"
    )
    return book.anchor(*book.connection.execute(query, (claim,)).fetchone())


def _url(book: Casebook, side: Anchor) -> str:
    return book.report(side.report_id).report.url


def test_one_that_is_interrupted_goes_on_with_whoever_writes_next(older: Path) -> None:
    with opened(older) as book, patch("saksi.casebook.links._AT_ONCE", 20):
        with pytest.raises(KeyboardInterrupt):
            book.reread(jobs=1, on_progress=stop)
        assert not book.info(sizes=False).outdated
        assert book.info(sizes=False).unlinked == len(REPORTS) - 20 == book.waiting()
        assert all(book.claim(claim) for claim in claims(book))
    with opened(older) as book:
        book.add(found(REPORTS[:1]), jobs=1)
        assert_as_at_once(book, REPORTS)


def test_what_another_version_prepared_is_prepared_anew(older: Path) -> None:
    wait = "INSERT INTO to_link (report_id, prepared) VALUES (1, 'of another version')"
    with opened(older) as book:
        book.connection.execute(wait)
        assert book.reread(jobs=1) == Added(linked=len(REPORTS))
        assert_as_at_once(book, REPORTS)


def test_one_that_is_interrupted_at_the_beginning_has_changed_nothing(older: Path) -> None:
    def at_once(_added: Added) -> None:
        raise KeyboardInterrupt

    with opened(older) as book:
        before = claims(book), copies(book)
        with pytest.raises(KeyboardInterrupt):
            book.reread(jobs=1, on_progress=at_once)
        assert (claims(book), copies(book)) == before
        assert book.outdated()


def test_what_is_not_yet_linked_anew_is_no_claim(older: Path) -> None:
    with opened(older) as book:
        claim = book.claims(limit=1)[0].id
        with pytest.raises(KeyboardInterrupt), patch("saksi.casebook.links._AT_ONCE", 1):
            book.reread(jobs=1, on_progress=stop)
        assert claim not in claims(book)
        for ask in (book.claim, book.trace):
            with pytest.raises(CasebookError, match="there is no claim"):
                ask(claim)


def test_to_judge_waits_for_nothing_else(older: Path) -> None:
    with opened(older) as book:
        with pytest.raises(KeyboardInterrupt), patch("saksi.casebook.links._AT_ONCE", 9):
            book.reread(jobs=1, on_progress=stop)
        waiting = book.waiting()
        book.judge("copy", [Anchor(1)], [Anchor(waiting)], who="Mira", why="word for word")
        assert book.waiting() == waiting - 1 > 50


def test_a_second_version_in_between_changes_nothing(older: Path) -> None:
    with opened(older) as book:
        before = atoms(book)
    with (
        patch("saksi.casebook.relinking.fingerprint", lambda _parts: "8" * 64),
        patch("saksi.casebook.links._AT_ONCE", 9),
        opened(older) as book,
        pytest.raises(KeyboardInterrupt),
    ):
        book.reread(jobs=1, on_progress=stop)
    with opened(older) as book:
        assert book.reread(jobs=1) == Added(linked=len(REPORTS))
        assert_as_at_once(book, REPORTS)
        after = atoms(book)
        assert all(before[claim] & after[claim] for claim in before.keys() & after.keys())
