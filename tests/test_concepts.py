"""What the words of the packs say: the concept tables of the languages, and how the concepts hang together."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from saksi.languages import pack
from saksi.phrases import Phrases
from saksi.tokens import tokenise

LANGUAGES = ("en", "id")

ENGLISH = [
    ("Russia withdrew troops from the border", "withdraw move obj_troops obj_border"),
    ("The army is pulling out of the town", "withdraw move obj_troops obj_settlement"),
    ("Moscow has pulled some of its troops out of Ukraine", "withdraw move obj_troops"),
    ("Several brigades were redeployed to the east", "move deploy obj_troops"),
    ("Units were diverted from the southern front", "move obj_troops"),
    ("Some soldiers were transferred to Kursk", "move obj_troops"),
    ("Personnel were relocated to another region", "move obj_troops obj_territory"),
    ("The battalion was sent to the front", "send move obj_troops"),
    ("The troops were brought back to Russia", "withdraw move obj_troops"),
    ("Ukraine now controls 1,000 square kilometres", "control obj_territory"),
    ("The army seized a village", "seize control obj_troops obj_settlement"),
    ("The town is under control", "control obj_settlement"),
    ("Rebels captured the city on Friday", "seize control obj_settlement"),
    ("Kyiv holds 82 settlements", "control obj_settlement"),
    ("Troops are losing ground in the north", "lose_ground obj_troops"),
    ("The brigade advanced two miles", "advance obj_troops"),
    ("A cross-border attack began", "invade obj_border_raid"),
    ("Artillery fire hit the suburb", "shell obj_settlement"),
    ("A missile strike killed nine people", "strike kill obj_missile"),
    ("Air defences shot down ten drones", "shoot_down obj_drone"),
    ("The shooting injured a boy", "shoot wound obj_child"),
    ("The death toll rose to 40", "die rise"),
    ("They retook the village", "liberate obj_settlement"),
    ("The fighters laid down their arms", "surrender obj_troops"),
    ("Both sides observed a ceasefire", "ceasefire"),
    ("Iran test-fired a ballistic missile", "test_missile obj_missile"),
    ("Police arrested a suspect", "arrest obj_police obj_crime"),
    ("The hostages were freed", "release obj_hostage"),
    ("He was charged with murder", "charge"),
    ("The jury found him guilty", "convict obj_court"),
    ("She was sentenced by the judge", "sentence obj_court"),
    ("He was found not guilty", "acquit"),
    ("The company was fined by the court", "fine obj_company obj_court"),
    ("The union sued the firm", "sue obj_company"),
    ("The minister stepped down", "resign obj_government"),
    ("The coach was sacked", "dismiss obj_sport"),
    ("She was appointed ambassador", "appoint obj_diplomat"),
    ("Parliament approved the budget", "approve obj_parliament obj_money"),
    ("The senate rejected the proposal", "reject propose obj_parliament"),
    ("Lawmakers passed a law on privacy", "pass_law obj_law obj_parliament"),
    ("The government banned the app", "ban obj_government obj_app"),
    ("France lifted the ban on flights", "lift_ban obj_aircraft"),
    ("Washington imposed sanctions on banks", "sanction obj_sanctions obj_bank"),
    ("The bank cut interest rates", "cut obj_bank obj_rate"),
    ("The central bank kept interest rates", "hold_rate obj_bank"),
    ("The firm raised prices", "raise obj_company obj_price"),
    ("Google bought a startup", "buy obj_company"),
    ("The group laid off staff", "lay_off obj_company"),
    ("Workers went on strike", "strike_work obj_job"),
    ("A bridge collapsed", "collapse obj_bridge"),
    ("The train derailed near the station", "derail obj_train"),
    ("The ferry sank off the coast", "sink obj_ship"),
    ("An explosion damaged the refinery", "explode damage obj_plant"),
    ("Residents were evacuated after the earthquake", "evacuate quake obj_civilian"),
    ("The volcano erupted again", "erupt"),
    ("Rescuers found the body of a girl", "find_body obj_child"),
    ("Doctors vaccinated children", "vaccinate obj_health obj_child"),
    ("Hackers leaked personal data", "hack leak obj_data"),
    ("Carmakers are recalling vehicles", "recall_product obj_vehicle"),
    ("The talks were postponed", "negotiate postpone"),
    ("The spokesman denied the report", "deny"),
    ("The kingdom joined NATO", "join"),
    ("The party quit the coalition", "obj_party"),
    ("Exports fell sharply", "fall export"),
    ("The alliance strengthens its border", "strengthen obj_border"),
    ("The sales missed expectations", "miss_target sell"),
]

INDONESIAN = [
    ("Rusia menarik pasukan dari perbatasan", "withdraw move obj_troops obj_border"),
    ("Militer menarik mundur sejumlah unit", "withdraw move obj_troops"),
    ("Tentara dipindahkan ke Kursk", "move obj_troops"),
    ("Beberapa brigade dialihkan ke timur", "move obj_troops"),
    ("Prajurit itu dikerahkan ke garis depan", "deploy move obj_troops obj_border"),
    ("Pasukan dikirim ke wilayah lain", "send move obj_troops obj_territory"),
    ("Sebagian personel direlokasi", "move obj_troops"),
    ("Penarikan pasukan dimulai kemarin", "withdraw move start obj_troops"),
    ("Ukraina menguasai 1.000 kilometer persegi", "control obj_territory"),
    ("Kyiv mengontrol 82 permukiman", "control obj_settlement"),
    ("Tentara merebut sebuah desa", "seize control obj_troops obj_settlement"),
    ("Kota itu berada di bawah kendali", "control obj_settlement"),
    ("Pemberontak mengambil alih kota", "seize control obj_settlement"),
    ("Pasukan kehilangan wilayah di utara", "lose_ground obj_troops obj_territory"),
    ("Pasukan terus maju ke desa", "advance obj_troops obj_settlement"),
    ("Serangan lintas batas dimulai", "invade obj_border_raid start"),
    ("Artileri membombardir kota", "shell obj_weapon obj_settlement"),
    ("Serangan udara menewaskan sembilan orang", "strike kill obj_civilian"),
    ("Drone ditembak jatuh", "shoot_down obj_drone"),
    ("Korban tewas bertambah", "die rise"),
    ("Kota berhasil direbut kembali", "liberate obj_settlement"),
    ("Para milisi menyerah", "surrender obj_troops"),
    ("Gencatan senjata disepakati", "ceasefire agree"),
    ("Korea Utara menguji rudal balistik", "test_missile obj_missile"),
    ("Polisi menangkap tersangka", "arrest obj_police obj_crime"),
    ("Para sandera dibebaskan", "release obj_hostage"),
    ("Ia didakwa melakukan korupsi", "charge bribe"),
    ("Hakim menyatakan bersalah", "convict obj_court"),
    ("Dia dijatuhi hukuman", "sentence"),
    ("Terdakwa divonis bebas", "acquit"),
    ("Perusahaan didenda pengadilan", "fine obj_company obj_court"),
    ("Menteri itu mengundurkan diri", "resign obj_government"),
    ("Pelatih dipecat", "dismiss obj_sport"),
    ("Presiden melantik duta besar", "appoint obj_government obj_diplomat"),
    ("Parlemen menyetujui anggaran", "approve obj_parliament obj_money"),
    ("DPR mengesahkan RUU", "pass_law obj_law obj_parliament"),
    ("Senat menolak usulan", "reject propose obj_parliament"),
    ("Pemerintah melarang aplikasi itu", "ban obj_government obj_app"),
    ("Prancis mencabut larangan penerbangan", "lift_ban obj_aircraft"),
    ("Washington menjatuhkan sanksi", "sanction obj_sanctions"),
    ("Bank sentral memangkas suku bunga", "cut obj_bank obj_rate"),
    ("Bank Indonesia menahan suku bunga", "hold_rate obj_bank obj_rate"),
    ("Pertamina menaikkan harga bensin", "raise obj_price obj_oil"),
    ("Google membeli perusahaan rintisan", "buy obj_company"),
    ("Pabrik melakukan PHK massal", "lay_off obj_plant obj_job"),
    ("Buruh mogok kerja", "strike_work obj_job"),
    ("Jembatan ambruk", "collapse obj_bridge"),
    ("Kereta anjlok di dekat stasiun", "derail obj_train"),
    ("Kapal feri tenggelam", "sink obj_ship"),
    ("Ledakan merusak kilang", "explode damage obj_plant"),
    ("Warga dievakuasi setelah gempa", "evacuate quake obj_civilian"),
    ("Gunung itu meletus lagi", "erupt"),
    ("Tim menemukan jasad anak", "find_body obj_child"),
    ("Dokter memberi vaksinasi", "vaccinate obj_health"),
    ("Peretas membocorkan data pribadi", "hack leak obj_data"),
    ("Produsen menarik kembali mobil", "recall_product obj_vehicle obj_company"),
    ("Perundingan ditunda", "negotiate postpone"),
    ("Juru bicara membantah kabar itu", "deny"),
    ("Swedia bergabung dengan NATO", "join"),
    ("Ekspor turun tajam", "fall export"),
    ("Aliansi memperkuat perbatasan", "strengthen obj_border"),
    ("Penjualan di bawah ekspektasi", "miss_target sell"),
    ("Rupiah melemah", "weaken obj_money"),
]

WORKED = [("en", *one) for one in ENGLISH] + [("id", *one) for one in INDONESIAN]


@cache
def table(language: str) -> dict[str, list[str]]:
    """Return the concepts of a language: those of its pack, or of the part that is to go into it."""
    found = pack.load(language).section("concepts")
    if not found:
        found = tomllib.loads(_text("saksi.languages", f"{language}.concepts.toml.part"))["concepts"]
    return {name: list(entries) for name, entries in found.items()}


@cache
def phrases(language: str, *, things: bool) -> Phrases:
    forms = pack.load(language).forms
    chosen = {name: entries for name, entries in table(language).items() if name.startswith("obj_") == things}
    return Phrases((form, name) for name, entries in chosen.items() for form in forms(entries))


@cache
def relations() -> dict[str, Any]:
    return tomllib.loads(_text("saksi.linking", "concepts.toml"))


def opposites() -> list[tuple[str, str]]:
    return [(one, other) for one, other in relations()["opposites"]["pairs"]]


def said(language: str, text: str) -> set[str]:
    """Return the concepts of a text: acts and things apart, as "find the bodies" must not hide the bodies."""
    words = tokenise(text).lower
    return {match.label for things in (False, True) for match in phrases(language, things=things).longest(words)}


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def test_languages_share_their_concepts() -> None:
    assert set(table("en")) == set(table("id"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_words(language: str) -> None:
    assert [name for name, entries in table(language).items() if not entries or not all(entries)] == []
    assert [name for name, entries in table(language).items() if len(entries) != len(set(entries))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_is_left_unexpanded(language: str) -> None:
    loaded = pack.load(language)
    forms = [form for entries in table(language).values() for form in loaded.forms(entries)]
    assert forms
    assert [form for form in forms if not form.strip() or "~" in form or "/" in form] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("finer", "general"), [("withdraw", "move"), ("seize", "control")])
def test_words_of_the_finer_concept_say_the_general_one(language: str, finer: str, general: str) -> None:
    assert set(table(language)[finer]) <= set(table(language)[general])


def test_relations_name_only_known_concepts() -> None:
    named = {name for pair in opposites() for name in pair} | set(relations()["weak"]["names"])
    named |= set(relations()["broader"]) | set(relations()["broader"].values())
    assert named <= set(table("en"))


def test_opposites_stand_once() -> None:
    pairs = [frozenset(pair) for pair in opposites()]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(pairs) == len(set(pairs))


def test_broader_has_no_circle_and_never_leads_to_an_opposite() -> None:
    broader = relations()["broader"]
    contrary = {frozenset(pair) for pair in opposites()}
    for name in broader:
        above: list[str] = []
        at = name
        while at in broader:
            at = broader[at]
            assert at != name and at not in above, f"{name} comes back to {at}"
            above.append(at)
        assert not [one for one in above if frozenset((name, one)) in contrary]


@pytest.mark.parametrize(("language", "text", "concepts"), WORKED)
def test_worked_examples(language: str, text: str, concepts: str) -> None:
    found = said(language, text)
    assert set(concepts.split()) <= found
    assert [pair for pair in opposites() if set(pair) <= found] == []
