"""The chronology as a vertical timeline: what one group says on the left, what the other says on the right, the date between them.

It is a list in the order of time, so that a screen reader reads it as one; nothing in it runs. On a narrow screen the two sides stand one
below the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from iranaz_utils.showing.evidence import evidence_html, shown_of
from iranaz_utils.showing.html import anchor
from iranaz_utils.showing.words import count_of, known, listed
from iranaz_utils.tables import UNKNOWN

#: Characters of a sentence that is shown; the whole one stands below, under the number of sentences.
LONGEST = 320


def chronology_html(  # noqa: PLR0913 - the two tables, what they are called, and what stands behind them
    chronology: pd.DataFrame,
    events: pd.DataFrame,
    *,
    name: str,
    caption: str,
    groups: Sequence[str],
    found: pd.DataFrame,
    own: pd.DataFrame | None = None,
) -> str:
    """The entries of a chronology one below the other, each opening its sentences.

    Parameters
    ----------
    chronology
        The entries to show, as `chronology` makes them, in the order of time.
    events
        The sentences of these entries, as `entries` makes them.
    name, caption
        As in `table_html`.
    groups
        The group on the left and the group on the right. What others say stands below both.
    found
        The passages behind the entries, as `passages` finds them.
    own
        The reader's own events, as `load_events` reads them, put between the entries.

    Examples
    --------
    >>> from iranaz_utils.measuring.chronology import chronology, entries
    >>> told = pd.DataFrame({"doc_id": ["a"], "text": ["It <opened>."], "outlet": ["Echo"], "group": ["RU"], "names": [""], "words": [""]})
    >>> told = entries(told.assign(date=pd.Timestamp("2031-05-03"), precision="day", sentence=0, side="RU", published=pd.NaT, written=""))
    >>> none = pd.DataFrame({"key": pd.Series(dtype="str")})
    >>> page = chronology_html(chronology(told), told, name="c", caption="What is told", groups=["RU", "FD"], found=none)
    >>> "3 May 2031" in page, "It &lt;opened&gt;." in page
    (True, True)
    """
    sentences, shown = dict(list(events.groupby("entry", sort=False))), shown_of(found)
    items = [
        (
            row.date,
            1,
            _entry(row, sentences[row.entry], groups, evidence_html(shown.get(row.entry, ()), anchor=anchor(name, number), label="Open")),
        )
        for number, row in enumerate(chronology.itertuples())
    ]
    items += [(row.date, 0, _own(row)) for row in own.itertuples()] if own is not None else []
    body = "".join(item for *_, item in sorted(items, key=lambda item: item[:2])) or "<li>nothing to show</li>"
    heads = "".join(f'<span class="side-{letter}" dir="auto">{escape(group)}</span>' for letter, group in zip("ab", groups, strict=True))
    return (
        f'<section class="chronology" id="table-{escape(name)}" aria-label="{escape(caption)}"><p class="caption">{escape(caption)}</p>'
        f'<p class="heads" aria-hidden="true">{heads}</p><ol>{body}</ol></section>'
    )


def _entry(row, sentences: pd.DataFrame, groups: Sequence[str], evidence: str) -> str:
    """One entry: its date, each side, the others, what it is about, and its sentences."""
    sides = "".join(_side(sentences, group, f"side-{letter}") for letter, group in zip("ab", groups, strict=True))
    others = sentences[~sentences["group"].isin(groups)]
    about = [listed(cell.split("; ")) for cell in (row.names, row.words if row.sentences > 1 else "") if cell]
    if row.articles > 1 and known(row.first_date):
        about.append(f"first reported on {row.first_date:%Y-%m-%d} by {row.first_outlet if known(row.first_outlet) else row.first_doc_id}")
    below = f'<div class="others">{_told(others)}</div>' if len(others) else ""
    counted = count_of(row.articles, "article")
    return (
        f'<li class="entry"><p class="when">{_when(row.date, row.precision)}<span>{counted}</span></p>{sides}{below}'
        f'<div class="about"><p dir="auto">{escape(" · ".join(about))}</p>{evidence}</div></li>'
    )


def _side(sentences: pd.DataFrame, group: str, look: str) -> str:
    own = sentences[sentences["group"] == group]
    label = f'<span class="who {look}" dir="auto">{escape(group)}</span>'
    said = _told(own) if len(own) else '<p class="silent">silent</p>'
    return f'<div class="told {look}-box">{label}{said}</div>'


def _told(sentences: pd.DataFrame) -> str:
    """The earliest sentence, with who wrote it and how many articles more."""
    first = sentences.sort_values(["published", "doc_id", "sentence"], na_position="last").iloc[0]
    who = [first["outlet"] if known(first["outlet"]) else "outlet not known"]
    who += [] if first["group"] in (UNKNOWN, first["outlet"]) else [first["group"]]
    who += [first["written"]] if known(first["written"]) else []
    more = sentences["doc_id"].nunique() - 1
    who += [f"and {count_of(more, 'article')} more"] if more else []
    return f'<blockquote dir="auto">{escape(_short(first["text"]))}</blockquote><p class="source" dir="auto">{escape(" · ".join(who))}</p>'


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _own(row) -> str:
    return (
        f'<li class="entry own"><p class="when">{_when(row.date, row.precision)}<span>your list</span></p>'
        f'<p class="title" dir="auto">{escape(row.title)}</p></li>'
    )


def _when(date: pd.Timestamp, precision: str) -> str:
    """A date in words, and for machines."""
    words, exact = (f"{date:%B %Y}", f"{date:%Y-%m}") if precision == "month" else (f"{date.day} {date:%B %Y}", f"{date:%Y-%m-%d}")
    return f'<time datetime="{exact}">{words}</time>'
