"""Pages are fetched politely, from the public net only, and no server can make a request last or grow without end."""

from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi import __version__
from saksi.collect.addresses_allowed import is_public, resolve
from saksi.collect.fetch import Fetcher, FetchError, Limits
from serving import Answer, Site, Time, answer, fetcher_of, serve

PAGE = answer("<p>The bridge at Dellen is closed.", content_type="Text/HTML; charset=KOI8-R", etag='"a1"')
Serve = Callable[..., Site]


@pytest.fixture
def site() -> Iterator[Serve]:
    """Return a function that serves answers until the end of the test."""
    opened = []

    def start(**answers: Answer) -> Site:
        context = serve({f"/{path.replace('__', '.')}": one for path, one in answers.items()})
        opened.append(context)
        return context.__enter__()

    yield start
    for context in opened:
        context.__exit__(None, None, None)


def refusal(url: str, fetcher: Fetcher | None = None) -> str:
    """Return why an address is not fetched, as the user reads it."""
    with pytest.raises(FetchError) as caught:
        (fetcher or fetcher_of()).get(url)
    message = str(caught.value)
    assert "\n" not in message
    return message


def not_called(host: str, port: int) -> list[str]:
    """Stand in for a resolver where nothing is to be looked up."""
    raise AssertionError(f"{host} was looked up")


# What is fetched


def test_a_page_comes_with_what_its_server_says_of_it(site: Serve) -> None:
    found = site(page=PAGE)
    page = fetcher_of().get(found.url("/page"))
    assert page.data == b"<p>The bridge at Dellen is closed."
    assert (page.url, page.status, page.unchanged) == (found.url("/page"), 200, False)
    assert (page.media_type, page.charset, page.etag, page.modified) == ("text/html", "koi8-r", '"a1"', "")
    assert page.captured == "2031-03-05T09:00:01Z"  # a second after robots.txt


def test_the_user_agent_names_saksi_and_who_uses_it(site: Serve) -> None:
    found = site(page=PAGE)
    fetcher_of().get(found.url("/page"))
    assert found.headers[-1]["User-Agent"] == f"Saksi/{__version__}"
    assert Fetcher(about="https://desk.example/robot").agent.endswith("(+https://desk.example/robot)")


def test_the_host_is_told_its_own_name_though_its_address_was_connected_to(site: Serve) -> None:
    found = site(page=PAGE)
    fetcher_of().get(found.url("/page"))
    assert found.headers[-1]["Host"] == f"news.example:{found.port}"


def test_a_page_that_is_still_the_same_is_not_sent_again(site: Serve) -> None:
    def handle(request: BaseHTTPRequestHandler) -> bytes:
        same = request.headers["If-None-Match"] == '"a1"' and request.headers["If-Modified-Since"] == "Tue"
        return answer(status=304, etag='"a1"') if same else PAGE

    found = site(page=handle)
    page = fetcher_of().get(found.url("/page"), etag='"a1"', modified="Tue")
    assert (page.status, page.unchanged, page.data, page.etag) == (304, True, b"", '"a1"')
    assert not fetcher_of().get(found.url("/page")).unchanged


def test_a_page_that_came_packed_is_unpacked(site: Serve) -> None:
    found = site(page=answer(gzip.compress(b"Rain ") + gzip.compress(b"again."), content_encoding="gzip"))
    assert fetcher_of().get(found.url("/page")).data == b"Rain again."


def test_what_no_request_can_carry_is_refused_and_nothing_is_smuggled_in(site: Serve) -> None:
    found = site(page=PAGE)
    with pytest.raises(FetchError):
        fetcher_of().get(found.url("/page"), etag='"a1"\r\nX-Evil: 1')
    assert "is not an address" in refusal(found.url("/page\r\nX-Evil: 1"))
    assert "X-Evil" not in str(found.headers)


# Politeness


