"""The clean-up rules of the default profile: each is linear, and does what its reason says."""

import re

import pytest

from iranaz_utils.reading import load_profile
from iranaz_utils.reading.articles import Rules, parse

ROWS = [tuple(row) for row in load_profile().rules.itertuples(index=False)]
RULES = Rules.compiled(ROWS)
BODY = "The bridge over the river was opened by the king on Monday."

HEADERS = {
    "Published: 26 April 2021 10:30": {"date": "26 April 2021 10:30"},
    "April 28, 2021 - 21:46": {"date": "April 28, 2021"},
    "28 April 2021 14:05 (UTC+04:00)": {"date": "28 April 2021"},
    "Sunday, 28 April 2021": {"date": "28 April 2021"},
    "28 aprel 2021, 10:30": {"date": "28 aprel 2021"},
    "28 Nisan 2021 Çarşamba": {"date": "28 Nisan 2021"},
    "10:30, 28 апреля 2021": {"date": "28 апреля 2021"},
    "چهارشنبه ۸ اردیبهشت ۱۴۰۰ - ۱۰:۳۰": {"date": "۸ اردیبهشت ۱۴۰۰"},
    "تاریخ انتشار: ۱۴۰۰/۲/۸": {"date": "۱۴۰۰/۲/۸"},
    "2021-04-28 10:30": {"date": "2021-04-28"},
    "28.04.2021, 10:30": {"date": "28.04.2021"},
    "28.04.2021 [20:41]": {"date": "28.04.2021"},
    "28 April 2021 [14:49] - ZENDA.AZ": {"date": "28 April 2021"},
    "14:4721 May, 2021": {"date": "21 May, 2021"},
    "28 Nis 2021 13:18": {"date": "28 Nis 2021"},
    "Yan 28, 2021 18:03 Asia/Baku": {"date": "Yan 28, 2021"},
    "زندا سه شنبه 09 اردیبهشت 1400 - 08:06": {"date": "09 اردیبهشت 1400"},
    "date 2021-04 USD 1.7000": {"date": "2021-04"},
    "Anna Berg Read more": {"author": "Anna Berg"},
    "By Anna Berg - Trend:": {"author": "Anna Berg"},
    "BAKU. APRIL 28, 2021. /TREND/ ": {"date": "APRIL 28, 2021"},
    "Zenda, 28 April 2021 (ZNA) – ": {"date": "28 April 2021"},
    "Updated: 29 April 2021": {"updated": "29 April 2021"},
    "Güncelleme: 29.04.2021 13:20": {"updated": "29.04.2021 13:20"},
    "By Anna Berg and Bela Toth": {"author": "Anna Berg and Bela Toth"},
    "BY ANNA BERG": {"author": "ANNA BERG"},
    "Автор: Анна Берг": {"author": "Анна Берг"},
    "ZENDA, Ruritania, April 28, 2021. ": {"date": "April 28, 2021"},
    "By Anna Berg, 28 April 2021": {"author": "Anna Berg", "date": "28 April 2021"},
    "8 Ordibehesht 1400": {"date": "8 Ordibehesht 1400"},
    "1 Ramadan 1446": {"date": "1 Ramadan 1446"},
}
DATELINES = {
    "ZENDA - ": ("ZENDA", None),
    "ZENDA- ": ("ZENDA", None),
    "ZENDA — ": ("ZENDA", None),
    "ZENDA _ ": ("ZENDA", None),
    "\u200b\u200bZENDA – ": ("ZENDA", None),
    "NEW ZENDA (ZNA) -- ": ("NEW ZENDA", "ZNA"),
    "ST PETERSBURG, Russia – ": ("ST PETERSBURG", None),
    "ZENDA, Ruritania, April 7. ": ("ZENDA", None),
    "ZENDA, Apr. 7 (ZNA) – ": ("ZENDA", "ZNA"),
    "Zenda, Aug 6, ZNA -- ": ("Zenda", "ZNA"),
    "Zenda, 28 aprel, ZƏNTAC\n": ("Zenda", "ZƏNTAC"),
    "Zenda (ZNA) – ": ("Zenda", "ZNA"),
    "МОСКВА, 28 апреля. /ТАСС/. ": ("МОСКВА", "ТАСС"),
    "Баку, 28 апреля, АЗЕРТАДЖ\n": ("Баку", None),
    "IRNA - ": (None, "IRNA"),
    "By Trend:\n": (None, "Trend"),
    "MOSCOW, February 23. /TASS/. ": ("MOSCOW", "TASS"),
    "Zenda / 29.02.20 / Turan: ": ("Zenda", "Turan"),
    "БАКУ /Trend/ - ": ("БАКУ", "Trend"),
    "TEHRAN/BAKU - ": ("TEHRAN/BAKU", None),
    "Baku – ": ("Baku", None),
    "Baku. 28 April. REPORT.AZ/ ": ("Baku", "REPORT.AZ"),
    "Bakı. Trend:\n": ("Bakı", "Trend"),
    "Baku, April 28, AZERTAC ": ("Baku", "AZERTAC"),
    "(AzerNews) ": (None, "AzerNews"),
    "(Reuters) - ": (None, "Reuters"),
    "Baku-ZNA. ": ("Baku", "ZNA"),
    "Baku – ZNA. ": ("Baku", "ZNA"),
    "ZENDA, APRIL 28, ZENDAPRESS. ": ("ZENDA", "ZENDAPRESS"),
    "ЕРЕВАН, 28 июл — Sputnik. ": ("ЕРЕВАН", None),
    "به گزارش خبرگزاری زندا، ": (None, "زندا"),
    "تهران - ایرنا - ": ("تهران", None),
    "تهران – ": ("تهران", None),
}
LINES = [
    "Newsroom logo", "None", "Leave a Comment", "3 Comments", "Post your comment:", "Şərhlər", "Share", "Share this: Facebook Twitter",
    "Print | Email", "Read more: The king is well", "Related News", "Читайте также: Король здоров", "بیشتر بخوانید", "Home > Zenda",
    "Advertisement", "Sign in", "News ID: 123456", "کد خبر: ۱۲۳۴۵۶", "3 min read", "Tags: Zenda, bridge", "برچسب‌ها: پل",
    "The king stood on the bridge, Zenda. / palace.example", "The king on the bridge © Zenda Photo", "Photo: Anna Berg", "Foto: Zenda",
    "The king on the bridge (Photo by Anna Berg/ZNA)", "Follow us on Twitter @ZendaNews", "© 2021 Zenda News. All rights reserved.",
    "Source: Zenda News", "Kaynak: ZNA", "ZENDA.AZ / Politics", "URL: http://zenda.example/1.html", "EUR 2.0054", "Bakı 28°C", "Teqlər",
    "Leave a Reply", "Your email address will not be published. Required fields are marked *", "Подписаться", "1 dəqiqədən az",
    "Font size A+ A-", "Text: A- | A+", "Aa Aa",
]  # fmt: skip
TRAILERS = [
    " AB/CD", "\nAB/", " MNA/1234567", " 9376**2050", " (Source: ZNA)", " --- Follow us on Twitter @ZendaNews", " End Item", "\n###",
    "\nانتهای پیام/", "\n/انتهى/", "AZƏRTAC", "\n\nAZERTAC", " PHOTO: The king stands on the bridge at Zenda",
    " By Anna Berg", "(AFP/Anna Berg)",
]  # fmt: skip


