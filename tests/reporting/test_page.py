"""The blocks of a report: shown in a notebook, and written where a run asks for it."""

import json

import pandas as pd
import pytest

from iranaz_utils import Page, chronology, events, find_mentions, find_timexes, load_corpus, packaged
from iranaz_utils.measuring.chronology import entries
from iranaz_utils.reporting.page import UnshownError
from iranaz_utils.showing import figures
from iranaz_utils.showing.words import sentence
from iranaz_utils.tables import ParameterError

TERMS = pd.DataFrame({"group": ["RU", "FR", "RU"], "term": ["river", "river", "=1+1"], "n": [3, 1, 2]})
HITS = pd.DataFrame({"key": ["RU: river", "FR: river"], "doc_id": ["1-spokesperson-on-visit"] * 2, "start": [0, 4], "end": [3, 9]})


@pytest.fixture(scope="module")
def corpus():
    return load_corpus(packaged("seeds"))


@pytest.fixture
def page(corpus):
    return Page(corpus)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("IRANAZ_REPORT", str(tmp_path))
    return tmp_path


def test_in_a_notebook_nothing_is_written(page, tmp_path, monkeypatch):
    monkeypatch.delenv("IRANAZ_REPORT", raising=False)
    monkeypatch.chdir(tmp_path)
    shown = page.table(TERMS, "terms", caption="Terms", columns=["term", "n"])._repr_html_()
    assert "<caption>Terms</caption>" in shown
    assert list(tmp_path.iterdir()) == []
    assert "CSV" not in shown


def test_in_a_run_a_table_is_written_whole_and_exactly(page, folder):
    page.table(TERMS, "terms", caption="Terms", columns=["term"])
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "tables" / "terms.parquet"), TERMS)
    assert pd.read_csv(folder / "tables" / "terms.csv").columns.tolist() == ["group", "term", "n"]


def test_no_cell_of_a_csv_file_is_a_formula(page, folder):
    page.table(TERMS, "terms", caption="Terms", columns=["term"])
    assert "'=1+1" in (folder / "tables" / "terms.csv").read_text("utf-8")


def test_the_folder_in_which_one_stands_has_a_name(corpus, tmp_path, monkeypatch):
    # A report on "." had "5 articles from ;" under every figure.
    (tmp_path / "clippings").mkdir()
    monkeypatch.chdir(tmp_path / "clippings")
    page = Page(type(corpus)(corpus.documents, corpus.problems, corpus.profile, "."))
    assert "clippings" in page.account()._repr_html_()
    assert tmp_path.name not in page.account()._repr_html_()


def test_each_row_leads_to_its_own_sentences(page):
    shown = page.table(TERMS, "terms", caption="Terms", columns=["term", "n"], hits=HITS)._repr_html_()
    assert shown.count('href="#ev-terms-') == 2
    assert 'id="ev-terms-0"' in shown
    assert 'id="ev-terms-2"' not in shown


def test_all_sentences_behind_the_rows_are_written_where_the_page_shows_three(page, folder):
    hits = pd.DataFrame({"key": "RU: river", "doc_id": "1-spokesperson-on-visit", "start": range(0, 2000, 100), "end": range(1, 2001, 100)})
    shown = page.table(TERMS, "terms", caption="Terms", columns=["term"], hits=hits)._repr_html_()
    every = pd.read_parquet(folder / "evidence" / "terms.parquet")
    assert f"3 of {len(every)} sentences" in shown
    assert len(every) > 3
    assert {"key", "doc_id", "sentence", "outlet", "date", "side", "path", "text"} <= set(every.columns)
    assert '<a href="evidence/terms.csv">' in shown


def test_groups_stand_next_to_each_other_in_the_order_of_the_profile(page):
    terms = TERMS.replace({"group": {"RU": "AZ", "FR": "IR"}})
    shown = page.compare(terms, "terms", caption="Terms", columns=["n"], by="side", hits=HITS[:0])._repr_html_()
    assert shown.index(">IR<") < shown.index(">AZ<")
    assert shown.count('scope="row"') == 2


def test_where_groups_are_many_the_caption_says_how_many_are_shown(corpus):
    documents = corpus.documents.assign(outlet=["A", "B", "C", "D", "E"])
    page = Page(type(corpus)(documents, corpus.problems, corpus.profile, corpus.path))
    terms = pd.DataFrame({"group": list("ABCDE"), "term": "river", "n": 1})
    shown = page.compare(terms, "terms", caption="Terms", columns=["n"], by="outlet", hits=HITS[:0])._repr_html_()
    assert "3 of 5 groups are shown; all are in the files." in shown
    assert ">D<" not in shown


