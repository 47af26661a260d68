"""Watching feeds: what is told of a claim and when, that nothing is told twice, and that no server can stop it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from feeds import Site, serving
from saksi.casebook import Casebook
from saksi.watch.changes import Change, Kind, Number, Speaker, Summary, changes
from saksi.watch.kept import Feed, feed, keep_feed
from saksi.watch.poll import MOST_BACK_OFF, seconds_until
from saksi.watch.summary import summary_before, summary_data, summary_from, summary_of
from test_cli import loads, misfits, run

CHANGE: dict[str, Any] = {
    **dict.fromkeys(("change", "at", "text", "before", "after"), str),
    "claim": int,
    "names": [str],
    "copied": [int],
    "words": [
        {
            **dict.fromkeys(("report", "statement"), int),
            **dict.fromkeys(("outlet", "url", "published", "language", "content"), str),
        }
    ],
}
FIRED = (
    "https://marrowickpost.example/calder",
    "Tue, 04 Mar 2031 08:00:00 GMT",
    "Halvmoor has fired 400 dock workers at Calder Quay, said Lena Corvo, a port inspector.",
)
VELL = (
    "https://radiodunmore.example/docks",
    "Wed, 05 Mar 2031 08:00:00 GMT",
    "Idris Vell of the dockers' union said that Halvmoor has fired nearly 400 dock workers at Calder Quay.",
)
DENIAL = (
    "https://eveningtide.example/1",
    "Thu, 06 Mar 2031 08:00:00 GMT",
    "A spokeswoman for Halvmoor, Mira Tolan, denied that Halvmoor has fired 400 dock workers at Calder Quay.",
)
LONG = (
    "Halvmoor has fired 400 dock workers at Calder Quay, said Lena Corvo, a port inspector, on Monday. The quay has "
    "stood idle since the two northern cranes failed their yearly test in the middle of February, and barges have been "
    "waiting in the roads for a berth. A letter with the results lay on the table of the harbour office for nine days "
    "before anybody opened it. The ferry to Dunmore still leaves at seven, but it takes no cars. Shops along the dock "
    "road have begun to close at noon."
)
ORIGINAL = ("https://marrowickpost.example/long", "Tue, 04 Mar 2031 08:00:00 GMT", LONG)
COPY = (
    "https://coastledger.example/9",
    "Wed, 05 Mar 2031 08:00:00 GMT",
    LONG.replace("said Lena Corvo, a port inspector, on Monday", "Petra Lindqvist said on Monday"),
)


# What changed: from two summaries of a claim.


def summary(lower: int, upper: int, *roots: Speaker, **more: Any) -> Summary:
    """Return a summary of the claim that a test is about."""
    return Summary(7, "Halvmoor has fired 400 dock workers", lower, upper, roots, **more)


CORVO, IDRIS = Speaker("Lena Corvo", ((1, 0),)), Speaker("Idris Vell", ((2, 0), (3, 1)))
TOLAN = Speaker("Halvmoor", ((4, 2),))


def test_nothing_changed_is_nothing_told() -> None:
    one = summary(1, 2, CORVO, IDRIS, denials=(TOLAN,), numbers=(Number(400.0, "worker", ((1, 0),)),))
    assert changes(one, one) == []


def test_a_second_root_is_told_with_its_statements() -> None:
    [found] = changes(summary(1, 1, CORVO), summary(2, 2, CORVO, IDRIS))
    assert found == Change(
        Kind.SECOND_ROOT, 7, "Halvmoor has fired 400 dock workers", "1", "2", ("Idris Vell",), ((2, 0), (3, 1))
    )


def test_a_root_that_may_be_the_first_is_no_second_one() -> None:
    assert changes(summary(1, 1, CORVO), summary(1, 2, CORVO, IDRIS)) == []
    [found] = changes(summary(1, 2, CORVO, IDRIS), summary(2, 2, CORVO, IDRIS))
    assert (found.kind, found.before, found.after) == (Kind.SECOND_ROOT, "1 to 2", "2")


def test_a_third_root_is_not_told() -> None:
    assert changes(summary(2, 2, CORVO, IDRIS), summary(3, 3, CORVO, IDRIS, TOLAN)) == []


def test_a_claim_that_was_not_there_before_is_compared_with_nothing() -> None:
    assert [one.kind for one in changes(None, summary(2, 2, CORVO, IDRIS))] == [Kind.SECOND_ROOT]
    assert changes(None, summary(1, 1, CORVO)) == []


def test_a_root_that_was_lost_to_a_copy_is_told_with_the_copy() -> None:
    [found] = changes(summary(2, 2, CORVO, IDRIS), summary(1, 1, CORVO, copies=(2,)))
    assert (found.kind, found.names, found.words) == (Kind.ROOT_LOST, ("Idris Vell",), ((2, 0), (3, 1)))
    assert (found.before, found.after, found.copied) == ("2", "1", (2,))


def test_a_root_is_lost_too_where_only_the_upper_bound_falls() -> None:
    assert [one.kind for one in changes(summary(1, 2, CORVO, IDRIS), summary(1, 1, CORVO))] == [Kind.ROOT_LOST]


def test_each_denier_is_told_once() -> None:
    before, other = summary(1, 1, CORVO), Speaker("Orrin Lines", ((9, 0),))
    after = summary(1, 1, CORVO, denials=(TOLAN,))
    [found] = changes(before, after)
    assert (found.kind, found.names, found.words) == (Kind.DENIED, ("Halvmoor",), ((4, 2),))
    more = summary(1, 1, CORVO, denials=(Speaker("Halvmoor", ((4, 2), (8, 0))),))
    assert changes(after, more) == []
    assert [one.names for one in changes(more, summary(1, 1, CORVO, denials=(TOLAN, other)))] == [("Orrin Lines",)]


def test_another_number_is_told_and_one_that_agrees_is_not() -> None:
    first = Number(400.0, "worker", ((1, 0),))
    before = summary(1, 1, CORVO, numbers=(first,))
    agrees = Number(405.0, "worker", ((1, 0), (2, 0)))
    assert changes(before, summary(1, 1, CORVO, numbers=(agrees,))) == []
    assert changes(before, summary(1, 1, CORVO, numbers=(first, Number(3.0, "crane", ((2, 0),))))) == []
    [found] = changes(before, summary(1, 1, CORVO, numbers=(first, Number(650.0, "worker", ((5, 0),)))))
    assert (found.kind, found.before, found.after, found.words) == (Kind.NUMBER, "400 worker", "650 worker", ((5, 0),))


def test_a_summary_is_kept_as_it_is() -> None:
    one = summary(1, 2, CORVO, IDRIS, denials=(TOLAN,), copies=(3,), numbers=(Number(4.5, "km2", ((1, 0),)),))
    assert summary_from(json.loads(json.dumps(summary_data(one)))) == one


# When to poll.


def test_a_feed_that_fails_is_polled_less_and_less() -> None:
    random = Random(3)
    waits = [seconds_until(Feed("https://a.example/", failures=n), 100.0, random) for n in (0, 1, 2, 50)]
    for wait, times in zip(waits, (1, 2, 4, MOST_BACK_OFF), strict=True):
        assert 90 * times <= wait <= 110 * times
    assert len({seconds_until(Feed("https://a.example/"), 100.0, random) for _ in range(20)}) == 20


# Over a server.


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve feeds on loopback."""
    with serving() as found:
        yield found


