"""What every page keeps to in a browser: axe finds nothing, a phone's width holds it, and hostile reports stay text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browsing import Site, browser, example, needs_chromium, opened, served
from saksi.casebook import Casebook
from saksi.collect import Collected, Raw
from saksi.model import Report

pytestmark = needs_chromium
PATHS = (
    "/",
    "/?language=id&order=new",
    "/claims/{claim}",
    "/reports",
    "/reports/{report}",
    "/reports/{copy}/beside/{original}",
    "/sources",
    "/outlets",
    "/relays",
    "/map",
    "/review",
    "/review?claim={claim}",
    "/review/queue",
    "/search?q=Kursk",
    "/nowhere",
)
SCRIPT = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
HOSTILE = Report(
    f'The council of Orrin approved a bridge {SCRIPT} on Monday, mayor Dario Menk "{SCRIPT}" said.\n\n{SCRIPT}',
    "javascript:window.hit=1",
    f"Quay {SCRIPT}",
    "en",
    "2031-05-06",
    title=f"{SCRIPT}\u202e{{{{ 7 * 7 }}}}",
    byline=SCRIPT,
)


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    path = tmp_path_factory.mktemp("web") / "kursk.saksi"
    path.write_bytes(example().read_bytes())
    with served(path, write=True) as one:
        yield one


@pytest.fixture(scope="module")
def filled() -> dict[str, int]:
    """Return the numbers that stand in addresses: of the loudest claim, a report, and a copy with its original."""
    with Casebook.open(example()) as book:
        copy, original = book.connection.execute("SELECT copy_id, original_id FROM copy LIMIT 1").fetchone()
        return {"claim": book.claims(limit=1)[0].id, "report": 1, "copy": copy, "original": original}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(started: Browser, site: Site, filled: dict[str, int], path: str, scheme: str) -> None:
    known = {"console": False} if path == "/nowhere" else {}
    with opened(started, site, path.format(**filled), color_scheme=scheme, **known) as page:
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_holds_the_page(started: Browser, site: Site, filled: dict[str, int], path: str) -> None:
    known = {"console": False} if path == "/nowhere" else {}
    with opened(started, site, path.format(**filled), viewport={"width": 360, "height": 780}, **known) as page:
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} pixels wide"


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_one_head_and_says_which_it_is(
    started: Browser, site: Site, filled: dict[str, int], path: str
) -> None:
    known = {"console": False} if path == "/nowhere" else {}
    with opened(started, site, path.format(**filled), java_script_enabled=False, **known) as page:
        assert page.locator("h1").count() == 1
        assert page.title().endswith("- Saksi")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, int]]:
    path = tmp_path_factory.mktemp("web") / "hostile.saksi"
    with Casebook.open(path, create=True) as book:
        book.add([Collected(SCRIPT, HOSTILE, Raw(HOSTILE.text.encode(), "text/plain"))], jobs=1)
        claim = book.claims(limit=1)[0].id
    with served(path, write=True) as one:
        yield one, claim


@pytest.mark.parametrize("path", [one for one in PATHS if "copy" not in one])
def test_a_hostile_report_stays_text(started: Browser, hostile: tuple[Site, int], path: str) -> None:
    site, claim = hostile
    known = {"console": False} if path == "/nowhere" else {}
    with opened(started, site, path.format(claim=claim, report=1), **known) as page:
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hit") is None
        assert not page.locator("a[href^='javascript']").count()
        assert "49" not in page.title()


def test_the_text_of_a_hostile_report_is_shown(started: Browser, hostile: tuple[Site, int]) -> None:
    site, _ = hostile
    with opened(started, site, "/reports/1") as page:
        assert SCRIPT in page.locator("main").inner_text()
