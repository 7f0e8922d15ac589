"""A folder becomes a corpus."""

import json

import pandas as pd
import pytest

from iranaz_utils.reading import load_corpus, packaged
from iranaz_utils.tables import COLUMNS, CorpusError, ParameterError


@pytest.fixture(scope="module")
def seeds():
    return load_corpus(packaged("seeds"))


@pytest.fixture
def folder(tmp_path):
    """Four articles: two with the same words, one of them dated earlier, one with a dateline, one with a metadata line."""
    texts = {
        "a.txt": " date 2021-05-02 The bridge is open.\n\nIt is long.",
        "b.txt": " date 2021-05-01 The bridge  is open. It is LONG.",
        "c.txt": "TEHRAN – The bridge is closed.",
        "d.txt": "Nothing is known of this one.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_corpus_has_the_promised_columns_and_one_row_an_article(folder):
    corpus = load_corpus(folder)
    assert list(corpus.documents.columns) == list(COLUMNS["documents"])
    assert corpus.documents["doc_id"].tolist() == ["a", "b", "c", "d"]
    assert corpus.documents["text"].tolist()[2] == "The bridge is closed."


def test_a_copy_points_to_the_earliest(folder):
    assert load_corpus(folder).documents["duplicate_of"].fillna("").tolist() == ["b", "", "", ""]


def test_the_side_comes_from_metadata_then_outlet_then_dateline(folder):
    (folder / "metadata.csv").write_text("path,side,outlet\nd.txt,az,\na.txt,,AzerNews\n", "utf-8")
    documents = load_corpus(folder).documents
    assert documents["side"].fillna("").tolist() == ["AZ", "", "IR", "AZ"]
    assert documents["side_from"].fillna("").tolist() == ["outlet", "", "dateline", "metadata"]


def test_the_sidecar_overrides_the_article_and_reports_lines_that_match_nothing(folder):
    (folder / "metadata.csv").write_text("path,date,title\na.txt,2020-01-01,Bridge\nz*.txt,2020-01-01,\n", "utf-8")
    corpus = load_corpus(folder)
    first = corpus.documents.iloc[0]
    assert (first["title"], first["date"].isoformat()[:10], first["date_from"]) == ("Bridge", "2020-01-01", "metadata")
    problems = corpus.problems["problem"].tolist()
    assert any("more than one date" in problem for problem in problems)
    assert any("'z*.txt' matches no article" in problem for problem in problems)


def test_a_wrong_date_is_a_problem_and_the_article_stays(folder):
    (folder / "metadata.csv").write_text("path,date\nd.txt,yesterday\n", "utf-8")
    corpus = load_corpus(folder)
    assert pd.isna(corpus.documents["date"].iloc[3])
    assert "'yesterday'" in corpus.problems["problem"].iloc[0]


def test_a_broken_sidecar_leaves_the_articles_whole(folder):
    (folder / "metadata.csv").write_text("name;date\n", "utf-8")
    corpus = load_corpus(folder)
    assert len(corpus) == 4
    assert "no column 'path'" in corpus.problems["problem"].iloc[0]


def test_one_bad_file_leaves_the_others_whole(folder):
    (folder / "e.txt").write_bytes(b"\0" * 400)
    corpus = load_corpus(folder)
    assert len(corpus) == 4
    assert corpus.problems["path"].tolist() == ["e.txt"]


def test_an_undated_article_stays_and_is_counted(seeds):
    assert len(seeds) == 5
    assert seeds.account()["undated"] == 1
    assert seeds.documents.set_index("doc_id")["date"].isna()["2-deputy-minister-at-forum"]


def test_the_seeds_are_read_as_their_readme_says(seeds):
    documents = seeds.documents.set_index("doc_id")
    assert documents["date"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2025-04-26", "", "2025-12-07", "2025-02-04", "2025-04-04"]
    assert documents["date_from"].fillna("").tolist() == ["header", "", "header", "byline", "header"]
    assert documents["author"].fillna("").tolist() == ["Fatemeh Mohajerani", "", "", "Nigar Bayramli", "Akbar Novruz"]
    assert documents["side"].tolist() == ["IR", "IR", "IR", "AZ", "AZ"]
    for mark in ("Leave a Comment", "Newsroom logo", "Last update", "Read more", "president.ir", "TEHRAN –", " date "):
        assert not documents["text"].str.contains(mark, regex=False).any(), mark


def test_selection_keeps_the_days_asked_for_and_counts_what_it_leaves_out(seeds):
    chosen = seeds.select(since="2025-04-01", until="2025-04-30")
    assert chosen.documents["date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-04-26", "2025-04-04"]
    assert [problem for problem in chosen.problems["problem"] if problem.startswith("not ")] == [
        "not since 2025-04-01: 2 of 5 articles",
        "not until 2025-04-30: 1 of 3 articles",
    ]
    assert len(seeds) == 5


def test_an_empty_selection_is_an_empty_corpus(seeds):
    chosen = seeds.select(language="hy")
    assert len(chosen) == 0
    assert list(chosen.documents.columns) == list(COLUMNS["documents"])
    assert chosen.account()["articles"] == 0


def test_the_account_is_ready_for_json_and_names_what_is_unknown(folder):
    said = json.loads(json.dumps(load_corpus(folder).account()))
    assert said["sides"] == {"(unknown)": 3, "IR": 1}
    assert (said["first_date"], said["last_date"], said["undated"], said["duplicates"]) == ("2021-05-01", "2021-05-02", 2, 1)


def test_the_hash_follows_the_texts_and_not_their_order(folder):
    before = load_corpus(folder).hash()
    assert load_corpus(folder).hash() == before
    (folder / "d.txt").write_text("Something is known of this one.", "utf-8")
    assert load_corpus(folder).hash() != before


def test_two_rows_with_one_id_stay_two_articles(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,The bridge.\n1,The river.\n", "utf-8")
    assert load_corpus(tmp_path / "a.csv").documents["doc_id"].tolist() == ["1", "a.csv:2"]


def test_hostile_text_is_escaped_in_the_account(folder):
    (folder / "metadata.csv").write_text("path,outlet\na.txt,<script>alert(1)</script>\n", "utf-8")
    assert "<script>" not in load_corpus(folder)._repr_html_()


def test_no_article_at_all_is_one_clear_error(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\0" * 400)
    with pytest.raises(CorpusError, match=r"no article could be read .* a\.txt"):
        load_corpus(tmp_path)


def test_file_names_give_sides_years_and_columns_of_ones_own(tmp_path):
    for name in ("IRN_47_1992.txt", "AZE_48_1993.txt", "notes.txt"):
        (tmp_path / name).write_text(f"The assembly heard a speech on the river. It was that of {name[:3]}.", "utf-8")
    corpus = load_corpus(tmp_path, names="{country}_{session}_{year}.txt")
    documents = corpus.documents.set_index("doc_id")
    assert documents.loc[["IRN_47_1992", "AZE_48_1993"], ["side", "side_from", "session", "date_from"]].values.tolist() == [
        ["IR", "filename", "47", "filename:year"],
        ["AZ", "filename", "48", "filename:year"],
    ]
    assert documents["date"].dt.year.fillna(0).astype(int).to_dict() == {"AZE_48_1993": 1993, "IRN_47_1992": 1992, "notes": 0}
    assert [row["problem"] for row in corpus.account()["problems"]] == [
        "the name does not fit the pattern '{country}_{session}_{year}.txt'",
        "2 articles have no day of publication but a year, by what is said beside them",
    ]


def test_outlet_and_side_come_from_columns_and_addresses_and_an_aggregator_is_no_outlet(tmp_path):
    (tmp_path / "a.csv").write_text(
        "text,source,link,published\n"
        "The first bridge is open.,MENAFN,https://menafn.com/1,2021-05-01\n"
        "The second river is low.,MENAFN,https://www.azernews.az/nation/1.html,01/05/2021\n"
        "The third king has come.,Azernews,https://www.tehrantimes.com/news/1,28/05/2021\n"
        '"TEHRAN – The fourth road is long, writes azernews.az.",,,2021-05-01T23:30:00Z\n'
        "The fifth house is built.,,https://zenda.example/2021/05/02/house.html,\n",
        "utf-8",
    )
    documents = load_corpus(tmp_path / "a.csv").documents
    assert documents["outlet"].fillna("").tolist() == ["", "AzerNews", "AzerNews", "", "zenda.example"]
    assert documents["side"].fillna("").tolist() == ["", "AZ", "AZ", "IR", ""]
    assert documents["side_from"].fillna("").tolist() == ["", "outlet", "outlet", "dateline", ""]
    assert documents["date"].dt.strftime("%d.%m.").tolist() == ["01.05.", "01.05.", "28.05.", "01.05.", "02.05."]
    assert documents["date_from"].tolist() == ["metadata"] * 4 + ["url"]
    assert documents["url"].notna().tolist() == [True] * 3 + [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "The king has come, see https://www.azernews.az/nation/1.html for more.",
        "The king on the bridge at Zenda on Monday morning, February 3. / president.ir\n\nThe king has come.",
        "The king has come.\nPhoto: IRNA",
        "The king has come (AFP/Anna Berg)",
        "Read more: AzerNews on the king\n\nThe king has come.",
        "The king has come, according to the website of the Tehran Times.",
        "The king has come. Follow us on Twitter @IRNA",
        "MENAFN\nThe king has come.",
    ],
)
def test_a_link_a_credit_or_a_quoted_website_is_no_evidence(tmp_path, text):
    """A photograph of a president's office made a foreign paper his country's."""
    (tmp_path / "a.txt").write_text(text, "utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.documents[["outlet", "side", "side_from"]].isna().all(axis=None)
    assert "The king has come" in corpus.documents["text"].iloc[0]


def test_the_address_of_an_aggregator_is_no_outlet_and_the_outlet_it_names_is(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"text": "MENAFN - AzerNews) The king has come.", "url": "https://menafn.com/1"}\n'
        '{"text": "The queen has come.", "url": "https://menafn.com/azernews/2", "source": "MENAFN"}\n',
        "utf-8",
    )
    documents = load_corpus(tmp_path).documents
    assert documents["outlet"].fillna("").tolist() == ["AzerNews", ""]
    assert documents["side"].fillna("").tolist() == ["AZ", ""]


def test_a_side_that_is_no_country_is_told_and_the_next_evidence_taken(folder):
    (folder / "metadata.csv").write_text("path,side\nc.txt,Ruritania\nd.txt,TUR\n", "utf-8")
    corpus = load_corpus(folder)
    assert corpus.documents["side"].fillna("").tolist() == ["", "", "IR", "TR"]
    assert [(row.path, row.action) for row in corpus.problems.itertuples()] == [("c.txt", "ignored")]
    assert "'Ruritania' is no country" in corpus.problems["problem"].iloc[0]


def test_the_day_of_reading_refuses_dates_and_never_becomes_one(folder):
    assert load_corpus(folder, today="2021-05-01").account()["undated"] == 2
    early = load_corpus(folder, today="2021-04-01")
    assert early.account()["undated"] == 4
    assert early.problems["problem"].tolist() == ["the date '2021-05-02' lies in the future", "the date '2021-05-01' lies in the future"]
    assert load_corpus(folder).account()["undated"] == 2
    with pytest.raises(ParameterError, match="today must be a day"):
        load_corpus(folder, today="soon")


def test_an_update_alone_leaves_the_article_undated_and_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("Last update: 2 May 2021\n\nThe bridge is open. It is long.", "utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.documents["date"].isna().all()
    assert corpus.problems["problem"].tolist() == ["only the time of the last change is given: '2 May 2021'"]


def test_a_day_that_all_articles_of_a_large_corpus_share_is_told(tmp_path):
    rows = "".join(f"The bridge number {number} is open.,2021-05-01\n" for number in range(30))
    (tmp_path / "a.csv").write_text(f"text,date\n{rows}", "utf-8")
    corpus = load_corpus(tmp_path)
    assert "all 30 dated articles have the day 2021-05-01" in corpus.problems["problem"].iloc[0]
    assert corpus.account()["undated"] == 0


def test_sidecars_stand_in_subfolders_and_speak_of_their_own(tmp_path):
    for name in ("a.txt", "iran/a.txt", "iran/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The bridge {name} is open. It is long.", "utf-8")
    (tmp_path / "iran" / "metadata.csv").write_text("path,side,date\n*.txt,IR,\nb.txt,,1992\n", "utf-8")
    documents = load_corpus(tmp_path).documents.set_index("doc_id")
    assert documents["side"].fillna("").to_dict() == {"a": "", "iran/a": "IR", "iran/b": "IR"}
    assert documents["date_from"].fillna("").to_dict() == {"a": "", "iran/a": "", "iran/b": "metadata:year"}


def test_a_language_that_is_said_is_not_told_from_the_text(tmp_path):
    (tmp_path / "a.csv").write_text("text,lang\nThe bridge is open.,\nThe river is low.,fa-IR\nThe king is here.,Klingon\n", "utf-8")
    assert load_corpus(tmp_path / "a.csv").documents["language"].tolist() == ["en", "fa", "en"]
    assert load_corpus(tmp_path / "a.csv", language="az").documents["language"].tolist() == ["az"] * 3


def test_a_wrong_day_is_refused(seeds):
    with pytest.raises(ParameterError, match="YYYY-MM-DD"):
        seeds.select(since="last week")


def test_copies_are_left_out_on_request_and_counted(folder):
    corpus = load_corpus(folder)
    once = corpus.select(copies="once")
    assert len(corpus) - len(once) == corpus.account()["duplicates"] == 1
    assert "copies: 1 of 4 articles" in once.problems["problem"].tolist()
    assert once.select(copies="once").problems["problem"].tolist() == once.problems["problem"].tolist()
    with pytest.raises(ParameterError, match="'twice'"):
        corpus.select(copies="twice")
