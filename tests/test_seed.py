"""The page that the project was born from: a translation of a report that relays two newspapers and their sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from finding import checked, days, hop_of, is_role_only, path, saying, spans, told_by, words_of
from saksi import Reading, Report, read
from saksi.model import Manner, Naming, Outcome, SourceKind, Stance

PAGE, BI = "bisnisupdate.example", "Business Insider"
WSJ, POLITICO = "Wall Street Journal", "Politico Europe"
US, UA, RU = "United States government", "Ukrainian government", "Russian government"
ZELENSKY, TYKHYI = "Volodymyr Zelensky", "Heorhii Tykhyi"


@pytest.fixture(scope="module")
def seed() -> Reading:
    shared = Path(os.environ.get("SAKSI_SHARED") or Path(__file__).parents[2] / "shared")
    file = shared / "seed" / "kursk-id.txt"
    if not file.exists():
        pytest.skip(f"the seed page is not here: no {file.name} in the shared folder; set SAKSI_SHARED to that folder")
    text = file.read_text(encoding="utf-8").rstrip("\n")
    return read(Report(text, url=f"https://{PAGE}/ukraina-kursk", published="2024-08-14"))


def test_the_page_is_indonesian(seed: Reading) -> None:
    assert seed.report.language == "id"


def test_the_page_declares_business_insider_as_its_original(seed: Reading) -> None:
    (origin,) = seed.origin
    assert (origin.source.name, origin.source.kind) == (BI, SourceKind.OUTLET)
    assert origin.mention is not None and origin.mention.of(seed.report.text) == f"Baca artikel asli di {BI}"


def test_every_chain_goes_from_the_page_to_its_original(seed: Reading) -> None:
    assert len(seed.statements) > 15
    assert {tuple(path(one)[:2]) for one in seed.statements} == {(PAGE, BI)}


def test_the_line_for_another_story_belongs_to_no_statement(seed: Reading) -> None:
    assert any(one.of(seed.report.text).startswith("MEMBACA") for one in seed.furniture)
    assert not any("Haniyeh" in words_of(one, seed) or "duka cita" in words_of(one, seed) for one in seed.statements)


def test_every_span_stands_in_the_text_and_holds_words(seed: Reading) -> None:
    text = seed.report.text
    for span in (span for one in seed.statements for span in spans(one)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == text[span.start : span.end] == span.of(text).strip()


def test_the_headline_rests_on_reports_and_on_nobody_named(seed: Reading) -> None:
    assert path(saying(seed, "membuat Kremlin menarik sebagian pasukan")) == [PAGE, BI]


def test_what_nobody_is_said_to_have_said_is_the_pages_own_voice(seed: Reading) -> None:
    own = saying(seed, "meluncurkan serangan balasan kejut")
    assert (own.manner, own.cue, path(own)) == (Manner.OWN, None, [PAGE, BI])
    assert [one.value for one in own.times] == ["2024-W32"]


def test_us_officials_told_the_journal(seed: Reading) -> None:
    told = saying(seed, "menarik pasukan dari Ukraina sebagai tanggapan")
    assert path(told) == [PAGE, BI, WSJ, "Pejabat AS"]
    assert told.source.party == US and is_role_only(told.source)


def test_the_withdrawal_rests_on_unnamed_us_officials_through_the_journal(seed: Reading) -> None:
    withdrawal = saying(seed, "Rusia menarik beberapa pasukannya")
    assert path(withdrawal)[:-1] == [PAGE, BI, WSJ]
    source = withdrawal.source
    assert (source.party, source.naming, source.kind) == (US, Naming.UNNAMED, SourceKind.GROUP)
    assert source.count is None
    assert withdrawal.stance is Stance.ASSERTS and withdrawal.manner is Manner.INDIRECT


def test_the_journal_told_it_on_tuesday(seed: Reading) -> None:
    assert set(days(saying(seed, "Rusia menarik beberapa pasukannya"))) == {"2024-08-13"}


def test_the_small_number_rests_on_one_official_in_kyiv_through_politico(seed: Reading) -> None:
    small = saying(seed, "unit Rusia ditarik untuk menanggapi serangan di Kursk")
    assert path(small)[:-1] == [PAGE, BI, POLITICO]
    assert (small.source.party, small.source.count, small.source.kind) == (UA, 1, SourceKind.PERSON)
    assert is_role_only(small.source) and small.manner is Manner.MIXED
    when = hop_of(small, POLITICO).when
    assert when is not None and when.value == "2024-08-13"


def test_the_journal_without_its_name_is_the_wall_street_journal(seed: Reading) -> None:
    unclear = saying(seed, "berapa banyak pasukan Rusia yang ditarik kembali")
    assert path(unclear) == [PAGE, BI, WSJ, "Pejabat AS"]


def test_the_state_department_and_the_white_house_decline_to_comment(seed: Reading) -> None:
    silence = saying(seed, "permintaan komentar")
    assert silence.stance is Stance.DECLINES
    assert (silence.source.party, silence.source.count) == (US, 2)


def test_business_insider_got_no_answer(seed: Reading) -> None:
    assert checked(saying(seed, "permintaan komentar")) == [(BI, Outcome.NO_ANSWER)]


def test_the_raid_began_about_the_sixth_of_august(seed: Reading) -> None:
    raid = saying(seed, "mulai sekitar 6 Agustus")
    assert [(one.value, one.approximate) for one in raid.times] == [("2024-08-06", True)]
    assert raid.times[0].span.of(seed.report.text) == "sekitar 6 Agustus"


def test_kursk_is_a_place_with_coordinates(seed: Reading) -> None:
    kursk = next(one for one in saying(seed, "mulai sekitar 6 Agustus").places if one.name == "Kursk")
    assert (kursk.country, round(kursk.latitude), round(kursk.longitude)) == ("RU", 52, 36)


def test_nearly_400_square_miles_are_1036_square_kilometres(seed: Reading) -> None:
    (area,) = saying(seed, "400 mil persegi").quantities
    assert (round(area.value), area.unit, area.approximator) == (1036, "km2", "nearly")
    assert area.low < area.value == area.high
    assert area.span.of(seed.report.text) == "hampir 400 mil persegi"


def test_the_area_rests_on_kyivs_word(seed: Reading) -> None:
    area = saying(seed, "400 mil persegi")
    assert path(area) == [PAGE, BI, UA] and area.source.party == UA


def test_business_insider_could_not_verify_the_area(seed: Reading) -> None:
    assert checked(saying(seed, "400 mil persegi")) == [(BI, Outcome.COULD_NOT)]


def test_zelenskys_address_comes_through_politico(seed: Reading) -> None:
    address = saying(seed, "peluru Rusia ditembakkan ke Ukraina")
    assert path(address) == [PAGE, BI, POLITICO, ZELENSKY]
    assert address.source.role == "Presiden Ukraina" and address.source.party == UA
    when = hop_of(address, ZELENSKY).when
    assert when is not None and when.value == "2024-08-12"


def test_the_security_issue_comes_through_politico_from_zelensky(seed: Reading) -> None:
    matter = saying(seed, "masalah keamanan")
    assert path(matter) == [PAGE, BI, POLITICO, ZELENSKY]
    assert matter.manner is Manner.MIXED


def test_a_quotation_whose_marks_do_not_match_is_direct(seed: Reading) -> None:
    quotation = saying(seed, "menghancurkan teroris Rusia")
    assert words_of(quotation, seed).startswith("‘Hanya adil") and words_of(quotation, seed).endswith("dari,”")
    assert quotation.manner is Manner.DIRECT
    assert (quotation.source.name, quotation.source.party) == (ZELENSKY, UA)


def test_he_also_said_goes_back_to_zelensky(seed: Reading) -> None:
    fund = saying(seed, "pertukaran tahanan perang")
    assert fund.source.name == ZELENSKY and fund.manner is Manner.MIXED


def test_the_aims_are_what_unnamed_military_analysts_suppose(seed: Reading) -> None:
    aims = saying(seed, "Kyiv bisa mencoba mendapatkan negosiasi")
    assert path(aims) == [PAGE, BI, "analis militer"]
    assert aims.stance is Stance.SUPPOSES and aims.source.naming is not Naming.NAMED
    assert aims.source.party == "" and aims.source.kind is SourceKind.GROUP


def test_the_aims_are_told_whole(seed: Reading) -> None:
    assert words_of(saying(seed, "Kyiv bisa mencoba"), seed).endswith("dengan memaksakan sumber daya Rusia")


def test_analysts_told_business_insider_that_putins_image_suffers(seed: Reading) -> None:
    image = saying(seed, "merusak citra penguasa Putin")
    assert path(image) == [PAGE, BI, "analis militer"]
    assert words_of(image, seed) == "bahwa serangan tersebut merusak citra penguasa Putin"


def test_putin_says_that_peaceful_people_do_not_deserve_the_attack(seed: Reading) -> None:
    accusation = saying(seed, "tidak layak untuk diserang")
    assert (accusation.source.name, accusation.source.party) == ("Vladimir Putin", RU)
    assert accusation.manner is Manner.MIXED


def test_putin_blames_the_west(seed: Reading) -> None:
    blame = told_by(seed, "Barat")
    assert (blame.source.name, blame.source.party) == ("Vladimir Putin", RU)


def test_kirby_is_quoted_with_his_office(seed: Reading) -> None:
    solution = saying(seed, "Ada solusi yang mudah")
    assert words_of(solution, seed).startswith("“Ada") and solution.manner is Manner.DIRECT
    assert (solution.source.name, solution.source.party) == ("John Kirby", US)
    assert solution.source.role == "penasihat komunikasi keamanan nasional Gedung Putih"
    assert days(solution) == ["2024-08-12"]


def test_tykhyis_statement_comes_through_the_journal(seed: Reading) -> None:
    purpose = told_by(seed, "menyelamatkan nyawa rakyat kami")
    assert path(purpose) == [PAGE, BI, WSJ, TYKHYI]
    assert purpose.source.party == UA and purpose.manner is Manner.MIXED


def test_he_added_goes_back_to_tykhyi(seed: Reading) -> None:
    last = told_by(seed, "Semakin cepat Federasi Rusia")
    assert words_of(last, seed).startswith("“Semakin") and words_of(last, seed).endswith("berhenti,”")
    assert (last.source.name, last.source.party, last.manner) == (TYKHYI, UA, Manner.DIRECT)