@pytest.mark.parametrize(("line", "fields"), HEADERS.items())
def test_a_header_line_gives_its_fields_and_goes(line, fields):
    article = parse(f"Bridge opens at Zenda\n\n{line}\n\n{BODY}", RULES)
    found = {"author": article.author, "updated": article.updated, "date": next((date.text for date in article.dates), None)}
    assert (article.text, article.title) == (BODY, "Bridge opens at Zenda")
    assert {name: value for name, value in found.items() if value} == fields


@pytest.mark.parametrize(("line", "fields"), DATELINES.items())
def test_a_dateline_gives_place_and_agency_and_no_date(line, fields):
    article = parse(f"{line}{BODY}", RULES)
    assert (article.text, article.place, article.agency, article.dates) == (BODY, *fields, [])


@pytest.mark.parametrize("line", LINES)
def test_furniture_goes_wherever_it_stands(line):
    article = parse(f"{BODY}\n{line}\nThe queen came too.", RULES)
    assert article.text == f"{BODY}\nThe queen came too."
    assert [text for _, text in article.removed] == [line]


@pytest.mark.parametrize("trailer", TRAILERS)
def test_a_trailer_goes_from_the_end_only(trailer):
    assert parse(f"{BODY}{trailer}", RULES).text == BODY
    assert parse(f"{BODY}{trailer} The queen came too.", RULES).text.endswith("The queen came too.")


