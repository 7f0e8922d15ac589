"""The chronology on a page: two sides, one list, everything escaped and everything opened."""

from html.parser import HTMLParser

import pandas as pd

from iranaz_utils.measuring.chronology import chronology, entries, entry_hits
from iranaz_utils.showing.chronology import LONGEST, chronology_html
from iranaz_utils.showing.evidence import passages

TOLD = pd.DataFrame(
    [
        ("a", "Echo", "RU", "2031-05-03", "day", "The bridge opened.", "Zenda", "bridge"),
        ("b", "Bell", "FD", "2031-05-03", "day", "A bridge was opened.", "Zenda", "bridge"),
        ("c", None, "(unknown)", "2031-04-01", "month", "<script>alert(1)</script>", "", "rain"),
        ("d", "Horn", "GB", "2031-05-03", "day", "So Horn says.", "Zenda", "bridge"),
    ],
    columns=["doc_id", "outlet", "group", "date", "precision", "text", "names", "words"],
)
TOLD = TOLD.assign(
    date=pd.to_datetime(TOLD["date"]),
    side=TOLD["group"],
    sentence=0,
    start=0,
    end=1,
    published=pd.Timestamp("2031-06-01"),
    written="2031-06",
)
DOCUMENTS = TOLD[["doc_id", "outlet", "side", "text"]]


class Places(HTMLParser):
    """Elements in the order of the page, each with its attributes, and the text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


def shown(told=TOLD, groups=("RU", "FD"), own=None):
    told = entries(told)
    found = passages(DOCUMENTS, entry_hits(told))
    return chronology_html(chronology(told, groups=groups), told, name="c", caption="What is told", groups=groups, found=found, own=own)


# --- a toy to count by eye ------------------------------------------------------------------------


def test_each_side_stands_on_its_hand_of_the_date_and_who_says_nothing_is_silent():
    april, may = shown().split('<li class="entry">')[1:]
    assert "April 2031" in april
    assert april.count('class="silent"') == 2
    assert 'datetime="2031-05-03">3 May 2031<' in may
    left, right, others = may.index("The bridge opened."), may.index("A bridge was opened."), may.index("So Horn says.")
    assert may.index("side-a-box") < left < may.index("side-b-box") < right < may.index('class="others"') < others
    assert "first reported on 2031-06-01 by Echo" in may


def test_the_readers_own_events_stand_between_the_entries_by_their_date():
    own = pd.DataFrame({"date": [pd.Timestamp("2031-04-20")], "precision": ["day"], "title": ["My <event>"]})
    texts = "".join(Places(shown(own=own)).texts)
    assert texts.index("April 2031") < texts.index("My <event>") < texts.index("3 May 2031")


# --- laws -----------------------------------------------------------------------------------------


def test_every_entry_is_an_item_of_one_list_and_opens_its_sentences_without_a_script():
    places = Places(shown())
    tags = [tag for tag, _ in places.elements]
    entries_shown = [attrs for tag, attrs in places.elements if tag == "li" and attrs.get("class") == "entry"]
    assert len(entries_shown) == 2
    assert "script" not in tags
    assert tags.count("details") == tags.count("summary") == 2
    assert {attrs["id"] for tag, attrs in places.elements if tag == "ol" and "id" in attrs} == {"ev-c-0", "ev-c-1"}


def test_every_text_of_an_article_finds_its_own_direction():
    page = shown(TOLD.assign(text="پل باز شد."))  # "the bridge opened", in Persian
    quotes = [attrs for tag, attrs in Places(page).elements if tag == "blockquote"]
    assert quotes
    assert all(attrs.get("dir") == "auto" for attrs in quotes)


# --- feared mistakes ------------------------------------------------------------------------------


def test_hostile_text_shows_as_text_wherever_it_stands():
    bad = '"><script>alert(1)</script>'
    told = TOLD.assign(text=bad, outlet=bad, group=bad, names=bad, words=bad, written=bad)
    own = pd.DataFrame({"date": [pd.Timestamp("2031-04-20")], "precision": ["day"], "title": [bad]})
    places = Places(shown(told, groups=(bad, "FD"), own=own))
    assert {tag for tag, _ in places.elements} <= set("section p span ol li time div blockquote details summary cite mark a".split())


def test_a_very_long_sentence_is_cut_at_a_word():
    page = shown(TOLD.assign(text="word " * 200))
    assert "word …" in page
    assert max(len(text) for text in Places(page).texts if "…" in text and "word" in text) <= LONGEST + 2


def test_a_chronology_without_entries_says_so():
    assert "nothing to show" in shown(TOLD.head(0))
