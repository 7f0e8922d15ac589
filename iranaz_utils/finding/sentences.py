"""Sentences: where one ends is decided from the words on both sides of a mark, never by walking the text.

Each text is cut natively into stretches that end where a sentence could: after a full stop, an exclamation or question mark or an ellipsis
(Latin, Arabic, Armenian or other) with its closing quotes and brackets, or at a new line. Then every stretch is looked at together with the
beginning of the next, all at once, as columns of one table:

* A paragraph ends a sentence, always. Paragraphs are parted by an empty line, or by a new line where lines are not wrapped. A line was
  wrapped if it is about as long as the others, in a text whose lines are narrow and mostly stop in the middle of a sentence.
* After a title (*Dr.*), an initial or an ordinal the sentence goes on. After a short form that may end one (*Inc.*, *U.S.*, *p.m.*) it ends
  if the next word is one that opens sentences (*The*, *But*).
* Before a small letter it goes on after an ellipsis, a short form or a closing quote (*"Why?" he asked*), and otherwise ends. Turkish and
  Azerbaijani need no quotes for it: *Niye? diye sordu*.
* A missing space (*signed.The*) hides no end.
"""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from iranaz_utils.finding.abbreviations import LISTED, NUMBERED, NUMERALS, OPENERS, SHORT, TITLES, words
from iranaz_utils.finding.batches import batches, mapped

ENDERS = ".!?…؟։՞՜۔。！？‼⁇⁈⁉"
NEWLINE = r"[\n\r\x{2028}\x{2029}]"
#: Closing quotes and brackets, also as entities, and note marks: `[17]`.
CLOSERS = r"(?:[\"'”’»)\]}›`*]|&#?\w{1,8};|\s?\[(?:\d{1,3}|…|\.\.\.)\])*"
#: Text up to the next place where a sentence could end: a mark and white space, a mark behind two letters, a new line, the end.
STRETCH = rf"(?s).*?(?:[{ENDERS}]{CLOSERS}\s+|[\p{{Ll}}\p{{Lo}}]{{2}}[{ENDERS}]+{CLOSERS}\s*|{NEWLINE}\s*|\z)"
#: In Persian also the end of a dateline: *Tehran - the agency:*.
DATELINED = STRETCH.replace(r"|\z", r"|\s[-–—]\s[^:\n.]{2,30}:\s+|\z")
#: Turkish and Azerbaijani verbs of saying that follow what was said.
SAID = r"diye|dedi\p{L}*|der(?:ler)?|dey[əi]\p{L}*"
#: How many code points are looked at on both sides of a mark.
REACH = 60
#: The longest line, in code points, that can have been wrapped. A text is wrapped if so large a share of its lines is followed by a small
#: letter, or has no room for the next word; then a new line parts paragraphs only after a line shorter than this share of the longest.
WIDEST, SMALL, FILLED, SHORT_LINE = 132, 0.4, 0.8, 0.7


def sentence_frame(documents: pl.DataFrame) -> pl.DataFrame:
    """The sentences of each document: `doc_id, sentence, paragraph, start, end`, in the order of the text.

    Parameters
    ----------
    documents
        Columns `doc_id` and `text`; `language` (ISO 639-1) chooses the rules, missing is English.

    Returns
    -------
    Sentences and paragraphs count from 0 within a document; a sentence begins and ends with a character that is not white space.
    """
    return sentences_of(documents).drop("language", "span")