@pytest.fixture
def book(tmp_path: Path) -> str:
    """Return the path of a casebook that is not there yet."""
    return str(tmp_path / "watched.db")


OPTIONS = ("--once", "--allow-private", "--no-full", "--delay", "0", "--json")


def poll(book: str, *feeds: str) -> list[dict[str, Any]]:
    """Poll feeds once; return the changes that are told."""
    result = run("watch", "-c", book, *OPTIONS, *feeds)
    assert result.exit_code == 0, result.stderr
    found = [loads(line) for line in result.stdout.splitlines()]
    assert [misfits(one, CHANGE) for one in found] == [[] for _ in found]
    return found


def test_a_second_root_is_told_once(site: Site, book: str) -> None:
    url = site.feed("/docks.xml", FIRED)
    assert poll(book, url) == []
    assert poll(book, url) == []
    site.feed("/docks.xml", FIRED, VELL)
    [found] = poll(book, url)
    assert (found["change"], found["before"], found["after"]) == ("second_root", "1", "2")
    [words] = found["words"]
    assert (words["url"], words["content"]) == (VELL[0], VELL[2].partition("said ")[2].rstrip("."))
    assert poll(book, url) == []
    assert [status for path, status in site.asked if path == "/docks.xml"] == [200, 304, 200, 304]


