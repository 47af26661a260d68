"""Every language pack is whole and in the one shape that the reader knows; phrases are found as they stand in real
reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.languages import pack
from saksi.phrases import Match, Phrases
from saksi.tokens import tokenise

PACKS = pack.available()
MODEL = pack.load("en").data  # its class names are what the one tagger knows
CHECKS = {"could_not_verify", "verified", "no_answer", "awaiting"}
FURNITURE = {"read_also", "original", "translated"}


def entries(data: Any, section: str) -> Iterator[tuple[str, str]]:
    """Yield (key, entry) of a section of phrases."""
    for key, words in data.get(section, {}).items():
        for entry in words:
            yield key, entry


def labels(code: str, text: str) -> set[tuple[str, str]]:
    """Return every phrase of a pack found in a text, with its label."""
    words = tokenise(text).lower
    return {(" ".join(words[one.first : one.last]), one.label) for one in pack.load(code).phrases.find(words)}


@pytest.fixture(params=PACKS)
def data(request: pytest.FixtureRequest) -> Any:
    return pack.load(request.param).data


def test_a_pack_says_which_language_it_is(data: Any) -> None:
    assert data["code"] in PACKS
    assert data["name"].strip()
    assert all(one == one.lower() and not one.endswith(" ") for one in data["abbreviations"])


def test_sections_are_known(data: Any) -> None:
    assert set(data) <= set(MODEL) | set(pack.LEXICON) | {"tokens", "names", "capitals"}
    known = {"elided", "apostrophe", "hyphens", "spaced", "lower", "dialogue", "quoted_names"}
    assert set(data.get("tokens", {})) <= known
    assert {"classes", "hedges", "checks", "negations", "furniture"} <= set(data)


def test_class_names_are_those_of_the_tagger(data: Any) -> None:
    assert set(data["classes"]) <= set(MODEL["classes"])
    assert set(data["hedges"]) <= set(MODEL["hedges"])
    assert set(data["checks"]) == CHECKS
    assert set(data["furniture"]) == FURNITURE


@pytest.mark.parametrize("section", pack.LEXICON)
def test_entries_are_lower_case_and_not_empty(data: Any, section: str) -> None:
    for key, entry in entries(data, section):
        words = entry.split()
        assert words, f"empty entry in {section}.{key}"
        assert entry == entry.lower(), f"{section}.{key}: {entry!r} is not in lower case"
        assert all(word.split("/") == [one for one in word.split("/") if one] for word in words), (
            f"{section}.{key}: {entry!r}"
        )
        assert words[0] != "*" != words[-1], f"{section}.{key}: {entry!r} begins or ends with a gap"


@pytest.mark.parametrize("section", pack.LEXICON)
def test_no_entry_stands_twice_under_one_key(data: Any, section: str) -> None:
    for key, words in data.get(section, {}).items():
        twice = {entry for entry in words if words.count(entry) > 1}
        assert not twice, f"{section}.{key} lists {sorted(twice)} twice"


def test_paradigms_that_entries_use_exist(data: Any) -> None:
    used = {
        one.partition("~")[2]
        for section in pack.LEXICON
        for _, entry in entries(data, section)
        for word in entry.split()
        for one in word.split("/")
        if "~" in one
    }
    assert used <= set(data["paradigms"])


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("announc~e", ["announce", "announces", "announced", "announcing"]),
        ("say/says/said that", ["say that", "says that", "said that"]),
        ("ata~kan", ["katakan", "mengatakan", "dikatakan"]),
        ("not verif~y", ["not verify", "not verifies"]),
    ],
)
def test_an_entry_stands_for_its_forms(entry: str, forms: list[str]) -> None:
    paradigms = {"e": ["e", "es", "ed", "ing"], "y": ["y", "ies"], "kan": ["k-kan", "meng-kan", "dik-kan"]}
    assert list(pack.expand(entry, paradigms)) == forms


def test_an_unknown_paradigm_is_an_error() -> None:
    with pytest.raises(KeyError):
        list(pack.expand("announc~none", {}))


def test_a_language_without_a_pack_is_named() -> None:
    with pytest.raises(pack.UnknownLanguage, match="xx"):
        pack.load("xx")


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("id", "Tass melaporkan, mengutip sumber", ("mengutip", "classes:cite")),
        ("id", "dikutip Reuters", ("dikutip", "classes:cite")),
        ("id", "sebagaimana dikutip dari kantor berita itu", ("sebagaimana dikutip", "classes:cite")),
        ("id", "dilansir Antara", ("dilansir", "classes:cite")),
        ("id", "seperti diberitakan sebelumnya", ("seperti diberitakan", "classes:cite")),
        ("id", "menarik pasukan, sesuai laporan.", ("sesuai laporan", "classes:according")),
        ("id", "menurut militer", ("menurut", "classes:according")),
        ("id", "“Air datang,” ujarnya.", ("ujarnya", "classes:say")),
        ("id", "Dia juga mengatakan bahwa", ("mengatakan", "classes:say")),
        ("id", "seperti dikatakannya", ("dikatakannya", "classes:say")),
        ("id", "Pejabat memberitahu wartawan", ("memberitahu", "classes:tell")),
        ("id", "Ia mengeklaim punya bukti", ("mengeklaim", "classes:claim")),
        ("id", "Ketua menampik tudingan itu", ("menampik", "classes:deny")),
        ("id", "Satu orang diduga terlibat", ("diduga", "classes:expected")),
        ("id", "kata sumber kepada harian itu", ("sumber", "classes:source")),
        ("id", "pejabat yang tidak disebutkan namanya", ("tidak disebutkan namanya", "classes:unnamed")),
        ("id", "dua orang tanpa menyebut nama", ("tanpa menyebut nama", "classes:unnamed")),
        ("id", "tidak merespon permintaan komentar", ("tidak merespon", "checks:no_answer")),
        ("id", "Polisi belum memberikan keterangan", ("belum memberikan keterangan", "checks:no_answer")),
        ("id", "tidak dapat memverifikasi secara independen", ("tidak dapat memverifikasi", "checks:could_not_verify")),
        (
            "id",
            "belum diverifikasi secara independen",
            ("belum diverifikasi secara independen", "checks:could_not_verify"),
        ),
        (
            "id",
            "telah menghubungi kantor bupati untuk meminta komentar",
            ("telah menghubungi kantor bupati untuk", "checks:awaiting"),
        ),
        ("id", "Baca Juga: Harga beras naik", ("baca juga", "furniture:read_also")),
        ("id", "MEMBACA Ribuan orang hadir", ("membaca", "furniture:read_also")),
        ("id", "Baca artikel asli di Lumen", ("baca artikel asli di", "furniture:original")),
        ("id", "Artikel ini telah tayang di Lumen", ("artikel ini telah tayang di", "furniture:original")),
        ("id", "Artikel ini diterjemahkan dari Lumen", ("artikel ini diterjemahkan dari", "furniture:translated")),
        ("en", "with reference to the ministry", ("with reference to", "classes:cite")),
        ("en", "according to two officials", ("according to", "classes:according")),
        ("en", "on condition of anonymity", ("on condition of anonymity", "classes:unnamed")),
        (
            "en",
            "could not independently verify the claim",
            ("could not independently verify", "checks:could_not_verify"),
        ),
        ("en", "did not immediately respond to a request", ("did not immediately respond to", "checks:no_answer")),
        ("en", "Read also: Rice prices rise", ("read also", "furniture:read_also")),
    ],
)
def test_phrases_of_real_pages_are_found(code: str, text: str, found: tuple[str, str]) -> None:
    assert found in labels(code, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gave no comment", []),  # a gap is at least one word
        ("gave us no comment", [Match(0, 4, "x")]),
        ("gave one two three four no comment", [Match(0, 7, "x")]),
        ("gave one two three four five no comment", []),  # and at most four
    ],
)
def test_a_gap_is_one_to_four_words(text: str, found: list[Match]) -> None:
    assert Phrases([("gave * no comment", "x")]).find(text.split()) == found


def follows(phrase: list[str], words: list[str]) -> set[int]:
    """Return after how many of the words a phrase may end, tried one by one."""
    if not phrase:
        return {0}
    gaps = range(1, 5) if phrase[0] == "*" else (1,)
    fits = [gap for gap in gaps if gap <= len(words) and (phrase[0] == "*" or phrase[0] == words[0])]
    return {gap + end for gap in fits for end in follows(phrase[1:], words[gap:])}


WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4)
GAPPED = st.tuples(WORDS, WORDS).map(lambda both: [*both[0], "*", *both[1]])


@given(st.lists(WORDS | GAPPED, max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_every_phrase_is_found_whichever_others_it_begins_or_goes_on(some: list[list[str]], words: list[str]) -> None:
    found = Phrases((" ".join(one), " ".join(one)) for one in some).find(words)
    assert set(found) == {
        Match(start, start + end, " ".join(one))
        for one in some
        for start in range(len(words))
        for end in follows(one, words[start:])
    }


def test_the_longest_phrase_wins_and_keeps_all_its_labels() -> None:
    phrases = Phrases(
        [("belum", "not"), ("belum diverifikasi", "check"), ("belum diverifikasi", "verify"), ("verifikasi", "noun")]
    )
    assert phrases.longest(["belum", "diverifikasi", "dan", "belum"]) == [
        Match(0, 2, "check"),
        Match(0, 2, "verify"),
        Match(3, 4, "not"),
    ]


def test_find_returns_overlapping_phrases() -> None:
    phrases = Phrases([("a b", "first"), ("b c", "second"), ("b", "third")])
    assert phrases.find(["a", "b", "c"]) == [Match(0, 2, "first"), Match(1, 2, "third"), Match(1, 3, "second")]


def test_folding_can_be_turned_off() -> None:
    words = ["Mei", "mei"]
    assert [one.first for one in Phrases([("Mei", "month")], fold=False).find(words)] == [0]
    assert [one.first for one in Phrases([("Mei", "month")]).find([word.lower() for word in words])] == [0, 1]
