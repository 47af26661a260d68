"""What a page says of itself: title, byline, date, language, outlet, its own address, its translations, its origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from saksi.collect.dates import page_date
from saksi.collect.fields import InputError, check_language
from saksi.collect.jsonld import address_of, article_in, names_of, plain, string_of
from saksi.collect.markup import text_of

_DATES = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "date",
)
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_ORIGINS = ("syndication-source", "original-source", "dc.source", "dcterms.source", "source")
_MOST = 2_000  # tags of one kind that are looked at, and other languages that are kept
_LONGEST = 500  # characters of a title, a name or a list of names
_BEFORE_SITE = " |»·•—–-:_｜："  # what stands between a headline and the name of the site
_NO_LANGUAGE = ("und", "mul", "zxx", "mis", "x")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself, "" where it says nothing.

    `body` is its text as its JSON-LD gives it; `article` tells that it calls itself one, `hidden` that it asks search
    engines not to list it, as pages of consent and error do.
    """

    title: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    outlet: str = ""
    canonical: str = ""
    credit: str = ""
    alternates: tuple[str, ...] = ()
    body: str = ""
    article: bool = False
    hidden: bool = False


def said_in(tree: HtmlElement, blocks: Iterable[str], url: str) -> Said:
    """Return what a page says of itself in its tags and in its blocks of JSON-LD; `url` is its address, or ""."""
    metas, article = _metas(tree), article_in(blocks)
    base = _base(tree, url)
    canonical = _canonical(tree, metas, article, base)
    outlet = _outlet(metas, article)
    return Said(
        title=_title(tree, metas, article, outlet),
        byline=_byline(tree, metas, article),
        published=_published(tree, metas, article),
        language=_language(tree, metas, article),
        outlet=outlet,
        canonical=canonical,
        credit=_credit(metas, article, {outlet.lower(), host(url), host(canonical) if not url else ""}),
        alternates=_alternates(tree, base),
        body=text_of(article["articleBody"]) if isinstance(article.get("articleBody"), str) else "",
        article=bool(article) or _is_article(metas),
        hidden="noindex" in metas.get("robots", "").lower(),
    )


def host(url: str) -> str:
    """Return the host of an address without "www." and port, or "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_article(metas: Mapping[str, str]) -> bool:
    return metas.get("og:type", "").endswith(("article", "news")) or "article:published_time" in metas


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta tags by name, property, itemprop or http-equiv; the first of a name counts."""
    found: dict[str, str] = {}
    for _, tag in zip(range(_MOST), tree.iter("meta"), strict=False):
        words = plain((tag.get("content") or "")[: 4 * _LONGEST])
        for key in ("property", "name", "itemprop", "http-equiv"):
            if words and (name := (tag.get(key) or "").strip().lower()):
                found.setdefault(name, words)
    return found


def _base(tree: HtmlElement, url: str) -> str:
    tag = next(tree.iter("base"), None)
    return _joined(url, tag.get("href") or "") if tag is not None else url


def _joined(base: str, link: str) -> str:
    """Return a link as a whole address, or "" if it is none on the web."""
    try:
        whole = urljoin(base, link.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") and host(whole) else ""
    except ValueError:
        return ""


def _links(tree: HtmlElement, rel: str) -> list[HtmlElement]:
    tags = (tag for _, tag in zip(range(_MOST), tree.iter("link"), strict=False))
    return [tag for tag in tags if rel in (tag.get("rel") or "").lower().split()]


def _canonical(tree: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any], base: str) -> str:
    said = [tag.get("href") or "" for tag in _links(tree, "canonical")[:1]] + [metas.get("og:url", "")]
    found = [_joined(base, link) for link in said if link] + [address_of(article.get("mainEntityOfPage"))]
    return next(filter(None, found), "")


def _alternates(tree: HtmlElement, base: str) -> tuple[str, ...]:
    """Return the addresses of the page in other languages; of its own language too, as sites give them."""
    tags = [tag for tag in _links(tree, "alternate") if (tag.get("hreflang") or "x-default").lower() != "x-default"]
    return tuple(dict.fromkeys(link for tag in tags if (link := _joined(base, tag.get("href") or ""))))


