"""Every declared outlet and party is well made, and mentions as real pages write them find whose voice they are."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest

from saksi.gazetteer.declarations import generic_phrases, generics, guards
from saksi.gazetteer.outlets import by_domain, by_name, name_of, outlet_phrases, outlets, short_forms
from saksi.gazetteer.parties import Identified, identify, parties, party_phrases
from saksi.model import Member, Outlet, Party, SourceKind
from saksi.tokens import tokenise

# ISO 3166-1 alpha-2, and XK, which the European Union uses for Kosovo
COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
    PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK
    YE YT ZA ZM ZW
"""
KINDS = {"state", "public body", "company", "think tank", "political party", "organisation"}
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|")
US, UA, RU, ID = "United States government", "Ukrainian government", "Russian government", "Indonesian government"

every_outlet = pytest.mark.parametrize("outlet", outlets(), ids=lambda one: one.name)
every_party = pytest.mark.parametrize("party", parties(), ids=lambda one: one.name)


def who(mention: str, when: str = "") -> Identified | None:
    """Identify a mention given as text."""
    return identify(tokenise(mention).words, when)


def shared(owned: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the words that more than one owner claims."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for word, owner in owned:
        owners[word].add(owner)
    return {word: claimed for word, claimed in owners.items() if len(claimed) > 1}


def members(party: Party) -> Iterator[Member]:
    """Yield the bodies and people of a party."""
    yield from party.bodies
    yield from party.people


@every_outlet
def test_an_outlet_is_well_made(outlet: Outlet) -> None:
    assert outlet.name.strip() == outlet.name
    assert outlet.domains
    assert all(DOMAIN.fullmatch(domain) and not domain.startswith("www.") for domain in outlet.domains)
    assert outlet.country in COUNTRIES.split()
    assert len(set(outlet.aliases)) == len(outlet.aliases) and outlet.name not in outlet.aliases


@every_outlet
def test_an_outlet_is_found_by_each_of_its_domains_and_names(outlet: Outlet) -> None:
    for domain in outlet.domains:
        assert by_domain(f"https://www.{domain}:443/path?query#part") is outlet
    for name in (outlet.name, *outlet.aliases):
        assert by_name(name) is outlet
        assert by_name(name.upper()) is outlet
        found = outlet_phrases().longest(tokenise(f"The {name.removeprefix('The ')}").words)
        assert outlet.name in {match.label for match in found}


def test_no_two_outlets_share_a_name_or_a_domain() -> None:
    assert len({one.name for one in outlets()}) == len(outlets()) >= 170
    names = ((name.casefold(), one.name) for one in outlets() for name in (one.name, *one.aliases))
    assert shared(names) == {}
    assert shared((domain, one.name) for one in outlets() for domain in one.domains) == {}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.wsj.com/world/russia", "Wall Street Journal"),
        ("m.tribunnews.com", "Tribunnews"),
        ("dunia.tempo.co", "Tempo"),
        ("https://fbeta.republika.co.id/berita/x", "Republika"),
        ("www.uawire.org:443", "UAWire"),
        ("eadaily.com.", "EADaily"),
        ("HTTPS://EN.Kyivindependent.COM", "Kyiv Independent"),
        ("de.euronews.com", "Euronews"),
        ("www.politico.eu", "Politico Europe"),
        ("politico.com", "Politico"),
        ("g1.globo.com", "G1"),
        ("http://user@news.detik.com/a", "Detik"),
        ("//apnews.com/x", "Associated Press"),
    ],
)
def test_an_address_leads_to_its_outlet(address: str, name: str) -> None:
    found = by_domain(address)
    assert found is not None and found.name == name == name_of(address)


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://www.theparknews.com:8080/?p=4860", "theparknews.com"), ("notwsj.com", "notwsj.com"), ("", "")],
)
def test_an_unknown_address_keeps_its_host(address: str, host: str) -> None:
    assert by_domain(address) is None
    assert name_of(address) == host


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the wall street journal", "Wall Street Journal"),
        ("Politico Eropa", "Politico Europe"),
        ("KOMPAS.COM", "Kompas"),
        ("Цензор.НЕТ", "Censor.NET"),
        ("Suddeutsche Zeitung", "Süddeutsche Zeitung"),
        ("Al-Jazeera", "Al Jazeera"),
        ("УНН", "UNN"),
        ("The Hill", "The Hill"),
        ("RFE/RL", "Radio Free Europe/Radio Liberty"),
    ],
)
def test_a_name_leads_to_its_outlet(words: str, name: str) -> None:
    found = by_name(words)
    assert found is not None and found.name == name


