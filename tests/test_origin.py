"""What a page declares as its origin is read from its edges, and what merely names an outlet is not."""

import pytest

from saksi.model import Edge, Report
from saksi.reading.reader import read
from saksi.tracing.trace import trace

_STORY = {
    "en": "The governor of Tamarac said on Monday that the bridge would open in June. Work began in March, and 14 men "
    "were hurt in a fall. The council will vote on the cost next week.",
    "id": "Gubernur Segara mengatakan pada Senin bahwa jembatan itu akan dibuka pada bulan Juni. Pekerjaan dimulai "
    "pada Maret, dan 14 orang terluka. Dewan akan memberikan suara pekan depan.",
    "uk": "Губернатор області заявив у понеділок, що міст відкриють у червні. Роботи почалися в березні, постраждали "
    "14 людей. Рада голосуватиме наступного тижня.",
    "ru": "Губернатор области заявил в понедельник, что мост откроют в июне. Работы начались в марте, пострадали 14 "
    "человек. Совет проголосует на следующей неделе.",
}


def _origin(language: str, form: str) -> list[str]:
    text = form.replace("*", _STORY[language])
    report = Report(text, "https://hill-echo.example/1", "Hill Echo", language, "2031-05-05")
    return [hop.source.name for hop in read(report).origin]


@pytest.mark.parametrize(
    "language, form, outlet",
    [
        ("en", "*\n\nOriginal: Reuters", "Reuters"),
        ("en", "*\n\nThis article first appeared in The Guardian.", "The Guardian"),
        ("en", "*\n\nThis article was originally published in the Calder Post on May 4.", "Calder Post"),
        ("en", "*\n\nRead the original at Business Insider.", "Business Insider"),
        ("en", "*\n\nRepublished with permission from The Guardian.", "The Guardian"),
        ("en", "By Reuters\n\n*", "Reuters"),
        ("en", "By Ana Lind, Associated Press\n\n*", "Associated Press"),
        ("en", "Ana Lind | The Guardian\n\n*", "The Guardian"),
        ("en", "(With inputs from Reuters)\n\n*", "Reuters"),
        ("en", "*\n\n© 2031 Reuters. All rights reserved.", "Reuters"),
        ("en", "*\n\nCopyright © 2031 The New York Times Company", "New York Times"),
        ("en", "LONDON (Reuters) - *", "Reuters"),
        ("en", "*\n\nReuters could not independently verify the report.", "Reuters"),
        ("id", "*\n\n(Sumber: Antara)", "Antara"),
        ("id", "*\n\nArtikel asli: Tempo", "Tempo"),
        ("id", "*\n\nArtikel ini pertama kali terbit di Tempo.", "Tempo"),
        ("id", "Oleh Reuters\n\n*", "Reuters"),
        ("id", "JAKARTA, KOMPAS.com - *", "Kompas"),
        ("id", "TEMPO.CO, Jakarta - *", "Tempo"),
        ("id", "*\n\nCopyright © ANTARA 2031", "Antara"),
        ("id", "*\n\nReuters tidak dapat memverifikasi laporan itu secara independen.", "Reuters"),
        ("uk", "*\n\nОригінал: Українська правда", "Ukrainska Pravda"),
        ("uk", "*\n\nЦя стаття вперше опублікована в The Guardian.", "The Guardian"),
        ("uk", "КИЇВ. УНН. *", "UNN"),
        ("uk", "*\n\n© 2031 Укрінформ", "Ukrinform"),
        ("uk", "*\n\nReuters не змогло незалежно перевірити це повідомлення.", "Reuters"),
        ("ru", "*\n\nМатериал впервые вышел в Forbes.", "Forbes"),
        ("ru", "*\n\nПерепечатано с сайта Коммерсантъ.", "Kommersant"),
        ("ru", "Москва. 4 мая. INTERFAX.RU - *", "Interfax"),
        ("ru", "*\n\n© ТАСС", "TASS"),
        ("ru", "*\n\nReuters не смогло независимо проверить это сообщение.", "Reuters"),
    ],
)
def test_a_declared_origin_is_read(language: str, form: str, outlet: str) -> None:
    assert _origin(language, form) == [outlet]


@pytest.mark.parametrize(
    "language, form",
    [
        ("en", "*\n\n© 2031 Hill Echo. All rights reserved."),
        ("en", "The governor spoke to Reuters\n\n*"),
        ("en", "*\n\n© Reuters / Ana Lind\n\n*"),
        ("en", "* A copyright claim by Reuters against the town was settled in April."),
        ("en", "Inside Reuters\n\n*"),
        ("id", "*\n\nWartawan Reuters hadir di jembatan itu."),
        ("uk", "*\n\nМіст уже знімали журналісти Reuters."),
        ("ru", "*\n\nМост уже снимали журналисты Reuters."),
    ],
)
def test_an_outlet_that_is_merely_named_is_no_origin(language: str, form: str) -> None:
    assert _origin(language, form) == []


def test_a_trace_follows_the_declared_origin_and_not_the_dates() -> None:
    first = Report(_STORY["en"], "https://calder-post.example/1", "Calder Post", "en", "2031-05-06")
    text = f"{_STORY['en']}\n\nThis article first appeared in the Calder Post."
    echo = Report(text, "https://hill-echo.example/1", "Hill Echo", "en", "2031-05-05")
    traces = [one for one in trace([echo, first]) if one.reports == (0, 1)]
    assert traces
    for one in traces:
        assert Edge("report:1", "report:0", "copied") in one.graph.edges