def test_what_a_feed_holds_at_its_first_poll_is_no_news(site: Site, book: str) -> None:
    assert poll(book, site.feed("/docks.xml", FIRED, VELL, DENIAL)) == []


def test_a_new_feed_may_change_a_claim_that_is_known(site: Site, book: str) -> None:
    first = site.feed("/docks.xml", FIRED)
    assert poll(book, first) == []
    assert [one["change"] for one in poll(book, first, site.feed("/radio.xml", VELL))] == ["second_root"]


def test_a_denial_is_told(site: Site, book: str) -> None:
    url = site.feed("/docks.xml", FIRED)
    poll(book, url)
    site.feed("/docks.xml", FIRED, DENIAL)
    [found] = poll(book, url)
    assert (found["change"], found["words"][0]["url"]) == ("denied", DENIAL[0])


def test_a_copy_that_is_found_loses_a_root(site: Site, book: str) -> None:
    url = site.feed("/docks.xml", FIRED, COPY)
    assert poll(book, url) == []
    site.feed("/docks.xml", FIRED, COPY, ORIGINAL)
    [found] = poll(book, url)
    assert (found["change"], found["before"], found["after"]) == ("root_lost", "2", "1")
    number = loads(run("search", "-c", book, "--json", "Petra Lindqvist").stdout)["hits"][0]["report"]
    assert found["copied"] == [number]


def test_what_was_there_before_the_first_watch_is_no_news(site: Site, book: str, tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": text, "url": url, "lang": "en", "published": "2031-03-04"}) for url, _, text in (FIRED,)
    ]
    (tmp_path / "before.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run("add", "-c", book, "--jobs", "1", str(tmp_path / "before.jsonl")).exit_code == 0
    assert poll(book, site.feed("/other.xml", DENIAL))[0]["change"] == "denied"  # of a claim that was there
    assert poll(book, site.feed("/radio.xml", VELL))[0]["change"] == "second_root"


def test_what_a_watch_had_no_time_to_tell_is_told_by_the_next(site: Site, book: str) -> None:
    url = site.feed("/docks.xml", FIRED)
    poll(book, url)
    given = json.dumps({"text": VELL[2], "url": VELL[0], "lang": "en", "published": "2031-03-05"})
    assert run("add", "-c", book, "--jobs", "1", "-", given=given).exit_code == 0  # as a watch that was killed then
    assert [one["change"] for one in poll(book, url)] == ["second_root"]
    assert poll(book, url) == []


def test_the_line_for_people_names_claim_root_and_words(site: Site, book: str) -> None:
    url = site.feed("/docks.xml", FIRED)
    poll(book, url)
    site.feed("/docks.xml", FIRED, VELL)
    result = run("watch", "-c", book, *OPTIONS[:-1], url)
    [line] = result.stdout.splitlines()
    assert line.startswith("claim 1 has a second root (1 -> 2): Idris Vell")
    assert "[2] radiodunmore.example “that Halvmoor has fired nearly 400" in line


def test_a_summary_without_the_new_reports_is_the_one_from_before(site: Site, book: str) -> None:
    url = site.feed("/docks.xml", FIRED, COPY)
    poll(book, url)
    with Casebook.open(book, readonly=True) as kept:
        before = summary_of(kept.trace(1))
    site.feed("/docks.xml", FIRED, COPY, ORIGINAL, VELL)
    poll(book, url)
    with Casebook.open(book, readonly=True) as kept:
        found = summary_before(kept.trace(1), range(3, 10))
        assert found is not None
        assert (found.lower, found.upper, found.roots, found.copies) == (
            before.lower,
            before.upper,
            before.roots,
            before.copies,
        )
        assert summary_before(kept.trace(1), range(1, 10)) is None


# Servers that fail.


def test_a_feed_that_fails_stops_no_other(site: Site, book: str) -> None:
    good, bad = site.feed("/docks.xml", FIRED), site.feed("/bad.xml", VELL)
    site.statuses["/bad.xml"] = 500
    result = run("watch", "-c", book, *OPTIONS, bad, good)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"saksi: {bad}: answers 500")
    assert loads(run("info", "-c", book, "--json").stdout)["counts"]["report"] == 1
    with Casebook.open(book) as kept:
        assert [feed(kept.connection, url).failures for url in (bad, good)] == [1, 0]
    del site.statuses["/bad.xml"]
    poll(book, bad)
    with Casebook.open(book) as kept:
        assert feed(kept.connection, bad).failures == 0


