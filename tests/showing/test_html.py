"""Tables, figures and evidence as HTML."""

from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.showing import figures, html
from iranaz_utils.showing.evidence import LONGEST, context_html, evidence_html, marked, passages, shown_of

HOSTILE = "<script>alert(1)</script>"
DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "title": [None, HOSTILE, None],
        "date": pd.to_datetime(["2031-05-02", "2031-05-01", None]),
        "outlet": ["Zenda News", None, None],
        "side": ["RU", None, None],
        "text": ["The bridge is open. A bridge! It rained.", f"One bridge {HOSTILE} is closed.", "No bridge here."],
    }
)


class Tags(HTMLParser):
    """The names of all elements of a text."""

    def __init__(self, text):
        super().__init__()
        self.names = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)


def _hits(*rows):
    return pd.DataFrame(rows, columns=["key", "doc_id", "start", "end"])


BRIDGES = _hits(("bridge", "a", 4, 10), ("bridge", "a", 22, 28), ("bridge", "b", 4, 10), ("bridge", "c", 3, 9))


def test_the_sentences_behind_a_number_come_from_as_many_articles_as_there_are_and_by_date():
    found = passages(DOCUMENTS, BRIDGES)
    assert found["doc_id"].tolist() == ["b", "a", "c", "a"]
    assert found["text"].tolist()[1::2] == ["The bridge is open.", "A bridge!"]
    assert set(found["of"]) == {4}
    pd.testing.assert_frame_equal(passages(DOCUMENTS, BRIDGES, most=3), found.head(3))


def test_each_sentence_has_its_mark_its_source_and_says_how_many_more_there_are():
    shown = evidence_html(shown_of(passages(DOCUMENTS, BRIDGES)).get("bridge", ()), anchor="ev-t-0", label="bridge")
    assert "The <mark>bridge</mark> is open." in shown
    assert 'Zenda News · 2031-05-02 · RU · <a href="#at-0-0">a</a>' in shown
    assert 'outlet not known · no date · side not known · <a href="#at-2-0">c</a>' in shown
    assert "3 of 4 sentences" in shown
    assert '<ol id="ev-t-0">' in shown


def test_two_marks_in_one_sentence_are_one_passage():
    found = passages(DOCUMENTS, _hits(("x", "a", 0, 3), ("x", "a", 4, 10)))
    assert len(found) == 1
    marks = [(mark["start"], mark["end"]) for mark in found["marks"][0]]
    assert marked(found["text"][0], marks) == "<mark>The</mark> <mark>bridge</mark> is open."


def test_an_article_stands_for_itself_by_its_first_sentence():
    assert passages(DOCUMENTS, _hits(("2031-05", "a", 0, 0)))["text"].tolist() == ["The bridge is open."]


def test_no_hits_are_no_passages():
    assert passages(DOCUMENTS, BRIDGES[:0]).empty
    assert evidence_html(shown_of(passages(DOCUMENTS, BRIDGES)).get("river", ()), anchor="a", label="b") == ""


def test_where_not_all_articles_were_looked_up_no_number_of_sentences_is_claimed():
    """A chip once said "3 of 20 sentences" because the look-up stopped at twenty."""
    found = passages(DOCUMENTS, BRIDGES.assign(articles=8770))
    assert "3 sentences from 8,770 articles" in evidence_html(shown_of(found).get("bridge", ()), anchor="a", label="b")


def test_hostile_text_stays_text_everywhere():
    evidence = evidence_html(shown_of(passages(DOCUMENTS, BRIDGES)).get("bridge", ()), anchor="ev-t-0", label=HOSTILE)
    frame = pd.DataFrame({"term": [HOSTILE], "n": [1]})
    table = html.table_html(frame, name="t", caption=HOSTILE, columns={"term": HOSTILE, "n": "n"})
    compared = html.compare_html(
        {(HOSTILE, HOSTILE): {"n": 1}}, name="t", caption=HOSTILE, groups={HOSTILE: HOSTILE}, columns={"n": HOSTILE}, head="h"
    )
    for part in (evidence, table, compared, html.note_html(HOSTILE), html.said_html(HOSTILE), html.pairs_html({HOSTILE: HOSTILE})):
        assert "script" not in Tags(part).names


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_marking_changes_no_text(text, start, end):
    shown = marked(text, [(start, end)])
    assert shown.replace("<mark>", "").replace("</mark>", "") == marked(text, [])


def test_of_a_very_long_sentence_the_part_around_the_mark_is_shown():
    text = "a" * 5000 + "bridge" + "b" * 5000
    shown = marked(text, [(5000, 5006)])
    assert "<mark>bridge</mark>" in shown
    assert len(shown) < LONGEST + 40


def test_a_row_links_to_its_sentences():
    behind = html.behind_html(passages(DOCUMENTS, BRIDGES), ["a bridge", "a river"], html.anchors_of(["bridge", "river"], "t"))
    assert 'id="ev-t-0"' in behind
    assert "a bridge" in behind
    assert "a river" not in behind
    table = html.table_html(
        pd.DataFrame({"term": ["bridge", "river"]}), name="t", caption="", columns={"term": "Term"}, rows=["ev-t-0", ""]
    )
    assert table.count('href="#ev-t-0"') == 1


