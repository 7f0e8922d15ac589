"""HTML that somebody else wrote, made safe for the page, and headings put in order.

Figures, tables and evidence come from this package, which escapes what it quotes; they are marked as such and pass as
they are. Everything else that is HTML - Markdown typed in a notebook, a table that pandas drew - is rebuilt here from a
short list of elements: what is not on the list is dropped, every element is closed, every text is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape, unescape
from html.parser import HTMLParser

VOID = {"br", "hr", "img"}
ALLOWED = VOID | set(
    "h1 h2 h3 h4 h5 h6 p div span a em strong i b u s del ins mark small sub sup kbd code pre blockquote cite q abbr ul ol li dl dt dd "
    "table caption colgroup col thead tbody tfoot tr th td details summary figure figcaption section aside".split()
)
#: Elements whose text is not meant to be read.
SILENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title", "textarea", "select"}
ATTRIBUTES = {"a": ("href", "title"), "img": ("src", "alt", "title"), "th": ("scope", "colspan", "rowspan"), "td": ("colspan", "rowspan")}
EVERYWHERE = ("class", "dir", "lang")
LINK = re.compile(r"(?:https?:|mailto:|#|[^:]*\Z)", re.IGNORECASE)
EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
HEADING = re.compile(r"<h([1-6])([^<>]*)>(.*?)</h[1-6]>", re.DOTALL)


def clean(html: str) -> str:
    """Only the listed elements and attributes of a piece of HTML, balanced; scripts, styles and handlers are gone.

    Examples
    --------
    >>> clean('<b onclick="x()">5 < 6<script>x()</script>')
    '<b>5 &lt; 6</b>'
    >>> clean('<a href="javascript:x()">more</a><img src="http://example.org/a.png" alt="A map">')
    '<a>more</a><em>A map</em>'
    """
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return cleaner.whole()


def ordered(body: str, title: str) -> tuple[str, list[tuple[str, str]]]:
    """The page with exactly one `h1`, no skipped level and an id on every heading; and its `h2` for the contents.

    Parameters
    ----------
    body
        Balanced HTML.
    title
        The `h1` when the page has none.

    Returns
    -------
    str, list of (id, text)

    Examples
    --------
    >>> ordered("<h1>Who</h1><h4>How often</h4><h1>Again</h1>", "")
    ('<h1 id="who">Who</h1><h2 id="how-often">How often</h2><h2 id="again">Again</h2>', [('how-often', 'How often'), ('again', 'Again')])
    """
    if not re.search(r"<h1[\s>]", body):
        body = f"<h1>{escape(title)}</h1>\n{body}"
    above, contents = 0, []
    seen: set[str] = set()

    def place(match: re.Match) -> str:
        nonlocal above
        level = 1 if above == 0 else max(2, min(int(match[1]), above + 1))
        above, words = level, re.sub(r"<[^<>]*>", "", match[3])
        name = _unique(_slug(unescape(words)), seen)
        if level == 2:
            contents.append((name, words))
        kept = re.sub(r'\sid="[^"]*"', "", match[2])
        return f'<h{level} id="{name}"{kept}>{match[3]}</h{level}>'

    return HEADING.sub(place, body), contents


class _Cleaner(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in SILENT:
            self.silent += 1
        elif not self.silent and tag in ALLOWED:
            self.pieces.append(_image(dict(attrs)) if tag == "img" else f"<{tag}{_kept(tag, attrs)}>")
            if tag not in VOID:
                self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif not self.silent and tag in self.open:
            while (inner := self.open.pop()) != tag:
                self.pieces.append(f"</{inner}>")
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.silent:
            self.pieces.append(escape(data, quote=False))

    def whole(self) -> str:
        return "".join([*self.pieces, *(f"</{tag}>" for tag in reversed(self.open))])


def _kept(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    names = (*ATTRIBUTES.get(tag, ()), *EVERYWHERE)
    kept = {name: value or "" for name, value in attrs if name in names}
    if not LINK.match(kept.get("href", "").strip()):
        del kept["href"]
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())


def _image(attrs: dict[str, str | None]) -> str:
    source, alt = attrs.get("src") or "", attrs.get("alt") or ""
    # The page fetches nothing, so a picture that lies elsewhere can only be named.
    if not EMBEDDED.match(source):
        return f"<em>{escape(alt, quote=False)}</em>" if alt else ""
    return f'<img src="{escape(source)}" alt="{escape(alt)}">'


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"\W+", "-", plain).strip("-") or "section"


def _unique(name: str, seen: set[str]) -> str:
    number, tried = 2, name
    while tried in seen:
        tried, number = f"{name}-{number}", number + 1
    seen.add(tried)
    return tried