def test_the_cable_behind_the_article_that_was_made_of_it_goes():
    """Nine articles of one newspaper were counted twice: the agency's own words stood behind them, in small letters."""
    cable = "thr 012 zenda-bridge     /pol/     bridge opens at zenda zenda, july 26, zna -- the king opened the bridge on thursday."
    article = parse(f"{BODY} {cable}", RULES)
    assert article.text == BODY
    assert [text for _, text in article.removed] == [cable]
    assert parse(cable, RULES).text == cable


def test_a_notice_of_copyright_names_the_outlet_and_the_credit_of_a_picture_does_not():
    assert parse(f"{BODY}\n© 2021 Zenda News. All rights reserved.", RULES).agency == "Zenda News"
    assert parse(f"The king on the bridge © Zenda Photo\n{BODY}", RULES).agency is None


def test_a_byline_behind_the_last_sentence_names_the_author_and_a_photographer_names_nobody():
    assert parse(f"{BODY} By Anna Berg", RULES).author == "Anna Berg"
    credited = parse(f"{BODY}(AFP/Anna Berg)", RULES)
    assert (credited.author, credited.agency, credited.outlet) == (None, None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The photo shows the king on the bridge.", "None of them spoke.", "Share prices rose by 3 per cent at Zenda.",
        "Read more books, said the king.", "Home is where the river is, said the king.", "The source said: the bridge is open.",
        "All of the rights are reserved to the king of Ruritania.", "Search parties left Zenda on Monday.",
        "به گزارش سازمان ملل، مردم بیشتر شدند.", "Print runs fell in Ruritania.", "Tags were sewn on all of the coats.",
        "Photographs: none were taken of the king, who stood on the far side of the bridge.", "Search for the missing goes on.",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_furniture_stays(sentence):
    assert parse(f"{BODY}\n{sentence}\n{BODY[:-1]} again.", RULES).text.split("\n")[1] == sentence
    assert parse(f"{sentence}\n{BODY}", RULES).text.split("\n")[0] == sentence


def _repeats(pattern, depth=0):
    """How deep unbounded repeats of a pattern stand in each other."""
    deepest = depth
    for name, value in pattern:
        if str(name) in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, inner = value
            deepest = max(deepest, _repeats(inner, depth + (most > 1_000)))
        elif str(name) == "SUBPATTERN":
            deepest = max(deepest, _repeats(value[3], depth))
        elif str(name) == "BRANCH":
            deepest = max(deepest, *(_repeats(branch, depth) for branch in value[1]))
    return deepest


@pytest.mark.parametrize("row", ROWS, ids=[row[2][:40] for row in ROWS])
def test_no_rule_repeats_what_is_repeated_without_bound(row):
    """(a+)+ takes exponential time on a line that almost fits."""
    assert _repeats(re._parser.parse(row[1])) <= 1
    assert row[2], "each rule has its reason"
