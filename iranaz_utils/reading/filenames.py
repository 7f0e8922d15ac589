"""What file names say: a pattern such as `{country}_{session}_{year}.txt`, and the fields that it reads."""

from __future__ import annotations

import re

from iranaz_utils.tables import COLUMNS, ParameterError

#: Names in a pattern that have a form of their own; all others stand for any characters but a slash.
FORMS = {
    "date": r"\d{4}[-_.]?\d{2}[-_.]?\d{2}",
    "year": r"\d{4}",
    "month": r"0?[1-9]|1[0-2]",
    "day": r"0?[1-9]|[12]\d|3[01]",
    "country": r"[A-Za-z]{2,3}",
    "side": r"[A-Za-z]{2,3}",
    "language": r"[a-z]{2,3}",
}
#: Names that fill columns of the documents table; others make columns of their own.
FIELDS = frozenset({"title", "date", "author", "outlet", "side", "language", "doc_id"})
#: Names that fill a column in another form (country the side, year the date) and are kept as they stand too, to compare by.
KEPT = ("country", "year")
_SLOT = re.compile(r"\{(\w+)\}")
_TABLE_ROW = re.compile(r":\d+$")


class FileNames:
    """A pattern of file names, ready to be read.

    With a slash in it, the pattern is held against the path inside the corpus, else against the file's name. `*` stands for whatever does
    not matter.

    Parameters
    ----------
    pattern
        Text with names in braces: date, year, month, day, country (or side), outlet, author, title, language, doc_id. Any other name makes
        a column of its own.

    Raises
    ------
    ParameterError
        If the pattern has no name in braces, one twice, or one of a column that is not for file names to fill.

    Examples
    --------
    >>> names = FileNames("{country}_{session}_{year}.txt")
    >>> names.fields("speeches/IRN_47_1992.txt")
    {'country': 'IRN', 'session': '47', 'year': '1992', 'side': 'IRN', 'date': '1992'}
    >>> names.fields("readme.txt") is None, names.own
    (True, ['country', 'session', 'year'])
    """

    def __init__(self, pattern: str):
        slots = _SLOT.findall(pattern)
        if not slots or len(set(slots)) < len(slots):
            raise ParameterError(f"names must have each of its fields once in braces, as in '{{country}}_{{year}}.txt'; got {pattern!r}")
        pieces = _SLOT.split(pattern)
        literal = [re.escape(piece).replace(r"\*", r"[^/]*") for piece in pieces[::2]]
        named = [f"(?P<{name}>{FORMS.get(name, '[^/]+?')})" for name in slots]
        self.pattern = pattern
        if reserved := sorted(set(slots) & set(COLUMNS["documents"]) - FIELDS):
            raise ParameterError(f"names cannot fill the column {reserved[0]!r} of documents; take another word, got {pattern!r}")
        self.own = [name for name in slots if name in KEPT or (name not in FIELDS and name not in FORMS)]
        self._whole_path = "/" in pattern
        self._expression = re.compile("".join(part for pair in zip(literal, [*named, ""], strict=True) for part in pair))

    def fields(self, path: str) -> dict[str, str] | None:
        """What a path says, days and years as a date; None where it does not fit the pattern."""
        file = _TABLE_ROW.sub("", path)
        found = self._expression.fullmatch(file if self._whole_path else file.rpartition("/")[2])
        if not found:
            return None
        said = found.groupdict()
        fields = {name: value for name, value in said.items() if name in FIELDS or name in self.own}
        fields |= {name: fields[name].replace("_", " ") for name in ("title", "author", "outlet") if name in fields}
        if "country" in said:
            fields["side"] = said["country"]
        if "date" in said or "year" in said:
            parts = ["date"] if "date" in said else ["year", "month", "day"]
            fields["date"] = "-".join(said[part].zfill(2) for part in parts if part in said).replace("_", "-")
        return fields
