"""Web pages → the article in them, with the title, author, site and date that the page gives.

trafilatura finds the main text. It drops characters that are not printed, among them the zero-width non-joiner, without which Persian words
are others; here they pass through it as two dashes that no text has. The date is taken from what the page states for machines (`meta`,
JSON-LD, `time`), else from the one day that stands in an element that is named after a date, and from nowhere else: a library that also
looks at the text takes the date of a treaty for that of the article (htmldate, see `benchmarks/page_dates.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from iranaz_utils.reading.dates import read_date
from iranaz_utils.reading.encodings import repaired, sound
from iranaz_utils.reading.records import Problem, Record, Unreadable, too_large

#: The largest page, in bytes; the longest without the pictures in it, in characters; and the most elements among which an article is told
#: from the rest, which takes a second for so many and far longer for more.
MAX_PAGE, MAX_MARKUP, MAX_ELEMENTS = 50_000_000, 10_000_000, 30_000

#: Names under which pages state the day of publication, the surest first.
PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "citation_publication_date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "publish-date", "publish_date", "publishdate", "publication_date", "pubdate", "pub_date", "date",
)  # fmt: skip

_HIDDEN = {"\u200c": "\u2e3b", "\u200d": "\u2e3a"}
_SHIELDS = {ord(hidden): shield for hidden, shield in _HIDDEN.items()}
_ENTITIES = re.compile(r"&(?:(zwnj|#8204|#x200c)|zwj|#8205|#x200d);?", re.IGNORECASE)
_SHORT = 1000  # characters; where little is found, the lines in which it is given cut sentences at each word in bold
_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]{1000,}")
_CHARSET = re.compile(
    rb"""<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w-]{1,40})|charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})""", re.IGNORECASE
)
#: Classes and identifiers of elements that show the day of publication, of those that show another, and what says so in words.
_DATED = re.compile(r"(?:^|[\s_-])(?:date|datetime|pubdate|postdate|newsdate|itemdate|published|publish|tarix|tarih)(?:$|[\s_-])")
_OTHERWISE = re.compile(r"updat|modif|related|sidebar|comment|event|archive|latest|popular|menu|widget|calendar|clock|today|current")
_UPDATED = re.compile(r"updat|modif|güncel|yenilən|обновл|به ?‌?روز", re.IGNORECASE)
_OUTSIDE = frozenset({"nav", "aside", "footer", "form", "table"})
_DAY = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_LONGEST_DATE = 80  # characters, with the hour and the day of the week
_TAG = re.compile(r"</(?:p|div|a|b|i|em|strong|span|li|ul|ol|h[1-6]|blockquote|figure|td|tr|table)>|<br ?/?>", re.IGNORECASE)
_BLOCKS = "p div section article main li dt dd tr td th h1 h2 h3 h4 h5 h6 br blockquote pre figure figcaption".split()
_FURNITURE = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button")


def article(name: str, markup: str, sha256: str) -> Iterator[Record | Problem]:
    """The article in the markup of a page."""
    markup = _ENTITIES.sub(lambda found: _HIDDEN["\u200c" if found[1] else "\u200d"], _PICTURE.sub("", markup)).translate(_SHIELDS)
    if len(markup) > MAX_MARKUP:
        raise too_large(len(markup), MAX_MARKUP)
    tree = parsed(markup)
    days, url, count = list(dict.fromkeys(_days(tree))), _url(tree), sum(1 for _ in tree.iter())
    if count > MAX_ELEMENTS:
        yield Problem(
            name, "warning", f"the page has {count:,} elements, too many to tell an article from the rest", "all its text is read"
        )
    fields = _main(tree) if count <= MAX_ELEMENTS else {}
    main = fields.pop("text", "")
    if len(main) < _SHORT and (_joined(whole := _all_text(parsed(markup))) == _joined(main) or not main):
        main = whole
    fields = {field: _shown(value) for field, value in fields.items()} | ({"url": url} if url else {})
    first, _, rest = (text := _shown(_paragraphs(main))).partition("\n\n")
    text = rest if first == fields.get("title") else text
    if not text:
        raise Unreadable("no article could be told from the page around it", "left out; save its text as .txt")
    if len(days) > 1:
        yield Problem(name, "warning", f"the page states more than one date: {', '.join(days)}", f"{days[0]} taken")
    yield Record(name, text, sha256, fields | ({"date": days[0], "date_from": "html"} if days else {}))


def _main(tree) -> dict[str, str]:
    """The main text of a page, with its title, author and site."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, with_metadata=True, include_comments=False)
    names = {"text": "text", "title": "title", "author": "author", "outlet": "sitename"}
    return {field: value for field, name in names.items() if (value := getattr(found, name, None))}


def _joined(text: str) -> str:
    return "".join(text.split())


