"""The HTML document around every page: its head, its style, its contents list."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).parent / "template"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def document(title: str, body: str, *, language: str = "en", contents: Iterable[tuple[str, str]] = (), home: str = "") -> str:
    """A whole HTML document that loads nothing and runs nothing.

    Parameters
    ----------
    title
        Plain text, escaped here.
    body
        HTML, taken as it is.
    language
        ISO 639-1 code of the page; it also gives the direction.
    contents
        Id and HTML text of each `h2`.
    home
        Link back to the overview; none when empty.

    Examples
    --------
    >>> "<title>A &amp; B</title>" in document("A & B", "<h1>A &amp; B</h1>")
    True
    """
    links = "".join(f'<li><a href="#{name}">{text}</a></li>' for name, text in contents)
    return Template((TEMPLATE / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        language=escape(language),
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        style=(TEMPLATE / "page.css").read_text(encoding="utf-8"),
        contents=f'<nav class="contents" aria-label="Contents"><p>Contents</p><ol>{links}</ol></nav>' if links else "",
        home=f'<a href="{escape(home)}">All reports</a>' if home else "",
        body=body,
    )
