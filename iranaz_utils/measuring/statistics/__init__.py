"""The measures, as functions of plain numpy arrays; each docstring says what its number means, whose formula it is, and shows one.

================ ===========================================================================================================
contrasts        one term in two corpora, how surely: g2, chi_square, ell, bic
effects          and by how much: log_ratio and its interval, lrc, percent_difference, odds_ratio, simple_maths, weighted_log_odds
associations     two things found together: expected, g2_pair, pmi, npmi, mi3, log_dice, t_score, z_score, fisher_exact
dispersions      a word over the parts of a corpus: dp, dp_norm, juilland_d, … and by name: dispersion
diversities      a vocabulary: type_token_ratio, mattr, mtld, hd_d, yule_k
certainty        rate, wilson, benjamini_hochberg
resampling       documents drawn or shuffled: bootstrap_rates, permutation_p, permutation_interval
================ ===========================================================================================================

No corpus may be empty: that raises `BaseError`. Counts of zero are allowed everywhere and each function says what they give.
"""

from iranaz_utils.measuring.statistics.associations import expected, fisher_exact, g2_pair, log_dice, mi3, npmi, pmi, t_score, z_score
from iranaz_utils.measuring.statistics.certainty import RATE_PER, benjamini_hochberg, rate, wilson
from iranaz_utils.measuring.statistics.contrasts import bic, chi_square, ell, g2
from iranaz_utils.measuring.statistics.dispersions import dispersion, dp, dp_norm, juilland_d, kld, parts_with, rosengren_s
from iranaz_utils.measuring.statistics.diversities import hd_d, mattr, mtld, type_token_ratio, yule_k
from iranaz_utils.measuring.statistics.effects import (
    log_ratio,
    log_ratio_interval,
    lrc,
    nearest_to_equal,
    odds_ratio,
    percent_difference,
    simple_maths,
    weighted_log_odds,
)
from iranaz_utils.measuring.statistics.resampling import bootstrap_rates, permutation_interval, permutation_p

__all__ = [
    "RATE_PER",
    "benjamini_hochberg",
    "bic",
    "bootstrap_rates",
    "chi_square",
    "dispersion",
    "dp",
    "dp_norm",
    "ell",
    "expected",
    "fisher_exact",
    "g2",
    "g2_pair",
    "hd_d",
    "juilland_d",
    "kld",
    "log_dice",
    "log_ratio",
    "log_ratio_interval",
    "lrc",
    "mattr",
    "mi3",
    "mtld",
    "nearest_to_equal",
    "npmi",
    "odds_ratio",
    "parts_with",
    "percent_difference",
    "permutation_interval",
    "permutation_p",
    "pmi",
    "rate",
    "rosengren_s",
    "simple_maths",
    "t_score",
    "type_token_ratio",
    "weighted_log_odds",
    "wilson",
    "yule_k",
    "z_score",
]
