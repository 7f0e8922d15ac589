"""Which day of publication is read in a web page: by this package, and by htmldate in each of its ways.

    python benchmarks/page_dates.py

The pages are made here, one for each way in which a page states, shows or hides its day, or names another one. A day that is missed leaves
an article undated, which a report counts; a wrong one moves it to another day, which nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

BODY = "<p>The ministers of Ruritania met at the river and opened a new bridge.</p><p>They said that it would be open all year.</p>"
#: What the page is like: what stands in its head, what stands above its article, and its day of publication, if it can be known.
PAGES = {
    "stated in meta": ("<meta property='article:published_time' content='2021-02-04T23:30:00+04:00'>", "", "2021-02-04"),
    "stated in JSON-LD": ("<script type='application/ld+json'>{\"datePublished\": \"2021-02-04T10:00\"}</script>", "", "2021-02-04"),
    "stated in time": ("", "<time datetime='2021-02-04T10:00'>4 Feb</time>", "2021-02-04"),
    "shown in English": ("", "<div class='date'>4 February 2021</div>", "2021-02-04"),
    "shown in figures": ("", "<span class='item-date'>2021-02-04 10:30</span>", "2021-02-04"),
    "shown with points": ("", "<div class='news-date'>04.02.2021 10:30</div>", "2021-02-04"),
    "shown with its name": ("", "<p class='published'>Published: February 4, 2021</p>", "2021-02-04"),
    "shown in Azerbaijani": ("", "<div class='date'>4 fevral 2021, 10:30</div>", "2021-02-04"),
    "shown in Russian": ("", "<div class='date'>4 февраля 2021, 10:30</div>", "2021-02-04"),
    "shown in Persian": ("", "<div class='item-date'>۱۶ بهمن ۱۳۹۹ - ۱۰:۳۰</div>", "2021-02-04"),
    "shown beside a change": ("<meta property='og:updated_time' content='2021-03-04'>", "<p class='date'>4 Feb 2021</p>", "2021-02-04"),
    "in the address": ("<link rel='canonical' href='https://zenda.example/2021/02/04/bridge'>", "", "2021-02-04"),
    "day or month first": ("", "<div class='date'>03/04/2021</div>", None),
    "a change only": ("<meta property='article:modified_time' content='2021-02-04'>", "", None),
    "a change shown": ("", "<div class='date'>Updated: 4 February 2021</div>", None),
    "a treaty": ("", "<p>Resolution 2231 of 20 July 2015 was the first of many.</p>", None),
    "a treaty in figures": ("", "<p>The treaty of 2015-07-20 was the first of many.</p>", None),
    "an event": ("", "<p>On 3 May 2019 the king opened the first bridge.</p>", None),
    "two times": ("", "<time datetime='2021-02-04'>a</time><time datetime='2021-02-05'>b</time>", None),
    "other articles": ("", "<ul class='related'><li><span class='date'>3 March 2020</span> The king is well</li></ul>", None),
    "the year of the notice": ("", "", None),
}  # fmt: skip


def page(head: str, above: str) -> str:
    """A page with a menu, the article and a notice of copyright."""
    article = f"<article><h1>Bridge opens</h1>{above}{BODY}</article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body><nav>Menu</nav>{article}<footer>© 2024 Zenda News</footer></body></html>"


def ours(markup: str) -> str | None:
    """The day in the documents table."""
    import tempfile
    from pathlib import Path

    from iranaz_utils import load_corpus

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(markup, "utf-8")
        day = load_corpus(folder).documents["date"].iloc[0]
    return None if day != day else day.date().isoformat()


def readers() -> Iterator[tuple[str, Callable[[str], str | None]]]:
    """What is compared."""
    from htmldate import find_date

    yield "this package", ours
    yield "htmldate", find_date
    yield "htmldate, original", partial(find_date, original_date=True)
    yield "htmldate, original, not extensive", partial(find_date, original_date=True, extensive_search=False)


def main() -> None:
    """Read all pages and print how many days are right, missed and wrong."""
    print(f"{'reader':<36}{'right':>6}{'missed':>8}{'wrong':>7}   wrong in")
    for name, read in readers():
        found = {what: (read(page(head, above)), day) for what, (head, above, day) in PAGES.items()}
        missed = [what for what, (got, day) in found.items() if got is None and day]
        wrong = [what for what, (got, day) in found.items() if got is not None and got != day]
        print(f"{name:<36}{len(PAGES) - len(missed) - len(wrong):>6}{len(missed):>8}{len(wrong):>7}   {', '.join(wrong)}")


if __name__ == "__main__":
    main()
