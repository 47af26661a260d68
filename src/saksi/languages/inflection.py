"""Inflect names by the rules of a pack: a list of names then holds base forms only."""

from __future__ import annotations

from collections.abc import Iterator

from saksi.languages.pack import Pack, expand


def forms_of(name: str, pack: Pack) -> Iterator[str]:
    """Yield every form of a name: itself first, then its cases.

    A name with a word of a paradigm ("украинск~adj"), or one in lower case, has only the forms that it says, in lower
    case and with a capital. In any other, every word of the pack's script is inflected in step, and once more the first
    of them alone ("Министерства обороны"). The rules are the pack's section [names] (see `Cases`).
    """
    if "~" in name or (name[0].islower() and pack.capitals):
        for form in expand(name, pack.section("paradigms")):
            yield form
            if form[0].islower():
                yield form[0].upper() + form[1:]
        return
    yield name
    if pack.name_cases:
        yield from _inflected(name, pack)


def _inflected(name: str, pack: Pack) -> Iterator[str]:
    words = name.split()
    cases = [pack.name_cases.of(word) for word in words]
    first = next((at for at, forms in enumerate(cases) if forms), None)
    for case in range(max((len(forms) for forms in cases), default=0)):
        row = [forms[case] if case < len(forms) else word for word, forms in zip(words, cases, strict=True)]
        yield " ".join(row)
        if first is not None and len(words) > 1:
            yield " ".join([*words[:first], row[first], *words[first + 1 :]])
