"""Text that stands more than once inside one article is kept once.

A crawler that does not close a paragraph stores the rest of an article again behind each of its paragraphs, sometimes from the middle
of a sentence. Some pages print the lead twice, first by itself and then behind the dateline. Either makes every count of words wrong.

The unit is the sentence, so that none is lost or broken: what stands between two ends of sentences is compared, white space aside,
with what came before. A refrain, a greeting or a quotation of a few words may return as often as its author likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Words that a run of sentences must have for its return to be taken for a fault. In 165 speeches with their refrains none is so long.
LEAST_WORDS = 13
#: A lead is looked for among so many first sentences; in front of its return a headline, byline and dateline may stand.
LEAD_SENTENCES, LEAD_PREFIX = 6, 160

_END = re.compile(r"""[.!?…؟։\n][\s"'”’»)\]]*(?<=\s)""")


def without_repeats(text: str) -> tuple[str, list[str]]:
    """A text with every stretch where it stands first, and the stretches that were taken out, in order.

    A stretch is one sentence or several in a row, of at least `LEAST_WORDS` words together; with it goes the cut sentence at its
    beginning or end. Linear in the length of the text.

    Examples
    --------
    >>> body = "The bridge over the river is open. The king and the minister have walked over it."
    >>> kept, removed = without_repeats(f"{body} over the river is open. The king and the minister have walked over it.")
    >>> kept == body, removed
    (True, ['over the river is open. The king and the minister have walked over it.'])
    >>> without_repeats("Long live the king! He waved. Long live the king!")[1]
    []
    """
    ended = text + "\n"
    keys = [" ".join(piece.split()) for piece in _END.split(ended.lower())]
    leads = _leads(keys)
    tails = _tails(keys)
    if len(set(keys)) == len(keys) and not leads and not tails:
        return text, []
    ends = list(_END.finditer(ended))
    starts = [0, *(end.end() for end in ends)]
    tails = {(first, last) for first, last in tails if "\n" in ends[first - 1][0]}
    spans = [(starts[first], starts[last]) for first, last in sorted({*_stretches(keys), *leads, *tails})]
    return _cut(text, spans) if spans else (text, [])


def _leads(keys: list[str]) -> set[tuple[int, int]]:
    """The leads that stand again among the first sentences, with something in front of them."""
    head = keys[:LEAD_SENTENCES]
    return {
        (index, index + 1)
        for index, lead in enumerate(head)
        for later in head[index + 1 :]
        if len(lead) < len(later) <= len(lead) + LEAD_PREFIX and later.endswith(lead) and _words([lead]) >= LEAST_WORDS
    }


def _tails(keys: list[str]) -> set[tuple[int, int]]:
    """Sentences with which the one before them ended already; a paragraph that is one comes from a crawler."""
    tails, before = set(), ""
    for index, key in enumerate(keys):
        if len(key) < len(before) and before.endswith(key) and _words([key]) >= LEAST_WORDS:
            tails.add((index, index + 1))
        before = key or before
    return tails


def _stretches(keys: list[str]) -> list[tuple[int, int]]:
    """Runs that touch each other, as one, if one of them is long enough: the last of a crawler's copies are short."""
    stretches: list[tuple[int, int]] = []
    long: list[bool] = []
    for first, last in _runs(keys):
        is_long = _words(set(keys[first:last])) >= LEAST_WORDS  # a chant has few words, however often it is repeated
        if stretches and stretches[-1][1] >= first:
            stretches[-1], long[-1] = (stretches[-1][0], last), long[-1] or is_long
        else:
            stretches.append((first, last))
            long.append(is_long)
    return [stretch for stretch, is_long in zip(stretches, long, strict=True) if is_long]


def _runs(keys: list[str]) -> list[tuple[int, int]]:
    """Runs of sentences, from and to, that stand in the same order further up, with the cut sentences beside them."""
    first: dict[str, int] = {}
    runs: list[tuple[int, int]] = []
    begin = source = -1
    for place, key in enumerate([*keys, ""]):
        if begin >= 0 and (source + 1 < begin) and key and keys[source + 1] == key:
            source += 1
            continue
        if begin >= 0:
            runs.append(_with_cut_ends(keys, begin, place, source))
        origin = first.setdefault(key, place)
        begin, source = (place, origin) if key and origin < place else (-1, -1)
    return runs


def _with_cut_ends(keys: list[str], begin: int, end: int, source: int) -> tuple[int, int]:
    """A run, and the half sentence in front of it and behind it where these are halves of what stands there further up.

    `source` is where the last sentence of the run stands first.
    """
    before = source - (end - begin)
    if before >= 0 and keys[begin - 1] and begin - 1 > source and keys[before].endswith(keys[begin - 1]):
        begin -= 1
    if end < len(keys) and keys[end] and source + 1 < begin and keys[source + 1].startswith(keys[end]):
        end += 1
    return begin, end


def _words(keys: Iterable[str]) -> int:
    return sum(key.count(" ") + 1 for key in keys if key)


def _cut(text: str, spans: list[tuple[int, int]]) -> tuple[str, list[str]]:
    """The text without the spans, and these; where the end of a paragraph goes, one is left."""
    kept, removed, at = [], [], 0
    for start, end in spans:
        before, piece = text[at:start], text[start:end]
        ends_paragraph = "\n" in piece[len(piece.rstrip()) :] and "\n" not in before[len(before.rstrip()) :]
        kept += [before, "\n" if before and ends_paragraph else ""]
        removed.append(piece.strip())
        at = max(at, end)
    return "".join([*kept, text[at:]]).rstrip(), removed