def test_marks_of_a_figure_lead_to_the_rows_of_its_table(page):
    rates = TERMS.assign(rate=1.0, rate_low=0.5, rate_high=2.0)
    links = page.links(rates, rates.head(2), "terms")
    assert links == ["ev-terms-0", "ev-terms-1", ""]
    shown = page.figure(figures.rates(rates, links=links), "rates", alt="Rates.", caption="Rates", rows=rates, links=links)._repr_html_()
    assert shown.count('href="#ev-terms-0"') == 2


def test_each_entry_of_a_chronology_opens_its_sentences_and_all_are_written(page, corpus, folder):
    told = entries(events(corpus, find_timexes(corpus), find_mentions(corpus, corpus.profile)))
    table = chronology(told, groups=["IR", "AZ"])
    shown = page.chronicle(table, told, "chronology", caption="Told", groups=["IR", "AZ"])._repr_html_()
    assert shown.count('class="entry"') == shown.count('<details class="evidence">') == len(table) > 0
    assert page.links(table, table, "chronology") == [f"ev-chronology-{number}" for number in range(len(table))]
    assert pd.read_parquet(folder / "tables" / "chronology.parquet")["entry"].to_list() == table["entry"].to_list()
    assert len(pd.read_csv(folder / "evidence" / "chronology.csv")) >= len(table)


def test_a_sentence_on_a_row_that_the_page_does_not_show_stops_the_report(page):
    """A text once named a row that its table had cut."""
    page.table(TERMS.head(1), "terms", caption="Terms", columns=["term", "n"])
    assert "river" in page.say(sentence("“{term}” leads.", TERMS))._repr_html_()
    with pytest.raises(UnshownError, match=r"a sentence names =1\+1, which no table or figure of this page has shown"):
        page.say("This is plain.", sentence("“{term}” is last.", TERMS, -1))
    with pytest.raises(UnshownError):
        page.headline(sentence("“{last_term}” is last.", TERMS), picture="rates")
    page.figure(figures.rates(TERMS.assign(rate=1.0, rate_low=0.5, rate_high=2.0)), "rates", alt="Rates.", caption="Rates", rows=TERMS)
    assert "=1+1" in page.say(sentence("“{term}” is last.", TERMS, -1))._repr_html_()


def test_the_headline_is_kept_for_the_index(page, folder):
    page.headline("River leads.", picture="rates")
    assert json.loads((folder / "page.json").read_text("utf-8")) == {"headline": "River leads.", "picture": "figures/rates.png"}


def test_the_pair_to_contrast_is_the_one_asked_for_or_the_profiles_sides(page):
    assert page.pair("side", None, None) == ("IR", "AZ")
    assert page.pair("side", "AZ", None) == ("AZ", "IR")
    assert page.pair("side", None, "IR") == ("AZ", "IR")
    assert page.holds("side", "IR", "AZ")


def test_the_pair_that_was_asked_for_comes_first_with_the_colours_of_the_contrast(page):
    # Else, of five countries, the two compared could be left out of a table that has room for three.
    usual = page.groups("side")
    page.pair("side", usual[-1], None)
    assert page.groups("side") == [usual[-1], *usual[:-1]]
    page.pair("side", None, None)
    assert page.groups("side") == usual


def test_a_group_without_articles_is_refused_with_those_there_are(page):
    with pytest.raises(ParameterError, match="no article has side 'TR'; there are AZ and IR"):
        page.pair("side", "TR", None)


def test_without_two_groups_the_pair_is_named_and_not_held(corpus):
    page = Page(corpus.select(language="hy"))
    assert not page.holds("outlet", *page.pair("outlet", None, None))


def test_many_articles_are_not_called_few(corpus):
    documents = pd.concat([corpus.documents.assign(doc_id=f"{number}", side="IR") for number in range(30)], ignore_index=True)
    assert Page(type(corpus)(documents, corpus.problems, corpus.profile, corpus.path)).small()._repr_html_() == ""


def test_methods_name_formulas_settings_hashes_and_versions(page, corpus):
    shown = page.methods({"rate": "uses / words"}, {"top": 5, "since": None})._repr_html_()
    for part in ("uses / words", ">5<", corpus.hash()[:16], "pandas", "polars"):
        assert part in shown
    assert "since" not in shown


def test_a_column_that_articles_do_not_have_is_named_with_those_they_have(page):
    with pytest.raises(ParameterError, match=r"articles have no 'sid'; they have doc_id, "):
        page.pair("sid", None, None)