def test_short_forms_and_common_words_are_no_names_of_their_own() -> None:
    assert short_forms()["the Journal"] == short_forms()["Journal"] == ("Wall Street Journal",)
    assert short_forms()["BI"] == ("Business Insider",)
    assert by_name("the Journal") is None and by_name("nobody's gazette") is None
    assert by_name("the Times") is None and by_name("The Times") is by_domain("thetimes.com")
    assert outlet_phrases().longest(tokenise("over the hill, BI said, the Journal").words) == []
    assert outlet_phrases().longest(["Hill"]) == []


def test_an_outlet_inside_a_longer_name_is_not_found() -> None:
    found = outlet_phrases().longest(tokenise("menurut CNN Indonesia dan CNN").words)
    assert [match.label for match in found] == ["CNN Indonesia", "CNN"]


@every_party
def test_a_party_is_well_made(party: Party) -> None:
    assert party.kind in KINDS
    assert party.names or party.kind == "political party"
    assert party.country == "" or party.country in COUNTRIES.split()
    for words in (party.names, party.demonyms, party.seats, *(member.names for member in members(party))):
        assert len(set(words)) == len(words)
        assert all(word and word.strip() == word for word in words)
    for person in party.people:
        assert person.names and person.role
        assert DATE.fullmatch(person.since) and DATE.fullmatch(person.until)
        assert not person.until or person.since < person.until


@every_party
def test_a_party_is_identified_by_each_of_its_words(party: Party) -> None:
    for word in (*party.names, *(name for body in party.bodies for name in body.names)):
        found = who(word)
        assert found is not None and found.party == party.name, word
    for person in party.people:
        for name in person.names:
            found = who(name, person.since)
            assert found is not None and (found.party, found.name) == (party.name, person.names[0]), name
            assert found.kind is SourceKind.PERSON and found.role


def test_no_word_belongs_to_two_parties_but_people_who_changed_sides() -> None:
    assert len({one.name for one in parties()}) == len(parties())
    words = (
        (word, one.name)
        for one in parties()
        for group in (one.names, one.demonyms, one.seats, *(body.names for body in one.bodies))
        for word in group
    )
    assert shared(words) == {}
    terms: defaultdict[str, list[tuple[Member, str]]] = defaultdict(list)
    for party in parties():
        for person in party.people:
            for name in person.names:
                terms[name].append((person, party.name))
    for held in terms.values():
        ordered = sorted(held, key=lambda one: one[0].since)
        for (before, _), (after, _) in pairwise(ordered):
            assert before.until and before.until <= after.since, before.names[0]


def test_every_state_of_the_world_has_a_name_in_english_and_indonesian() -> None:
    states = [one for one in parties() if one.kind == "state"]
    assert len({one.country for one in states}) == len(states) >= 195
    found = party_phrases().longest(tokenise("Jerman, Germany, Mesir, Egypt, Jepang, Japan, Belanda").words)
    assert [match.label for match in found][:2] == ["name:German government"] * 2
    assert len(found) == 7


def test_generic_bodies_are_declared_once() -> None:
    assert shared((name.lower(), one.name) for one in generics() for name in one.names) == {}
    assert len({one.name for one in generics()}) == len(generics())
    assert generic_phrases().longest(["foreign", "ministry"])[0].label == "Foreign Ministry"
    assert all(word == word.lower() for word in guards().others | guards().former)


