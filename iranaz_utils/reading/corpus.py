"""A folder of articles becomes a corpus that says what it read and what it left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pandas as pd

from iranaz_utils.reading import account
from iranaz_utils.reading.ahead import read_all
from iranaz_utils.reading.articles import Rules
from iranaz_utils.reading.dates import day_of
from iranaz_utils.reading.duplicates import Fingerprints, duplicates
from iranaz_utils.reading.filenames import FileNames
from iranaz_utils.reading.files import Problem, find
from iranaz_utils.reading.metadata import take_sidecars
from iranaz_utils.reading.profile import Profile, load_profile
from iranaz_utils.reading.publication import publication_days
from iranaz_utils.reading.reader import Reader
from iranaz_utils.reading.shelf import Shelf
from iranaz_utils.reading.sources import Sources
from iranaz_utils.tables import COLUMNS, CorpusError, ParameterError, empty, shape

#: Rows that are made into a part of the tables at a time.
ROWS = 500
REMOVED = {"doc_id": "str", "reason": "category", "text": "str", "characters": "int64"}


@dataclass(frozen=True, eq=False)
class Corpus:
    """The articles of one folder or file, with what went wrong in reading them.

    Every function that takes a documents table takes a corpus too.

    Attributes
    ----------
    documents, problems : pandas.DataFrame
        Tables with the columns of `iranaz_utils.tables.COLUMNS`. Documents have further columns for the fields of one's own in `names`,
        and `url` where addresses were given.
    profile : Profile
        Who is who.
    path : str
        Where the articles were read.
    removed : pandas.DataFrame
        What was taken off the articles, one row a piece: `doc_id, reason, text, characters`; of a long piece the first 200 characters.

    Examples
    --------
    >>> from iranaz_utils.reading import packaged
    >>> corpus = load_corpus(packaged("seeds"))
    >>> corpus.documents["language"].unique().tolist(), corpus.problems["path"].tolist()
    (['en'], ['README.md'])
    """

    documents: pd.DataFrame
    problems: pd.DataFrame
    profile: Profile
    path: str
    removed: pd.DataFrame = field(default_factory=lambda: _removed_frame([]))

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        articles, problems = (f"{n:,} {noun}{'s' * (n != 1)}" for n, noun in ((len(self), "article"), (len(self.problems), "problem")))
        return f"Corpus of {articles} from {self.path!r}, {problems}"

    def _repr_html_(self) -> str:
        return account.account_html(self.account())

    def hash(self) -> str:
        """SHA-256 over the identifiers and texts of all articles, whatever their order."""
        rows = sorted(zip(self.documents["doc_id"], self.documents["sha256"], strict=True))
        return sha256("".join(f"{doc_id}\0{text}\n" for doc_id, text in rows).encode()).hexdigest()

    def select(
        self, *, language: str | None = None, side: str | None = None, outlet: str | None = None, since: str | None = None,
        until: str | None = None, copies: str = "all",
    ) -> Corpus:  # fmt: skip
        """The articles of one language, side and outlet, and of the days from `since` to `until`, both included; ISO dates.

        An article without a date is outside every range of days. With `copies="once"` an article that repeats another one of the selection
        is left out. What is left out is counted in `problems`.

        Examples
        --------
        >>> from iranaz_utils.reading import packaged
        >>> len(load_corpus(packaged("seeds")).select(since="2025-12-01"))
        1
        >>> len(load_corpus(packaged("seeds")).select(side="AZ"))
        2
        """
        if copies not in ("all", "once"):
            raise ParameterError(f"copies must be 'all' or 'once', got {copies!r}")
        documents = self.documents
        told: list[str] = []
        first, last = _timestamp("since", since), _timestamp("until", until)
        for column, wanted in (("language", language), ("side", side), ("outlet", outlet)):
            if wanted:
                documents = _without(documents, documents[column].ne(wanted), f"not {column} {wanted}", told)
        if first is not None:
            documents = _without(documents, ~documents["date"].ge(first), f"not since {since}", told)
        if last is not None:
            documents = _without(documents, ~documents["date"].le(last), f"not until {until}", told)
        if copies == "once":
            documents = _without(documents, documents["duplicate_of"].isin(documents["doc_id"]), "copies", told)
        left_out = _problem_frame([Problem(self.path, "info", what, "left out by the selection") for what in told])
        problems = pd.concat([self.problems, left_out], ignore_index=True) if told else self.problems
        removed = self.removed[self.removed["doc_id"].isin(documents["doc_id"])].reset_index(drop=True)
        return replace(self, documents=documents.reset_index(drop=True), problems=problems, removed=removed)

    def account(self) -> dict[str, object]:
        """What was read and what was not, in numbers: ready for JSON.

        `words` are stretches between white space; sides, outlets and languages are counted with `(unknown)` where they are missing.
        """
        return account.account(self.documents, self.problems, self.removed, self.path)

    def account_text(self) -> str:
        """The account as lines for a person; problems that differ only in names and figures are one line."""
        return account.account_text(self.account())


def load_corpus(
    path: str | Path,
    *,
    profile: str | Path | Profile = "iran_azerbaijan",
    names: str | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    today: str | None = None,
) -> Corpus:
    """Read the articles of a file, or of a folder and its subfolders.

    Text files, web pages, Word and PDF files hold one article each, tables one a row; archives are opened. A `metadata.csv` or
    `metadata.xlsx` in a folder overrides what its articles say of themselves. Files are only read, never changed.

    Parameters
    ----------
    path
        A file or a folder.
    profile
        A profile's name, the path of one's own, or a loaded profile.
    names
        What file names say, as in ``{country}_{session}_{year}.txt``: see `FileNames`. Where a name has no day but a year, or a year and
        month, the first day of it stands as the date and `date_from` is `filename:year` or `filename:month`, so that a timeline can count
        by years and nobody takes the day for one that was read. The same holds for a year in the sidecar.
    columns
        Field → column, where the columns of tables have names that tell too little: ``{"text": "story"}``.
    language
        ISO 639-1 code of all articles, where it is known; otherwise it is told from each text.
    today
        The day of reading as an ISO date, by default that of the clock. A date that lies after it is refused; it is never taken for one.

    Returns
    -------
    Corpus
        Its `documents` has one row an article; its `problems` one row for whatever was not read, was repaired or is doubtful.

    Raises
    ------
    CorpusError
        If nothing is there, or no article could be read.
    ParameterError
        If `names`, `columns` or `today` are not as described.
    ProfileError
        If the profile is missing or has a fault.

    Examples
    --------
    >>> from iranaz_utils.reading import packaged
    >>> corpus = load_corpus(packaged("seeds"))
    >>> len(corpus), corpus.account()["undated"]
    (5, 1)
    """
    known = profile if isinstance(profile, Profile) else load_profile(profile)
    clock = _day("today", today) or date.today()
    root = Path(path) if Path(path).is_dir() else Path(path).parent
    sidecars, articles, problems = take_sidecars(find(path), root)
    rules = Rules.compiled(known.rules.itertuples(index=False))
    reader = Reader(rules, Sources(known), sidecars, FileNames(names) if names else None, language, problems)
    shelf, prints = Shelf(), Fingerprints()
    table, removed = _tables(reader.rows(read_all(articles, root, columns)), reader, shelf, prints)
    problems += sidecars.problems()
    if table.empty:
        reason = f"; {problems[0].path}: {problems[0].problem}" if problems else ""
        raise CorpusError(f"no article could be read from {str(path)!r}{reason}")
    problems += _date(table, reader, clock)
    table["duplicate_of"] = duplicates(table, prints, shelf.let_go)
    documents = shape("documents", table.drop(columns="url") if table["url"].isna().all() else table)
    return Corpus(documents, _problem_frame(problems), known, str(path), removed)


def _without(documents: pd.DataFrame, outside: pd.Series, what: str, told: list[str]) -> pd.DataFrame:
    """The documents that are not outside; how many are is told, if any are."""
    if not outside.any():
        return documents
    told.append(f"{what}: {int(outside.sum())} of {len(documents)} articles")
    return documents[~outside]


def _tables(rows: Iterator[dict], reader: Reader, shelf: Shelf, prints: Fingerprints) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows as a table, and what was taken off. Both are made in parts, whose cells take a fraction of the memory of so many objects."""
    parts, removed = [], [_removed_frame([], reader.rules.reasons)]
    while part := list(islice(rows, ROWS)):
        texts = [row.pop("text") for row in part]
        shelf.add(texts)
        prints.add(texts)
        parts.append(pd.DataFrame(part, dtype="str"))
        removed.append(_removed_frame(reader.take_removed(), reader.rules.reasons))
    table = pd.concat(parts, ignore_index=True).assign(text=shelf.texts()) if parts else pd.DataFrame()
    return table, pd.concat(removed, ignore_index=True)