def declared(data: bytes) -> str | None:
    """The encoding that a page or an XML file says it is in.

    >>> declared(b'<meta charset="windows-1251">'), declared(b"<p>")
    ('windows-1251', None)
    """
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def parsed(markup: str):
    """The markup as a tree, however broken it is."""
    from lxml import html

    return html.document_fromstring(markup.encode() or b"<p>", parser=html.HTMLParser(encoding="utf-8"))


def _days(tree) -> Iterator[str]:
    """The days of publication that a page states: each kind of statement gives one at most, and what it shows counts if it states none."""
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if (name := (meta.get(key) or "").strip().lower()) and meta.get("content"):
                stated.setdefault(name, meta.get("content"))
    in_meta = (stated[name] for name in PUBLISHED if name in stated)
    days = [_day(value) for values in (in_meta, _linked(tree), _times(tree)) if (value := next(iter(values), None))]
    yield from days or _shown_days(tree)


def _day(value: str) -> str:
    """The day of a date and time, where it is written in the order of ISO 8601; else what is written."""
    found = _DAY.match(value)
    return f"{found[1]}-{found[3]}-{found[4]}" if found else " ".join(value.split())[:60]


def _linked(tree) -> Iterator[str]:
    """The dates of publication in the linked data (JSON-LD) of a page."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                pending = [json.loads(script.text or "", strict=False)]
            except (ValueError, RecursionError):
                continue
            while pending:
                item = pending.pop(0)
                if isinstance(item, dict):
                    if isinstance(published := item.get("datePublished"), str) and published.strip():
                        yield published
                    pending += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
                elif isinstance(item, list):
                    pending += item


def _times(tree) -> Iterator[str]:
    """The date of the `time` element that is marked as the date of publication, or of the only one that there is."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [time for time in times if "datepublished" in (time.get("itemprop") or "").lower() or time.get("pubdate") is not None]
    inside = [time for time in times if any(parent.tag in ("article", "main") for parent in time.iterancestors())]
    for some in (marked, inside, times):
        if some:
            if len({_day(time.get("datetime")) for time in some}) == 1 or some is marked:
                yield some[0].get("datetime")
            return


def _shown_days(tree) -> Iterator[str]:
    """The day in the elements named after a date, if there is one such day and no more: on many pages it stands nowhere else."""
    shown: dict[object, str] = {}
    for element in tree.iter("div", "span", "p", "li", "time", "small", "b", "em", "dd", "td", "abbr"):
        if _is_dated(element) and (written := read_date(text := " ".join(element.text_content().split()))) and len(text) <= _LONGEST_DATE:
            shown[None if _UPDATED.search(text) or written.precision != "day" else written] = text
    if len(shown) == 1 and None not in shown:
        yield from shown.values()


def _is_dated(element) -> bool:
    """Whether an element is named after a date, and neither it nor what it stands in after anything else."""
    named = _named(element)
    return bool(_DATED.search(named)) and not any(
        parent.tag in _OUTSIDE or _OTHERWISE.search(_named(parent)) for parent in (element, *element.iterancestors())
    )


def _named(element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _url(tree) -> str | None:
    """The address that the page gives as its own."""
    found = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    found += [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    return next((url.strip() for url in found if url and re.match(r"\s*https?://\S", url)), None)


def is_marked_up(text: str) -> bool:
    """Whether a text is a piece of a page: it has the tags of paragraphs, links or stresses.

    >>> is_marked_up("<p>The bridge is <b>open</b>.</p>"), is_marked_up("x < y, and <p> is a letter")
    (True, False)
    """
    return "<" in text and len(_TAG.findall(text[:20_000])) > 1


def text_of(markup: str) -> str:
    r"""The text of a piece of a page, an empty line between its paragraphs.

    >>> text_of("<p>The bridge is <b>open</b>.</p><p>It is long &amp; wide.</p>")
    'The bridge is open.\n\nIt is long & wide.'
    """
    return _paragraphs(_all_text(parsed(markup)))


def _all_text(tree) -> str:
    """The text of a page without what stands around articles: for pages in which no article can be told from the rest."""
    body = next(tree.iter("article"), None)
    body = body if body is not None else next(tree.iter("body"), tree)
    for element in list(body.iter(*_FURNITURE)):
        element.drop_tree()
    for element in body.iter(*_BLOCKS):
        element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    return "\n".join(" ".join(line.split()) for line in body.text_content().split("\n"))


def _paragraphs(text: str) -> str:
    """Paragraphs with an empty line between them; the cells of a table parted by tabs."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(line.strip("| ").replace(" | ", "\t") if line.startswith("| ") else line for line in lines if line)


def _shown(text: str) -> str:
    for hidden, shield in _HIDDEN.items():
        text = text.replace(shield, hidden)
    return repaired(sound(text))[0]