@pytest.mark.parametrize(
    ("mention", "party", "by"),
    [
        ("Presiden Ukraina Volodymyr Zelenskyy", UA, "person"),
        ("президент України Володимир Зеленський", UA, "person"),
        ("Heorhiy Tykhi, juru bicara Kementerian Luar Negeri Ukraina", UA, "person"),
        ("John Kirby, penasihat komunikasi keamanan nasional Gedung Putih", US, "person"),
        ("Menteri Perindustrian Agus Gumiwang Kartasasmita", ID, "person"),
        ("Lithuanian Defence Minister Laurynas Kasčiūnas", "Lithuanian government", "person"),
        ("the State Department", US, "body"),
        ("Departemen Luar Negeri", US, "body"),
        ("Departemen Luar Negeri Ukraina", UA, "body"),
        ("juru bicara Kementerian Luar Negeri Ukraina", UA, "body"),
        ("Russia's defence ministry", RU, "body"),
        ("Japan's foreign ministry", "Japanese government", "body"),
        ("Kedutaan Besar Rusia di Jakarta", RU, "body"),
        ("pejabat militer AS di Kyiv", US, "body"),
        ("Gaza Health Ministry", "Hamas", "body"),
        ("BMKG", ID, "body"),
        ("Germany's chancellor", "German government", "office"),
        ("perdana menteri Jepang", "Japanese government", "office"),
        ("US officials", US, "name"),
        ("senior Ukrainian commander", UA, "demonym"),
        ("an official in Kyiv", UA, "seat"),
        ("Kyiv", UA, "seat"),
        ("the Kremlin", RU, "seat"),
        ("ISW", "Institute for the Study of War", "name"),
        ("Bank of America", "Bank of America", "name"),
        ("PDI-P", "PDI-P", "name"),
    ],
)
def test_a_mention_is_the_voice_of_its_party(mention: str, party: str, by: str) -> None:
    found = who(mention)
    assert found is not None and (found.party, found.by) == (party, by)


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("the Fed", "Federal Reserve"),
        ("Jerome Powell", "Federal Reserve"),
        ("bank sentral AS", "Federal Reserve"),
        ("Ukrainian central bank", "National Bank of Ukraine"),
        ("Egypt's central bank", "Egyptian Central Bank"),
        ("US Supreme Court", "Supreme Court of the United States"),
        ("a court in Moscow", "Russian court"),
        ("KPK", "Corruption Eradication Commission"),
        ("Ukraine's parliament", "Verkhovna Rada"),
    ],
)
def test_central_banks_courts_and_parliaments_speak_for_themselves(mention: str, party: str) -> None:
    found = who(mention)
    assert found is not None and found.party == party


@pytest.mark.parametrize(
    "mention",
    [
        "the Foreign Ministry",
        "Kementerian Luar Negeri",
        "the army",
        "people familiar with the matter",
        "Kyiv Independent",
        "The Jakarta Post",
        "Voice of America",
        "Universitas Indonesia",
        "American newspaper",
        "former US officials",
        "mantan pejabat AS",
        "Hunter Biden",
        "Katy Powell",
        "Jordan Peterson",
        "Paris Saint-Germain",
        "",
    ],
)
def test_a_mention_without_a_party_is_nobodys(mention: str) -> None:
    assert who(mention) is None


def test_one_person_has_one_name_however_it_is_spelt() -> None:
    for spelling in ("Zelensky", "Volodymyr Zelenskiy", "Wolodymyr Selenskyj", "Зеленського", "Zełenski"):
        found = who(spelling)
        assert found is not None and found.name == "Volodymyr Zelensky"
    for spelling in ("Dmytro Lykhoviy", "Likhoviy", "Lykhovii", "Лиховій"):
        found = who(spelling)
        assert found is not None and found.name == "Dmytro Lykhoviy"


def test_an_adviser_is_not_the_one_whom_he_advises() -> None:
    found = who("Zelensky's adviser")
    assert found is not None and found.party == UA and found.kind is not SourceKind.PERSON


@pytest.mark.parametrize(
    ("name", "when", "party"),
    [
        ("Donald Trump", "2024-09", "Republican Party"),
        ("Donald Trump", "2025-03-01", US),
        ("Donald Trump", "", US),
        ("Jens Stoltenberg", "2024-08-14", "NATO"),
        ("Jens Stoltenberg", "2025-06", "Norwegian government"),
        ("Mark Rutte", "2023", "Dutch government"),
    ],
)
def test_a_person_speaks_for_the_party_of_the_day(name: str, when: str, party: str) -> None:
    found = who(name, when)
    assert found is not None and found.party == party


def test_importing_reads_no_file() -> None:
    code = (
        "import saksi.gazetteer.parties as p, saksi.gazetteer.outlets as o, saksi.gazetteer.declarations as d;"
        "assert not d._file.cache_info().currsize and not o.outlets.cache_info().currsize and p.identify"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