def test_robots_are_obeyed_wildcards_too_and_asked_once(site: Serve) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: saksi\nDisallow: /*?print\nAllow: /page\n"
    found = site(robots__txt=answer(rules), page=PAGE, **{"page?print": PAGE})
    fetcher = fetcher_of()
    fetcher.get(found.url("/page"))
    fetcher.get(found.url("/page"))
    assert found.asked == ["/robots.txt", "/page", "/page"]
    found.answers["/other?print"] = PAGE
    assert "its robots.txt asks programs not to read it" in refusal(found.url("/other?print"), fetcher)
    assert "/other?print" not in found.asked


def test_without_robots_all_is_allowed(site: Serve) -> None:
    found = site(page=PAGE)
    assert fetcher_of().get(found.url("/page")).status == 200
    found = site(page=PAGE, robots__txt=answer(status=403))
    assert fetcher_of().get(found.url("/page")).status == 200


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_nothing_is_fetched_while_robots_are_not_to_be_had(site: Serve, status: int) -> None:
    found = site(page=PAGE, robots__txt=answer(status=status))
    message = refusal(found.url("/page"))
    assert message.startswith(found.url("/page"))
    assert f"robots.txt answers {status}" in message
    assert "/page" not in found.asked


def test_robots_are_asked_again_after_a_day_or_ten_minutes_if_they_failed(site: Serve) -> None:
    found, time = site(page=PAGE, robots__txt=answer(status=500)), Time()
    fetcher = fetcher_of(time)
    refusal(found.url("/page"), fetcher)
    found.answers["/robots.txt"] = answer("")
    refusal(found.url("/page"), fetcher)
    time.now += 601
    assert fetcher.get(found.url("/page")).status == 200
    time.now += 86_401
    fetcher.get(found.url("/page"))
    assert found.asked.count("/robots.txt") == 3


def test_robots_of_any_shape_are_harmless(site: Serve) -> None:
    hostile = "User-agent: *\n" + "Disallow: /" + "*a" * 5000 + "b$\n" + "\x00\xff: é\nCrawl-delay: nan\n" * 20_000
    path = "/page?" + "a" * 3900 + "c"
    found = site(robots__txt=answer(hostile), **{path[1:]: PAGE})
    assert fetcher_of().get(found.url(path)).status == 200


def test_a_host_is_asked_one_thing_a_second_and_as_slowly_as_it_wishes(site: Serve) -> None:
    found, time = site(page=PAGE), Time()
    fetcher = fetcher_of(time)
    for _ in range(3):
        fetcher.get(found.url("/page"))
    assert time.waits == [1, 1, 1]  # after robots.txt, and between the pages
    fetcher.get(found.url("/page", "other.example"))
    assert time.waits == [1, 1, 1, 1]  # the other host's robots.txt came at once
    found.answers["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7")
    fetcher.get(found.url("/page", "slow.example"))
    fetcher.get(found.url("/page", "slow.example"))
    assert time.waits[4:] == [1, 7]
    found.answers["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 3600")
    fetcher.get(found.url("/page", "slowest.example"))
    assert "asks for a wait of 3,600 more seconds; try again after it" in refusal(
        found.url("/page", "slowest.example"), fetcher
    )


def test_threads_that_share_a_fetcher_never_ask_a_host_two_things_at_once(site: Serve) -> None:
    inside, most, lock = 0, 0, threading.Lock()

    def handle(request: BaseHTTPRequestHandler) -> bytes:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        threading.Event().wait(0.02)
        with lock:
            inside -= 1
        return PAGE

    found = site(page=handle)
    fetcher = fetcher_of()
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda _: fetcher.get(found.url("/page")), range(6)))
    assert len(pages) == 6
    assert most == 1


@pytest.mark.parametrize(("value", "wait"), [("7", 7), ("Wed, 05 Mar 2031 09:00:31 GMT", 30), ("soon", 5)])
def test_a_busy_host_is_asked_again_when_it_says(site: Serve, value: str, wait: float) -> None:
    busy = iter([answer(status=429, retry_after=value), PAGE])
    found, time = site(page=lambda _: next(busy)), Time()
    assert fetcher_of(time).get(found.url("/page")).status == 200
    assert time.waits == [1, wait]


def test_a_host_that_stays_busy_or_asks_for_hours_is_left_alone(site: Serve) -> None:
    found, time = site(page=answer(status=503), long=answer(status=503, retry_after="7200")), Time()
    fetcher = fetcher_of(time)
    assert "answers 503 (Service Unavailable); try again later" in refusal(found.url("/page"), fetcher)
    assert found.asked.count("/page") == 3
    refusal(found.url("/long"), fetcher)
    assert found.asked.count("/long") == 1
    assert "asks for a wait of 7,200 more seconds" in refusal(found.url("/page"), fetcher)
    assert found.asked.count("/page") == 3
    assert sum(time.waits) < 60


# Redirects


def test_redirects_are_followed_and_the_last_address_is_the_page_s(site: Serve) -> None:
    found = site(old=answer(status=301, location="/new"), new=answer(status=302, location="page"), page=PAGE)
    assert fetcher_of().get(found.url("/old#part")).url == found.url("/page")


def test_redirects_end(site: Serve) -> None:
    found = site(round=answer(status=302, location="/round"), lost=answer(status=302))
    assert "is redirected more than 5 times" in refusal(found.url("/round"))
    assert found.asked.count("/round") == 6
    assert "answers 302 without saying where the page is" in refusal(found.url("/lost"))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("ftp://news.example/page", "is not an address of the web"),
        ("file:///etc/passwd", "is not an address of the web"),
        ("http://[::1", "is not an address"),
        ("http://mira:secret@news.example/", "holds a name or a password"),
        ("http://mail.example:25/", "is not on the public net"),
        ("http://inside.example/", "inside.example is 10.0.0.5, which is not on the public net"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not on the public net"),
    ],
)
def test_a_redirect_is_checked_as_any_address(site: Serve, target: str, words: str) -> None:
    found = site(page=answer(status=302, location=target))
    public = {"news.example": "127.0.0.1", "inside.example": "10.0.0.5", "mail.example": "10.0.0.25"}
    fetcher = _allowing_loopback(public)
    message = refusal(found.url("/page"), fetcher)
    assert words in message
    assert "secret" not in message


def _allowing_loopback(names: dict[str, str]) -> Fetcher:
    """Return a fetcher that takes loopback for public, and refuses what else is private."""

    class Loopback(Fetcher):
        def _request(self, address: Any, headers: Any) -> Any:
            self._allow_private = address.host == "news.example"
            return super()._request(address, headers)

    clock = Time().clock()
    return Loopback(clock=clock, resolver=lambda host, port: [names.get(host, host)])


def test_the_robots_of_a_redirect_s_target_are_obeyed(site: Serve) -> None:
    def robots(request: BaseHTTPRequestHandler) -> bytes:
        closed = request.headers["Host"].startswith("closed")
        return answer("User-agent: *\nDisallow: /") if closed else answer("")

    found = site(robots__txt=robots, secret=PAGE)
    found.answers["/page"] = answer(status=302, location=found.url("/secret", "closed.example"))
    assert "its robots.txt asks programs not to read it" in refusal(found.url("/page"))
    assert "/secret" not in found.asked


# Addresses

PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.192", "192.168.1.1", "192.88.99.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1", "not an address", "",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_a_private_net_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_public_for_being_wrapped(inner: IPv4Address) -> None:
    wrapped = (0xFFFF << 32, 0x64FF9B << 96, int(IPv6Address("2002::")))
    for prefix in wrapped[:2]:
        assert not is_public(str(IPv6Address(prefix | int(inner)))) or is_public(str(inner))
    assert not is_public(str(IPv6Address(wrapped[2] | int(inner) << 80))) or is_public(str(inner))


SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0", "127.0.0.1.",
    "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "127。0。0。1", "[::]",
    "169.254.169.254", "0xa9fea9fe", "[fe80::1]", "10.0.0.1", "3232235777",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_an_address_of_this_machine_is_refused_however_it_is_spelled(host: str) -> None:
    """The system's own resolver reads these, and asks no network for them."""
    message = refusal(f"http://{host}/page", Fetcher(clock=Time().clock(), resolver=resolve))
    assert any(why in message for why in ("is not on the public net", "no address is known for", "is not an address"))


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST", "router.home.arpa", "wpad"])
def test_a_name_is_as_private_as_its_address(host: str) -> None:
    fetcher = Fetcher(clock=Time().clock(), resolver=lambda host, port: ["127.0.0.1"])
    assert (
        "is 127.0.0.1, which is not on the public net; allow private addresses to read it (--allow-private)"
        in refusal(f"http://{host}/", fetcher)
    )


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    fetcher = Fetcher(clock=Time().clock(), resolver=lambda host, port: ["8.8.8.8", "192.168.0.7"])
    assert "news.example is 192.168.0.7, which is not on the public net" in refusal("https://news.example/", fetcher)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that is public when it is looked up, and private a moment later, is never looked up again."""
    answers = iter([["8.8.8.8", "9.9.9.9"], ["127.0.0.1"]])
    connected: list[tuple[str, int]] = []

    def connect(self: Any, host: str, port: int, *_: Any) -> Any:
        connected.append((host, port))
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    message = refusal(
        "https://rebind.example/", Fetcher(clock=Time().clock(), resolver=lambda host, port: next(answers))
    )
    assert connected == [("8.8.8.8", 443), ("9.9.9.9", 443)]
    assert "its server cannot be reached" in message


def test_the_certificate_is_asked_of_the_host_not_of_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str | None] = []

    class Stream(httpcore.NetworkStream):
        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            assert ssl_context.check_hostname and ssl_context.verify_mode == ssl.CERT_REQUIRED
            names.append(server_hostname)
            raise httpcore.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed")

        def close(self) -> None:
            pass

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *_: Stream())
    fetcher = Fetcher(clock=Time().clock(), resolver=lambda host, port: ["8.8.8.8"])
    assert "its certificate is not valid" in refusal("https://news.example/", fetcher)
    assert names == ["news.example"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "is not an address of the web; write one that begins with https://"),
        ("news.example/page", "is not an address of the web"),
        ("file:///etc/passwd", "is not an address of the web"),
        ("javascript:alert(1)", "is not an address of the web"),
        ("http://", "is not an address of the web"),
        ("http://[::1", "is not an address"),
        ("http://news.example:99999999/", "port 99999999 is not one of the web"),
        ("http://news.example:22/", "port 22 is not one of the web"),
        ("http://mira:secret@news.example/", "its address holds a name or a password, and Saksi sends none"),
        ("http://①②⑦.0.0.1/", "is not an address"),
        ("http://mira:secret@[::1", "is not an address"),
        ("http://news.example/" + "a" * 70_000, "is not an address"),
        ("http://news.example/" + "a" * 4000, "is longer than 4,000 characters; correct it"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_before_anything_is_asked(url: str, words: str) -> None:
    message = refusal(url, Fetcher(clock=Time().clock(), resolver=not_called))
    assert words in message
    assert "secret" not in message
    assert len(message) < 400


def test_a_host_without_an_address_is_named() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    message = refusal("https://nowhere.example/", Fetcher(clock=Time().clock(), resolver=nobody))
    assert message == (
        "https://nowhere.example/: no address is known for nowhere.example; check the spelling and the connection"
    )


# Servers that lie, break and drip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer(status=404), "answers 404 (Not Found): the page is not there; check the address"),
        (answer(status=403), "answers 403 (Forbidden): the site does not let programs read it"),
        (answer(status=410), "answers 410 (Gone): the page was taken down"),
        (answer(status=500), "answers 500 (Internal Server Error): the site has a fault; try again later"),
        (answer(status=799), "answers 799: the site has a fault"),
        (answer(b"abc", content_length="100"), "its server broke off before the end; try again later"),
        (answer(b"abc", content_length="99000000000"), "is 99000000000 bytes long, more than 1,000,000"),
        (answer(b"abc", content_length="-1"), "its server does not speak HTTP as it should"),
        (answer(b"x" * 1_000_001), "is 1000001 bytes long, more than 1,000,000"),
        (answer(gzip.compress(b"0" * 50_000_000), content_encoding="gzip"), "is larger than 1,000,000 bytes"),
        (answer(gzip.compress(b"page")[:-9], content_encoding="gzip"), "ends in the middle of its compressed data"),
        (answer(b"page", content_encoding="gzip"), "is not the gzip that it says it is"),
        (answer(b"page", content_encoding="br"), "is compressed as 'br', which was not asked for"),
        (answer(zlib.compress(b"page"), content_encoding="gzip, gzip"), "is compressed as 'gzip, gzip'"),
        (b"SSH-2.0-OpenSSH_9\r\n\r\n", "its server does not speak HTTP as it should"),
        (b"", "its server does not speak HTTP as it should"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "its server broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "its server does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", "its server does not speak HTTP as it should"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1_000_001, "is larger than 1,000,000 bytes, and was given up there"),
    ],
    ids=lambda one: one if isinstance(one, str) else "given",  # what is packed holds the time
)
def test_a_bad_answer_is_one_clear_line(site: Serve, given: bytes, words: str) -> None:
    found = site(page=given)
    message = refusal(found.url("/page"), fetcher_of(limits=Limits(largest=1_000_000)))
    assert message.startswith(found.url("/page") + ": ")
    assert words in message


def test_a_length_that_is_too_short_ends_the_page_there(site: Serve) -> None:
    found = site(page=answer(b"The bridge is closed. And more.", content_length="21"))
    assert fetcher_of().get(found.url("/page")).data == b"The bridge is closed."


@pytest.mark.parametrize("begun", [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "body"])
def test_a_server_that_drips_is_given_up(site: Serve, begun: bytes) -> None:
    """The clock goes a second each time that it is looked at, which is once for each byte."""
    stop = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> bytes:
        request.wfile.write(begun)
        while not stop.wait(0.001):
            request.wfile.write(b"a")
            request.wfile.flush()
        return b""

    found = site(page=drip)
    try:
        message = refusal(found.url("/page"), fetcher_of(Time(step=1), Limits(total=30)))
    finally:
        stop.set()
    assert "did not come within 30 seconds; try again later" in message


def test_a_server_that_says_nothing_is_given_up(site: Serve) -> None:
    stop = threading.Event()

    def silent(request: BaseHTTPRequestHandler) -> bytes:
        stop.wait(30)
        return b""

    found = site(page=silent)
    try:
        assert "its server stopped sending" in refusal(found.url("/page"), fetcher_of(limits=Limits(read=0.05)))
    finally:
        stop.set()


def test_a_port_that_nobody_listens_on_is_one_clear_line(site: Serve) -> None:
    with serve({}) as found:
        url = found.url("/page")
    assert "its server cannot be reached; check the address and the connection" in refusal(url)
