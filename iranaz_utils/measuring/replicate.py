"""Keyness as other tools print it, from the counts of a keyness table: their formulas, their columns, their order.

=============== ========================================================================================================
preset          follows
=============== ========================================================================================================
quanteda        `textstat_keyness` of quanteda.textstats: chi-square with its conditional correction, and its G2
rayson          the log-likelihood wizard: two-term G2 and the effect sizes beside it
sketch-engine   keywords by simple maths, one use per million added
conc            `keywords` of Conc: two-term G2, Hardie's log ratio, only what the target uses more
=============== ========================================================================================================

The words are counted by this package, so a number differs from the tool's own where the two cut texts into words differently.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from iranaz_utils.measuring.statistics import bic, chi_square, ell, g2, log_ratio, odds_ratio, percent_difference, rate, simple_maths
from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import take


def replicate(keyness: pd.DataFrame, preset: str) -> pd.DataFrame:
    """The terms of a keyness table with the numbers that another tool would give for the same counts.

    Parameters
    ----------
    keyness
        Keyness table. Make it with the settings of the other tool: stop words, phrases, least number of uses.
    preset
        ``"quanteda"``, ``"rayson"``, ``"sketch-engine"`` or ``"conc"``.

    Returns
    -------
    Frame with the columns and the order of that tool; equal values in the order of the alphabet.

    Raises
    ------
    ColumnError
        If `keyness` lacks its counts or bases.
    ParameterError
        If `preset` is unknown.

    Examples
    --------
    >>> counts = {"term": ["keep"], "n_target": [348], "n_reference": [99], "base_target": [10**6], "base_reference": [10**6]}
    >>> float(replicate(pd.DataFrame(counts), "rayson")["LL"].round(2).iloc[0])
    146.95
    """
    one_of("preset", preset, tuple(PRESETS))
    counts = take(keyness, "term", *FOUR, table="keyness").to_pandas()
    columns, order = PRESETS[preset](counts["term"], *(counts[column].to_numpy() for column in FOUR))
    table = pd.DataFrame(columns)
    return table.sort_values([order, table.columns[table.columns.isin(TERM)][0]], ascending=[False, True], ignore_index=True)


FOUR = ("n_target", "n_reference", "base_target", "base_reference")
#: What the tools call a term.
TERM = ("feature", "item", "token")


def _quanteda(term, a, b, target, reference) -> tuple[dict, str]:
    from scipy.stats import chi2

    strength = chi_square(a, b, target, reference, form="quanteda")
    lr = g2(a, b, target, reference, form="quanteda")
    return {"feature": term, "chi2": strength, "G2": lr, "p": chi2.sf(np.abs(strength), 1), "n_target": a, "n_reference": b}, "chi2"


def _rayson(term, a, b, target, reference) -> tuple[dict, str]:
    four = (a, b, target, reference)
    return {
        "item": term,
        "O1": a,
        "%1": rate(a, target) / 100,
        "O2": b,
        "%2": rate(b, reference) / 100,
        "LL": g2(*four, form="two-term"),
        "%DIFF": percent_difference(*four),
        "Bayes": bic(*four, form="two-term"),
        "ELL": np.abs(ell(*four, form="two-term")),
        "RRisk": percent_difference(*four) / 100 + 1,
        "LogRatio": log_ratio(*four, form="hardie"),
        "OddsRatio": odds_ratio(*four),
    }, "LL"


def _sketch_engine(term, a, b, target, reference) -> tuple[dict, str]:
    fpm = {"fpm_focus": 100 * rate(a, target), "fpm_reference": 100 * rate(b, reference)}
    return {"item": term, "f_focus": a, "f_reference": b, **fpm, "score": simple_maths(a, b, target, reference)}, "score"


def _conc(term, a, b, target, reference) -> tuple[dict, str]:
    ratio = log_ratio(a, b, target, reference, form="hardie")
    columns = {
        "token": term,
        "frequency": a,
        "frequency_reference": b,
        "normalized_frequency": rate(a, target),
        "normalized_frequency_reference": rate(b, reference),
        "relative_risk": 2**ratio,
        "log_ratio": ratio,
        "log_likelihood": np.abs(g2(a, b, target, reference, form="two-term")),
    }
    shown = (a > 0) & (ratio >= 0)
    return {name: values[shown] for name, values in columns.items()}, "log_likelihood"


PRESETS = {"quanteda": _quanteda, "rayson": _rayson, "sketch-engine": _sketch_engine, "conc": _conc}
