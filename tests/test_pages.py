"""Two pages about invented events, each built like the seed page: an Indonesian and an English one.

No list knows their outlets and lands: that "The Calder Post" is an outlet shows in its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from finding import checked, days, hop_of, is_role_only, path, saying, spans, told_by, words_of
from saksi import Reading, Report, Statement, read
from saksi.model import Manner, Naming, Outcome, SourceKind, Stance

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Story:
    """A page with what its lines say, by the words that find each statement."""

    file: str
    host: str
    published: str
    language: str
    original: str
    journal: str
    agency: str
    says: dict[str, str]
    sources: dict[str, str]
    tuesday: str
    monday: str
    began: tuple[str, str]
    area: tuple[str, int]

    @property
    def reading(self) -> Reading:
        """Read the page as a visitor of its site on the day of publication."""
        text = (FOLDER / self.file).read_text(encoding="utf-8").rstrip("\n")
        return read(Report(text, url=f"https://{self.host}/{self.file}", published=self.published))


STRAIT = Story(
    file="selat-merapat.txt",
    host="kabarpantai.example",
    published="2026-05-13",
    language="id",
    original="Calder Post",
    journal="Harrowby Journal",
    agency="Kantor Berita Selat",
    says={
        "lead": "memaksa Istana Orvel memulangkan",
        "own": "menyeberangi selat itu",
        "told": "untuk menjawab pendaratan itu",
        "extent": "sejauh mana pemindahan kapal",
        "capital": "yang pergi hanyalah",
        "withdrawal": "memulangkan sejumlah kapal patrolinya",
        "small": "kapal Kestria dipulangkan untuk menghadapi",
        "unclear": "berapa banyak kapal Kestria",
        "silence": "permintaan komentar",
        "began": "mulai sekitar 6 Mei",
        "area": "300 mil persegi",
        "address": "roket Kestria diluncurkan",
        "matter": "urusan keselamatan",
        "mismatched": "Hanya wajar untuk mengusir perompak",
        "also": "pertukaran awak kapal",
        "aside": "Puluhan perahu hias",
        "aims": "Velmora bisa mencoba memenangkan",
        "aims end": "dengan menguras perbekalan Kestria",
        "image": "mencoreng wibawa kanselir",
        "blame": "negara-negara Selatan",
        "accusation": "tidak pantas untuk ditembaki",
        "adviser": "Ada jalan keluar yang gampang",
        "purpose": "melindungi keluarga nelayan kami",
        "last": "Semakin lekas Kestria",
        "credit": "Baca artikel asli di The Calder Post",
    },
    sources={
        "officials": "Pejabat Talmar",
        "official": "seorang pejabat di Velmora",
        "capital": "Velmora",
        "president": "Darvo Elmeri",
        "analysts": "analis maritim",
        "leader": "Vastrel",
        "adviser": "Tobin Marlow",
        "adviser's role": "penasihat komunikasi pertahanan Wisma Biru",
        "spokesman": "Sefa Ondarin",
        "spokesman's role": "juru bicara Kementerian Luar Negeri Lorvania",
    },
    tuesday="2026-05-12",
    monday="2026-05-11",
    began=("2026-05-06", "sekitar 6 Mei"),
    area=("hampir 300 mil persegi", 777),
)

DAM = Story(
    file="dravos-dam.txt",
    host="tidewatchers.example",
    published="2025-03-19",
    language="en",
    original="Larkfield Post",
    journal="Tarnmoor Journal",
    agency="Sable News Agency",
    says={
        "lead": "has led the Orlan Palace to bring",
        "own": "over the Tessalian border",
        "told": "was moving engineers out of Brennia",
        "extent": "the extent of the departure",
        "capital": "it was a",
        "withdrawal": "Tessaly has brought some of its engineers home",
        "small": "had been recalled to deal with the raid",
        "unclear": "how many Tessalian crews",
        "silence": "for comment",
        "began": "around March 12",
        "area": "200 square miles",
        "address": "Tessalian floodgates were opened",
        "matter": "a question of safety",
        "mismatched": "It is only right to stop",
        "also": "pool for trading prisoners",
        "aside": "Hundreds of kites",
        "aims": "Quenby could be trying to win",
        "aims end": "by straining Tessalian supplies",
        "image": "the raid hurt the standing",
        "blame": "the Lowland states",
        "accusation": "did not deserve to be flooded",
        "adviser": "There is an easy way out",
        "purpose": "keep our farmers dry",
        "last": "The sooner Tessaly agrees",
        "credit": "Read the original article on The Larkfield Post",
    },
    sources={
        "officials": "Norrish officials",
        "official": "an official in Quenby",
        "capital": "Quenby",
        "president": "Ilse Maronde",
        "analysts": "water analysts",
        "leader": "Dovrek",
        "adviser": "Edda Thane",
        "adviser's role": "Slate House defense communications adviser",
        "spokesman": "Pavo Lindrum",
        "spokesman's role": "a spokesman for the Brennian foreign ministry",
    },
    tuesday="2025-03-18",
    monday="2025-03-17",
    began=("2025-03-12", "around March 12"),
    area=("almost 200 square miles", 518),
)


@dataclass(frozen=True)
class Page:
    """A story as it was read."""

    story: Story
    reading: Reading

    def saying(self, line: str) -> Statement:
        """Return the shortest statement of a line."""
        return saying(self.reading, self.story.says[line])

    def told(self, line: str) -> Statement:
        """Return what somebody is said to have said in a line."""
        return told_by(self.reading, self.story.says[line])

    def words(self, statement: Statement) -> str:
        """Return the words of a statement."""
        return words_of(statement, self.reading)

    def chain(self, *names: str) -> list[str]:
        """Return the names that a chain has: the page, its original and some more."""
        return [self.story.host, self.story.original, *names]


@pytest.fixture(scope="module", params=[STRAIT, DAM], ids=["strait-id", "dam-en"])
def page(request: pytest.FixtureRequest) -> Page:
    story: Story = request.param
    return Page(story, story.reading)


def test_the_language_is_identified(page: Page) -> None:
    assert page.reading.report.language == page.story.language


def test_the_page_declares_its_original(page: Page) -> None:
    (origin,) = page.reading.origin
    assert (origin.source.name, origin.source.kind) == (page.story.original, SourceKind.OUTLET)
    assert origin.mention is not None
    assert origin.mention.of(page.reading.report.text) == page.story.says["credit"]


def test_every_chain_goes_from_the_page_to_its_original(page: Page) -> None:
    assert len(page.reading.statements) > 15
    assert {tuple(path(one)[:2]) for one in page.reading.statements} == {tuple(page.chain())}


@pytest.mark.parametrize("line", ["aside", "credit"])
def test_the_line_for_another_story_and_the_credit_belong_to_no_statement(page: Page, line: str) -> None:
    words = page.story.says[line]
    assert any(words in one.of(page.reading.report.text) for one in page.reading.furniture)
    assert not any(words in page.words(one) for one in page.reading.statements)


def test_every_span_stands_in_the_text_and_holds_words(page: Page) -> None:
    text = page.reading.report.text
    for span in (span for one in page.reading.statements for span in spans(one)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == text[span.start : span.end] == span.of(text).strip()


def test_the_lead_rests_on_reports_and_on_nobody_named(page: Page) -> None:
    assert not any(hop.source.naming is Naming.NAMED for hop in page.saying("lead").chain[2:])


def test_what_nobody_is_said_to_have_said_is_the_pages_own_voice(page: Page) -> None:
    own = page.saying("own")
    assert (own.manner, own.cue, path(own)) == (Manner.OWN, None, page.chain())


def test_officials_told_the_journal(page: Page) -> None:
    told = page.saying("told")
    assert path(told) == page.chain(page.story.journal, page.story.sources["officials"])
    assert is_role_only(told.source) and told.source.kind is SourceKind.GROUP and told.source.count is None


@pytest.mark.parametrize("line", ["extent", "capital"])
def test_officials_are_given_by_their_role(page: Page, line: str) -> None:
    source = page.saying(line).source
    assert is_role_only(source) and source.kind is SourceKind.GROUP and source.party == ""


def test_the_withdrawal_rests_on_unnamed_officials_through_the_journal(page: Page) -> None:
    withdrawal = page.saying("withdrawal")
    assert path(withdrawal)[:-1] == page.chain(page.story.journal)
    assert (withdrawal.source.naming, withdrawal.source.kind) == (Naming.UNNAMED, SourceKind.GROUP)
    assert withdrawal.source.count is None and withdrawal.stance is Stance.ASSERTS


def test_the_journal_told_it_on_tuesday(page: Page) -> None:
    assert set(days(page.saying("withdrawal"))) == {page.story.tuesday}


def test_the_small_number_rests_on_one_official_through_the_agency(page: Page) -> None:
    small = page.saying("small")
    assert path(small) == page.chain(page.story.agency, page.story.sources["official"])
    assert (small.source.count, small.source.kind) == (1, SourceKind.PERSON)
    assert is_role_only(small.source) and small.manner is Manner.MIXED
    when = hop_of(small, page.story.agency).when
    assert when is not None and when.value == page.story.tuesday


def test_the_short_name_of_the_journal_goes_back_to_it(page: Page) -> None:
    assert path(page.saying("unclear")) == page.chain(page.story.journal, page.story.sources["officials"])


def test_every_outlet_is_known_by_the_form_of_its_name(page: Page) -> None:
    names = {page.story.original, page.story.journal, page.story.agency}
    kinds = {hop.source.kind for one in page.reading.statements for hop in one.chain if hop.source.name in names}
    assert kinds == {SourceKind.OUTLET}


def test_two_bodies_decline_to_comment(page: Page) -> None:
    silence = page.saying("silence")
    assert silence.stance is Stance.DECLINES and len(silence.chain) == 3
    assert silence.source.party == "" and silence.source.naming is Naming.NAMED


def test_the_original_got_no_answer(page: Page) -> None:
    assert checked(page.saying("silence")) == [(page.story.original, Outcome.NO_ANSWER)]


def test_the_beginning_is_approximate(page: Page) -> None:
    value, words = page.story.began
    (time,) = page.saying("began").times
    assert (time.value, time.approximate, time.span.of(page.reading.report.text)) == (value, True, words)


def test_square_miles_become_square_kilometres(page: Page) -> None:
    words, square_kilometres = page.story.area
    (area,) = page.saying("area").quantities
    assert (round(area.value), area.unit, area.approximator) == (square_kilometres, "km2", "nearly")
    assert area.low < area.value and area.span.of(page.reading.report.text) == words


def test_the_area_rests_on_the_capitals_word(page: Page) -> None:
    area = page.saying("area")
    assert path(area) == page.chain(page.story.sources["capital"])
    assert area.source.kind is SourceKind.STATE_BODY


def test_the_original_could_not_verify_the_area(page: Page) -> None:
    assert checked(page.saying("area")) == [(page.story.original, Outcome.COULD_NOT)]


def test_the_address_comes_through_the_agency_from_the_president(page: Page) -> None:
    address = page.saying("address")
    president = page.story.sources["president"]
    assert path(address) == page.chain(page.story.agency, president)
    when = hop_of(address, president).when
    assert when is not None and when.value == page.story.monday


def test_the_second_half_of_the_address_comes_the_same_way(page: Page) -> None:
    matter = page.saying("matter")
    assert path(matter) == page.chain(page.story.agency, page.story.sources["president"])
    assert matter.manner is Manner.MIXED


def test_a_quotation_whose_marks_do_not_match_is_direct(page: Page) -> None:
    quotation = page.saying("mismatched")
    assert page.words(quotation)[0] in "‘'" and page.words(quotation).endswith(",”")
    assert quotation.manner is Manner.DIRECT
    assert quotation.source.name == page.story.sources["president"]


def test_a_pronoun_goes_back_to_the_president(page: Page) -> None:
    also = page.saying("also")
    assert also.source.name == page.story.sources["president"] and also.manner is Manner.MIXED


def test_the_aims_are_what_unnamed_analysts_suppose(page: Page) -> None:
    aims = page.saying("aims")
    assert path(aims) == page.chain(page.story.sources["analysts"])
    assert aims.stance is Stance.SUPPOSES and aims.source.naming is not Naming.NAMED


def test_the_aims_are_told_whole(page: Page) -> None:
    assert page.words(page.saying("aims")).endswith(page.story.says["aims end"])


def test_what_analysts_told_a_reporter_of_the_original(page: Page) -> None:
    image = page.saying("image")
    assert path(image) == page.chain(page.story.sources["analysts"])


def test_what_analysts_told_begins_with_their_words(page: Page) -> None:
    image = page.saying("image")
    assert len(image.content) == 1 and page.words(image).removeprefix("that ").removeprefix("bahwa ").startswith(
        ("the raid hurt", "pendaratan tersebut mencoreng")
    )


@pytest.mark.parametrize("line", ["blame", "accusation"])
def test_the_leader_blames_and_accuses(page: Page, line: str) -> None:
    assert page.told(line).source.name == page.story.sources["leader"]


def test_the_adviser_is_quoted_with_the_office(page: Page) -> None:
    answer = page.saying("adviser")
    source = answer.source
    assert (source.name, source.role) == (page.story.sources["adviser"], page.story.sources["adviser's role"])
    assert days(answer) == [page.story.monday]


def test_the_advisers_words_are_a_direct_quotation(page: Page) -> None:
    answer = page.saying("adviser")
    assert page.words(answer).startswith(("“Ada", '"There')) and answer.manner is Manner.DIRECT


def test_the_spokesmans_statement_comes_through_the_journal(page: Page) -> None:
    purpose = page.told("purpose")
    assert path(purpose) == page.chain(page.story.journal, page.story.sources["spokesman"])
    assert purpose.source.role == page.story.sources["spokesman's role"] and purpose.manner is Manner.MIXED


def test_he_added_goes_back_to_the_spokesman(page: Page) -> None:
    last = page.told("last")
    assert page.words(last)[0] in '“"' and page.words(last)[-1] in '”"'
    assert (last.source.name, last.manner) == (page.story.sources["spokesman"], Manner.DIRECT)


@pytest.mark.parametrize(
    ("language", "text", "chain"),
    [
        ("en", "VELMORA (Calder News Agency) - The dam broke on Monday, officials said.", ["Calder News Agency"]),
        ("en", "The Calder Post reported it. The newspaper said the dam broke.", ["Calder Post"]),
        ("en", "Mayor Ivo Dunn told the Calder Post that the dam broke.", ["Calder Post", "Ivo Dunn"]),
        ("en", "The dam broke, the mayor told Radio Calder.", ["Radio Calder"]),
        ("id", "Bendungan itu jebol, demikian dilansir Harian Merapat.", ["Harian Merapat"]),
        ("id", "Wali Kota Ivo Danar mengatakan kepada Harian Merapat bahwa bendungan itu jebol.", ["Harian Merapat"]),
    ],
)
def test_unknown_outlets_stand_in_chains(language: str, text: str, chain: list[str]) -> None:
    found = read(Report(text, language=language)).statements
    assert any(path(one)[1 : 1 + len(chain)] == chain for one in found)
    hops = [hop.source for one in found for hop in one.chain if hop.source.name == chain[0]]
    assert {one.kind for one in hops} == {SourceKind.OUTLET}