def test_where_rows_are_many_what_stands_behind_them_is_folded():
    """Two hundred labels under a table once hid the figure below it."""
    hits = _hits(*((f"k{number}", "a", 4, 10) for number in range(20)))
    keys = sorted(set(hits["key"]))
    behind = html.behind_html(passages(DOCUMENTS, hits), keys, html.anchors_of(keys, "t"))
    assert behind.startswith('<details class="fold"><summary>The sentences behind each number, 20 rows</summary>')
    assert Tags(behind).names.count("ol") == 20


def test_a_sentence_leads_to_its_context_and_only_to_pages_of_the_web():
    """An address in a table of articles may be anything, a script among them."""
    addressed = DOCUMENTS.assign(url=['https://example.org/a?b=1&c="2', "javascript:alert(1)", "//example.org"])
    shown = evidence_html(shown_of(passages(addressed, BRIDGES)).get("bridge", ()), anchor="e", label="b")
    assert '<a href="https://example.org/a?b=1&amp;c=&quot;2" rel="noreferrer">its page</a>' in shown
    assert shown.count("its page") == 1
    assert "javascript" not in shown
    context = context_html(addressed, [("a", 1), ("b", 0)])
    assert [f'href="#{place}"' in shown and f'id="{place}"' in context for place in ("at-0-0", "at-1-0")] == [False, True]
    assert '<span id="at-0-1">A bridge!</span>' in context
    assert context.count("its page") == 1
    assert "script" not in Tags(context).names


def test_a_name_from_right_to_left_does_not_turn_the_date_beside_it():
    shown = evidence_html(
        shown_of(passages(DOCUMENTS.assign(outlet="\u062a\u0633\u0646\u06cc\u0645"), BRIDGES))["bridge"], anchor="e", label="b"
    )
    assert "<bdi>\u062a\u0633\u0646\u06cc\u0645</bdi> · 2031-05-02" in shown


def test_of_a_long_article_the_context_leaves_out_what_is_far_away():
    text = " ".join(f"Sentence number {number} stands here." for number in range(9))
    context = context_html(pd.DataFrame({"doc_id": ["a"], "text": [text]}), [("a", 1), ("a", 7)])
    assert [f"number {number} " in context for number in range(9)] == [True, True, True, False, False, False, True, True, True]
    assert context.count("…") == 1


def test_quoting_nothing_gives_no_context():
    assert context_html(DOCUMENTS, []) == ""


def test_the_end_of_a_long_table_is_folded_and_counted():
    frame = pd.DataFrame({"term": [f"t{number}" for number in range(html.LONG + 2)]})
    table = html.table_html(frame, name="t", caption="Terms", columns={"term": "Term"})
    shown, folded = table.split("<details>")
    assert (shown.count('<th scope="row">'), folded.count('<th scope="row">')) == (html.LONG, 2)
    assert "<caption>Terms: 2 more rows</caption>" in folded
    assert "details" not in html.table_html(frame.head(html.LONG), name="t", caption="Terms", columns={"term": "Term"})


def test_an_empty_table_says_that_there_is_nothing():
    assert "nothing to show" in html.table_html(pd.DataFrame({"term": []}), name="t", caption="", columns={"term": "Term"})


def test_a_group_without_a_row_is_shown_as_a_dash_and_not_as_zero():
    cells, groups = {("river", "RU"): {"n": 2}}, {"RU": "RU", "FR": "FR"}
    table = html.compare_html(cells, name="t", caption="", groups=groups, columns={"n": "Uses"}, head="Term")
    assert table.count(">–<") == 1
    assert ">0<" not in table


def test_a_figure_needs_a_description():
    with pytest.raises(ValueError, match="alt"):
        html.figure_html("<svg></svg>", name="rates", alt=" ", caption="")


def test_a_drawing_in_a_page_names_no_address():
    rates = pd.DataFrame({"group": ["all"], "term": ["river"], "rate": [1.0], "rate_low": [0.5], "rate_high": [2.0]})
    shown = html.figure_html(html.svg(figures.rates(rates, links=["ev-t-0"]).figure, "rates"), name="rates", alt="Rates.", caption="")
    assert "://" not in shown
    assert 'href="#ev-t-0"' in shown


def test_the_link_of_a_mark_is_named_and_stays_in_the_page():
    """A screen reader once met thirty links without a word, each of which opened a window."""
    rates = pd.DataFrame({"group": ["all"], "term": ["river"], "rate": [1.0], "rate_low": [0.5], "rate_high": [2.0]})
    drawing = html.svg(figures.rates(rates, links=["ev-t-0"]).figure, "rates")
    shown = html.figure_html(drawing, name="rates", alt="Rates.", caption="", marks={"ev-t-0": 'a "river"'})
    assert '<a href="#ev-t-0" aria-label="a &quot;river&quot;"' in shown
    assert "target=" not in shown


def test_the_same_figure_gives_the_same_bytes_and_its_names_are_its_own():
    frame = pd.DataFrame({"group": ["all"], "term": [HOSTILE], "rate": [1.0], "rate_low": [0.5], "rate_high": [2.0]})
    one, two = (html.svg(figures.rates(frame, links=["ev-t-0"]).figure, "rates") for _ in range(2))
    assert one == two
    assert "script" not in Tags(one).names
    assert '"#ev-t-0"' in one
    names = set(html.svg(figures.rates(frame).figure, "other").split('id="')[1:])
    assert all(name.startswith("other-") for name in names)