def test_when_no_feed_answers_nothing_was_read(site: Site, book: str) -> None:
    assert run("watch", "-c", book, *OPTIONS, site.address + "/none.xml").exit_code == 2


def test_what_is_no_feed_is_said(site: Site, book: str) -> None:
    site.pages["/page.xml"] = b"<html><body>The dock road is empty.</body></html>"
    result = run("watch", "-c", book, *OPTIONS, site.address + "/page.xml")
    assert "where a feed is expected" in result.stderr


def test_without_leave_no_private_address_is_asked(site: Site, book: str) -> None:
    result = run("watch", "-c", book, "--once", site.feed("/docks.xml", FIRED))
    assert result.exit_code == 2
    assert site.asked == []


def test_the_feeds_of_an_opml_file_are_watched(site: Site, book: str, tmp_path: Path) -> None:
    outlines = "".join(f'<outline text="x" xmlUrl="{site.feed(path, FIRED)}"/>' for path in ("/a.xml", "/b.xml"))
    (tmp_path / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
    poll(book, str(tmp_path / "feeds.opml"))
    assert {"/a.xml", "/b.xml"} <= {path for path, _ in site.asked}
    missing = run("watch", "-c", book, "--once", str(tmp_path / "none.opml"))
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (2, 2)


# Webhooks.


def changed(site: Site, book: str, *options: str) -> Any:
    """Poll until a claim gains a second root, and return how that poll ended."""
    url = site.feed("/docks.xml", FIRED)
    poll(book, url)
    site.feed("/docks.xml", FIRED, VELL)
    return run("watch", "-c", book, *OPTIONS, *options, url)


def test_a_change_is_posted_as_it_is_printed(site: Site, book: str) -> None:
    result = changed(site, book, "--webhook", site.address + "/hook")
    assert (result.exit_code, result.stderr) == (0, "")
    assert site.posted == [loads(result.stdout)]
    assert any(one.startswith("Saksi/") for one in site.agents)


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (429, 3), (404, 1), (302, 1)])
def test_a_webhook_that_fails_stops_nothing(
    site: Site, book: str, status: int, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saksi.watch.notify.WAIT", 0.01)
    site.statuses["/hook"] = status
    result = changed(site, book, "--webhook", site.address + "/hook")
    assert result.exit_code == 0
    assert loads(result.stdout)["change"] == "second_root"
    assert result.stderr == (
        f"saksi: {site.address}/hook: answers {status}; this change could not be posted, and is only printed\n"
    )
    assert [path for path, _ in site.asked if path in ("/hook", "/elsewhere")] == ["/hook"] * tries


def test_a_webhook_that_is_no_address_is_refused(site: Site, book: str) -> None:
    assert run("watch", "-c", book, "--webhook", "me@desk.example", site.address).exit_code == 2


# The end of a watch.


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_polls_again_and_ends_cleanly(site: Site, book: str, number: signal.Signals) -> None:
    url = site.feed("/docks.xml", FIRED)
    options = ("--allow-private", "--no-full", "--delay", "0", "--every", "0.01", "--json")
    with subprocess.Popen(
        [sys.executable, "-m", "saksi", "watch", "-c", book, *options, url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as program:
        assert program.stdout and program.stderr
        waited(lambda: [status for _, status in site.asked].count(304) >= 2)
        site.feed("/docks.xml", FIRED, VELL)
        assert loads(program.stdout.readline().decode())["change"] == "second_root"
        program.send_signal(number)
        words = program.stderr.read()
    assert (program.returncode, words) == (0, b"")
    assert poll(book, url) == []


def waited(ready: Any) -> None:
    """Wait until something is so."""
    until = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < until, "it took longer than a minute"
        time.sleep(0.05)


def test_how_a_feed_was_polled_is_kept(book: str) -> None:
    one = Feed("https://a.example/feed", '"tag"', "Tue, 04 Mar 2031 08:00:00 GMT", "2031-03-04T08:00:00Z", 2)
    with Casebook.open(book, create=True) as kept:
        assert feed(kept.connection, one.url) == Feed(one.url)
        keep_feed(kept.connection, one)
        keep_feed(kept.connection, one)
        assert feed(kept.connection, one.url) == one


def test_every_field_and_kind_of_a_change_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "json.md").read_text("utf-8")
    assert all(f"`{one}`" in page for one in (*CHANGE, *CHANGE["words"][0], *(kind.value for kind in Kind)))