def _date(table: pd.DataFrame, reader: Reader, today: date) -> list[Problem]:
    """Give the table the days of publication, and tell what is doubtful about them."""
    days, doubts = publication_days(zip(table["path"], reader.dates, strict=True), today=today)
    table["date"] = pd.to_datetime(pd.Series([dated.day for dated in days], dtype="object")).astype(COLUMNS["documents"]["date"])
    table["date_from"] = [dated.source for dated in days]
    return doubts


def _day(name: str, said: str | None) -> date | None:
    """A day that a parameter gives.

    Raises
    ------
    ParameterError
        If it is none.
    """
    if said and (day := day_of(said)) is None:
        raise ParameterError(f"{name} must be a day as YYYY-MM-DD, got {said!r}")
    return day if said else None


def _timestamp(name: str, said: str | None) -> pd.Timestamp | None:
    day = _day(name, said)
    return pd.Timestamp(day) if day else None


def _problem_frame(problems: list[Problem]) -> pd.DataFrame:
    return shape("problems", pd.DataFrame([asdict(problem) for problem in problems])) if problems else empty("problems")


def _removed_frame(removed: list[tuple[str, str, str, int]], reasons: Sequence[str] = ()) -> pd.DataFrame:
    """The table of what was taken off. Few reasons stand on many rows, so they are categories."""
    return pd.DataFrame(removed, columns=list(REMOVED)).astype(REMOVED | {"reason": pd.CategoricalDtype(reasons)})
