from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reporting.clean import ALLOWED, VOID, clean, ordered


class Seen(HTMLParser):
    """The elements of a text, whether they are balanced, its attributes and its words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open, self.words, self.balanced = set(), set(), [], "", True
        self.feed(html)
        self.close()
        self.balanced &= not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= set(attrs)
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


# --- a toy


def test_what_is_on_the_list_stays():
    html = '<table class="t"><tr><th scope="row">Zenda</th><td colspan="2">a <b>&lt;b&gt;</b></td></tr></table>'
    assert clean(html) == html


# --- laws

PIECES = st.sampled_from('<b> </b> <p> </p> <script> </script> <svg/onload=x> <td> <!--c--> <a/href=x:y> &lt; < > a " <br>'.split())


@given(st.lists(PIECES).map("".join))
def test_the_result_is_balanced_and_holds_only_listed_elements(html):
    seen = Seen(clean(html))
    assert seen.balanced
    assert seen.tags <= ALLOWED


@given(st.lists(PIECES).map("".join))
def test_cleaning_twice_changes_nothing_more(html):
    assert clean(clean(html)) == clean(html)


# --- feared mistakes


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT\n>alert(1)</SCRIPT>",
        "<style>* { display: none }</style>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<script>alert(1)",
        '<meta http-equiv="refresh" content="0;url=http://example.org">',
        '<base href="http://example.org/"><link rel="stylesheet" href="http://example.org/a.css">',
        '<form action="http://example.org"><input name="a"></form>',
    ],
)
def test_nothing_that_runs_loads_or_leads_away_is_left(html):
    assert clean(html) == ""


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<p onclick="alert(1)" style="x">a</p>', "<p>a</p>"),
        ('<a href=" JavaScript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="java&#115;cript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="https://example.org/?a=1&amp;b">a</a>', '<a href="https://example.org/?a=1&amp;b">a</a>'),
        ('<a href="#ev-1">a</a><a href="tables/a.csv">b</a>', '<a href="#ev-1">a</a><a href="tables/a.csv">b</a>'),
        ('<img src="data:image/svg+xml;base64,AAAA" alt="a">', "<em>a</em>"),
        ('<img src="data:image/png;base64,AAAA" alt="a">', '<img src="data:image/png;base64,AAAA" alt="a">'),
        ("</div></main>a", "a"),
        ("<b>a", "<b>a</b>"),
        ("<i><b>a</i>b", "<i><b>a</b></i>b"),
    ],
)
def test_handlers_foreign_addresses_and_loose_ends_are_gone(html, cleaned):
    assert clean(html) == cleaned


# --- headings


def test_headings_come_in_order_with_one_first_and_an_id_each():
    body, contents = ordered("<h1>Who</h1><h4>How <em>often</em></h4><h2>When</h2><h2>When</h2><h1>Where</h1>", "")
    assert body == (
        '<h1 id="who">Who</h1><h2 id="how-often">How <em>often</em></h2><h2 id="when">When</h2><h2 id="when-2">When</h2>'
        '<h2 id="where">Where</h2>'
    )
    assert [name for name, _ in contents] == ["how-often", "when", "when-2", "where"]


def test_a_page_without_a_title_gets_one():
    assert ordered("<p>a</p>", "mine & yours")[0].startswith('<h1 id="mine-yours">mine &amp; yours</h1>')


def test_a_persian_heading_has_a_readable_place():
    assert ordered("<h1>چه کسی؟</h1>", "")[0] == '<h1 id="چه-کسی">چه کسی؟</h1>'