def sentences_in(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Start and end of each sentence of one text, in code points.

    Examples
    --------
    >>> sentences_in("Dr. Berg left. She was late.")
    [(0, 14), (15, 28)]
    """
    return list(sentence_frame(one(text, language)).select("start", "end").iter_rows())


def one(text: str, language: str) -> pl.DataFrame:
    """A documents frame of a single text."""
    return pl.DataFrame({"doc_id": ["0"], "text": [text], "language": [language]})


def sentences_of(documents: pl.DataFrame) -> pl.DataFrame:
    """`sentence_frame` with the `language` and the text of each sentence, `span`."""
    return pl.concat(mapped(_sentence_batch, list(batches(documents)) or [documents]))


def _sentence_batch(documents: pl.DataFrame) -> pl.DataFrame:
    language = pl.col("language").fill_null("en") if "language" in documents.columns else pl.lit("en")
    spoken = documents.with_columns(language=language.cast(pl.String))
    return (
        _ended(_stretches(spoken.lazy()), tuple(spoken["language"].unique().sort()))
        .with_columns(pl.col("ends", "parts").cast(pl.Int64).shift(1, fill_value=0).cum_sum().over("row"))
        .group_by("row", pl.col("ends").alias("sentence"), maintain_order=True)
        .agg(pl.first("doc_id", "language", "start"), pl.first("parts").alias("paragraph"), "stretch")
        .with_columns(span=pl.col("stretch").list.join("").str.strip_chars_end())
        .with_columns(end=pl.col("start") + pl.col("span").str.len_chars().cast(pl.Int64))
        .select("doc_id", "sentence", "paragraph", "start", "end", "language", "span")
        .collect()
    )


def _stretches(documents: pl.LazyFrame) -> pl.LazyFrame:
    """Each text in stretches, with their offsets; white space at the head of a text is left out."""
    pattern = pl.when(pl.col("language") == "fa").then(pl.lit(DATELINED)).otherwise(pl.lit(STRETCH))
    return (
        documents.with_columns(text=pl.col("text").fill_null(""))
        .with_columns(stretch=pl.col("text").str.strip_chars_start())
        .with_columns(before=(pl.col("text").str.len_chars() - pl.col("stretch").str.len_chars()).cast(pl.Int64))
        .select("doc_id", "language", "before", stretch=pl.col("stretch").str.extract_all(pattern))
        .with_row_index("row")
        .explode("stretch")
        .filter(pl.col("stretch").str.len_bytes() > 0)
        .with_columns(width=pl.col("stretch").str.len_chars().cast(pl.Int64))
        .with_columns(start=pl.col("before") + pl.col("width").cum_sum().over("row") - pl.col("width"))
        .drop("before")
    )


def _ended(stretches: pl.LazyFrame, languages: tuple[str, ...]) -> pl.LazyFrame:
    """The stretches with `parts`, whether a paragraph ends with them, and `ends`, whether a sentence does."""
    ahead = [pl.when(pl.col("row") == pl.col("row").shift(-step)).then(pl.col("stretch").shift(-step)).fill_null("") for step in (1, 2)]
    sides = stretches.with_columns(
        tail=pl.col("stretch").str.tail(REACH), head=pl.concat_str(step.str.head(REACH) for step in ahead).str.head(REACH)
    ).with_columns(gap=pl.col("tail").str.extract(r"(\s*)\z").str.replace_all("\r\n", "\n", literal=True))
    decided = _marked(_lined(sides)).with_columns(ends=pl.col("parts") | _ends(languages))
    label = pl.col("tail").str.contains(r"^\W*(?:\d{1,2}|[A-Z])\.\s*$") & pl.col("ends").shift(1).over("row").fill_null(value=True)
    decided = decided.with_columns(ends=pl.col("parts") | pl.col("ends") & ~label)  # "7. The king" is no sentence and another
    return decided.select("row", "doc_id", "language", "stretch", "start", "ends", "parts")


def _lined(sides: pl.LazyFrame) -> pl.LazyFrame:
    """Whether a paragraph ends with a stretch: at an empty line, or at the end of a line that was not wrapped."""
    breaks, edge = pl.col("gap").str.count_matches(NEWLINE), pl.col("start") + pl.col("width")
    begin = pl.when(breaks > 0).then(edge).shift(1).forward_fill().over("row").fill_null(0)
    lines = sides.with_columns(breaks=breaks, length=edge - pl.col("gap").str.len_chars() - begin)
    longest, single, small = pl.col("length").max().over("row"), pl.col("breaks") == 1, pl.col("head").str.contains(r"^\p{Ll}")
    filled = pl.col("length") + 1 + pl.col("head").str.extract(r"^(\S*)").str.len_chars() > longest
    item = pl.col("head").str.contains(r"^(?:[•▪◦‣·*–—-]|\d{1,2}[.)])\s")
    share = [(single & ~item & sign).sum().over("row") / (single & ~item).sum().over("row") for sign in (small, filled)]
    wrapped = (longest <= WIDEST) & ((share[0] >= SMALL) | (share[1] >= FILLED))
    return lines.with_columns(
        parts=(pl.col("breaks") > 1) | single & ~(wrapped & (small | (pl.col("length") >= SHORT_LINE * longest)) & ~item)
    )


def _marked(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The word, the mark and the closing quotes at the end of each stretch, and what the next one begins with."""
    ending = pl.col("tail").str.extract_groups(rf"(?s)(\S*?)([{ENDERS}:]+)({CLOSERS})\s*\z")
    following = pl.col("head").str.strip_chars_start("\"'“‘«([{`-–—•¿¡… ")
    return (
        lines.with_columns(ending.struct.rename_fields(["word", "mark", "closer"]).alias("ending"), following=following)
        .unnest("ending")
        .with_columns(word=pl.col("word").str.strip_chars_start("\"'“”‘’«»()[]{}`-–—"), next=following.str.extract(r"^([\p{L}\p{M}]+)"))
    )


@lru_cache
def _ends(languages: tuple[str, ...]) -> pl.Expr:
    """Whether a sentence ends with a stretch that ends no paragraph, in texts of these languages."""
    mark, word, lower = pl.col("mark"), pl.col("word"), pl.col("following").str.contains(r"^\p{Ll}")
    goes_on = pl.col("head").str.contains(r"""^[,;،؛)\]}»”]|^["'`’]+\s*[.,;:!?]|^[-–—]+\s*\p{Ll}""")
    quoted = pl.col("closer") != ""
    said = _turkic() & pl.col("next").str.contains(rf"^(?:{SAID})$").fill_null(value=False)
    opens = _among(pl.col("next"), OPENERS, languages) & ~pl.col("following").str.contains(r"^(?:\p{L}|No)\.|^\p{L}+-")  # not *A. Berg*
    return (
        pl.when(mark.is_null() | goes_on | said)
        .then(False)
        .when(pl.col("gap") == "")
        .then(_glued())
        .when(mark.str.contains(r"^(?:…|\.\.)"))  # an ellipsis may pause
        .then(~lower)
        .when(mark != ".")  # a question or an exclamation; inside quotes the sentence may go on
        .then(~lower | ~quoted)
        .when(_among(word, TITLES, languages) | _ordinal(lower) | _before_name_or_number(languages))
        .then(False)
        .when(_among(word, LISTED, languages))
        .then(~lower)
        .when(_short(languages))
        .then(opens)
        .otherwise(~lower | ~quoted & word.str.contains(r"\p{L}{3}$"))  # a small letter opens a sentence after a whole word only
    )


def _glued() -> pl.Expr:
    """Whether a mark without a space behind it ends a sentence: letters only before it, a capital behind it, and no address.

    Both words must be seen whole, from space to space; nobody can tell of the middle of a long one whether it is an address.
    """
    first = (pl.col("gap").shift().over("row").fill_null(" ") != "") & (pl.col("width") < REACH)
    word = rf"[\"“‘«(\[]*[\p{{L}}\p{{M}}'’-]+[{ENDERS}]+{CLOSERS}\z"
    before = pl.col("tail").str.contains(rf"\s{word}") | first & pl.col("tail").str.contains(rf"^{word}")
    whole = pl.col("head").str.contains(r"^\S*\s") | (pl.col("head").str.len_chars() < REACH)
    behind = pl.col("head").str.contains(r"^[\"“‘«(]*(?:\p{Lu}\p{Ll}|\p{Lo}{2})") & whole
    address = pl.col("head").str.contains(r"^\S*(?:[@/]|\.\w)|^(?:Com|Net|Org|Ru)\b") | (pl.col("word").str.to_lowercase() == "www")
    return before & behind & ~address


def _short(languages: tuple[str, ...]) -> pl.Expr:
    """A short form, letters with stops between them, or an initial."""
    word = pl.col("word")
    letters = word.str.contains(r"^\d*(?:\p{L}\.)+\p{L}$|^[\p{Lu}\p{Lo}]\p{M}*$")
    return _among(word, SHORT, languages) | letters & ~((pl.col("language") == "en") & (word == "I"))


def _ordinal(lower: pl.Expr) -> pl.Expr:
    """A Turkish or Azerbaijani ordinal: *3. Köprü*, the third bridge."""
    number = pl.col("word").str.contains(r"^(?:\d{1,2}|[IVX]+)$")
    return _turkic() & (number | lower & pl.col("word").str.contains(rf"(?:{NUMERALS})(?:[ıiuü]?nc[ıiuü])?$"))


def _turkic() -> pl.Expr:
    return pl.col("language").is_in(["tr", "az"])


def _before_name_or_number(languages: tuple[str, ...]) -> pl.Expr:
    """Short forms that are one only before some words: *No. 5*; the Russian sign for a town, which after a number means the year."""
    number = _among(pl.col("word"), NUMBERED, languages) & pl.col("following").str.contains(r"^\d")
    town = (pl.col("language") == "ru") & (pl.col("word") == "г") & ~pl.col("tail").str.contains(r"\d\s*г\.")
    return number | town


def _among(word: pl.Expr, table: dict[str, str], languages: tuple[str, ...]) -> pl.Expr:
    """Whether a word is in the list of its row's language."""
    lists = [(pl.col("language") == language) & word.is_in(words(table, language)) for language in languages]
    return pl.any_horizontal(pl.lit(value=False), *lists).fill_null(value=False)