def _title(tree: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any], outlet: str) -> str:
    """Return the headline; a name of the site behind it, which titles have for search engines, is taken off."""
    title = string_of(article.get("headline")) or next((metas[name] for name in _TITLES if name in metas), "")
    if not title:
        tag = next(tree.iter("title"), None)
        title = _words(tag) if tag is not None else ""
    if not title:
        heading = next(tree.iter("h1"), None)
        title = _words(heading) if heading is not None else ""
    headline = title[: -len(outlet)] if outlet and title.lower().endswith(outlet.lower()) else ""
    if headline.rstrip(_BEFORE_SITE) and headline[-1] in _BEFORE_SITE:
        title = headline.rstrip(_BEFORE_SITE)
    return title[:_LONGEST]


def _byline(tree: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    """Return who wrote it, the names with commas between; an address of an author's page is no name."""
    names = [name for name in names_of(article.get("author") or article.get("creator")) if "://" not in name]
    if not names:
        names = [words for name in _AUTHORS if (words := metas.get(name, "")) and "://" not in words][:1]
    if not names:
        tagged = tree.xpath('(//*[@rel="author"] | //*[@itemprop="author"] | //address[contains(@class, "author")])[1]')
        names = [_words(tag) for tag in tagged]
    return ", ".join(name for name in names if name)[:_LONGEST]


def _published(tree: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    """Return the first date of publication that is one, by how surely it is that: stated, marked up."""
    said = [string_of(article.get(name)) for name in ("datePublished", "dateCreated", "uploadDate")]
    said += [metas[name] for name in _DATES if name in metas]
    for tag in tree.xpath('(//*[@itemprop="datePublished"])[1] | (//time[@pubdate])[1] | (//article//time)[1]'):
        said += [tag.get("datetime") or "", tag.get("content") or "", _words(tag)]
    return next(filter(None, (page_date(words) for words in said if words)), "")


def _language(tree: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    """Return the language that a page states, or "" if it states two: then one is the template's, and which is open."""
    said = [tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""]
    said += [metas.get("og:locale", ""), string_of(article.get("inLanguage")), metas.get("content-language", "")]
    codes = [code for words in said if (code := _code(words))]
    return codes[0] if len({code.partition("-")[0].lower() for code in codes}) == 1 else ""


def _code(words: str) -> str:
    """Return a language code with hyphens, as BCP 47 has it, or "" if it is none."""
    try:
        code = check_language(words.strip().partition(".")[0].replace("_", "-"))
    except InputError:
        return ""
    first = code.partition("-")[0].lower()
    return "" if first in _NO_LANGUAGE or len(first) > 3 else code


def _outlet(metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    said = [metas.get("og:site_name", ""), string_of(article.get("publisher")), metas.get("application-name", "")]
    return next((words[:_LONGEST] for words in said if words and "://" not in words), "")


def _credit(metas: Mapping[str, str], article: Mapping[str, Any], own: set[str]) -> str:
    """Return the outlet that a page names as its origin, if that isn't itself: a name, or else a host."""
    said: list[str] = []
    for name in ("sourceOrganization", "provider"):
        said.append(string_of(article.get(name)))
    based = article.get("isBasedOn") or article.get("isBasedOnUrl")
    based = based[0] if isinstance(based, list) and based else based
    if isinstance(based, dict):
        said.append(string_of(based.get("publisher") or based.get("provider")))
    said.append(address_of(based) or (based if isinstance(based, str) else ""))
    said += [metas.get(name, "") for name in _ORIGINS]
    names = [host(words) if "://" in words else words for words in said]
    return next((name[:_LONGEST] for name in names if name and name.lower() not in own), "")


def _words(tag: HtmlElement) -> str:
    return " ".join("".join(tag.itertext())[: 4 * _LONGEST].split())
