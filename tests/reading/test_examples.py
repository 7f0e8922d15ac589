"""The examples of formats that the documents show are read as they say."""

import re
from pathlib import Path

import pytest

from iranaz_utils.reading import load_corpus

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
SECTION = PAGE.read_text("utf-8").partition("## An example of each")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"^```\w*\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
NAMES = ["a.txt", "a.md", "a.html", "a.csv", "a.jsonl", "a.txt", "a.ris"]


@pytest.mark.parametrize(("name", "example"), list(zip(NAMES, EXAMPLES, strict=True)))
def test_an_example_is_one_article_with_its_title_and_day(tmp_path, name, example):
    (tmp_path / name).write_text(example, "utf-8")
    corpus = load_corpus(tmp_path)
    (row,) = corpus.documents.itertuples()
    assert (row.text, row.title, row.date.date().isoformat()) == (
        "The bridge over the river is open.",
        "Bridge opens at Zenda",
        "2025-04-28",
    )
    assert corpus.problems.empty
