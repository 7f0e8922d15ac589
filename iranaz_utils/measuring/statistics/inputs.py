"""What the measures accept: checks shared by the modules of this folder."""

from __future__ import annotations

import numpy as np

from iranaz_utils.tables import BaseError, ParameterError


def one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    """`value` if it is one of `choices`; else an error that lists them, since a misspelt option must never pick another measure.

    Examples
    --------
    >>> one_of("form", "walter", ("walter", "hardie"))
    'walter'
    """
    if value not in choices:
        raise ParameterError(f"{name} must be one of {', '.join(choices)}; got {value!r}")
    return value


def whole(name: str, value: int, least: int) -> int:
    """`value` if it is a whole number of `least` or more.

    Examples
    --------
    >>> whole("window", 50, 1)
    50
    """
    if not isinstance(value, int | np.integer) or value < least:
        raise ParameterError(f"{name} must be a whole number of {least} or more; got {value!r}")
    return value


def counts_in(base_name: str, base, *counts) -> tuple[np.ndarray, ...]:
    """The base and the counts taken from it, as floats; each count lies between 0 and its base, and the base above 0.

    Examples
    --------
    >>> counts_in("base", 10, [1, 2])
    (array(10.), array([1., 2.]))
    """
    base, *arrays = (np.asarray(array, dtype=float) for array in (base, *counts))
    if not (base > 0).all():
        raise BaseError(f"{base_name} must be positive: nothing can be counted in a base of {base.min() if base.size else base}")
    for array in arrays:
        if not ((array >= 0) & (array <= base)).all():
            raise ParameterError(
                f"a count must lie between 0 and its {base_name}; got {array.min():g} to {array.max():g} in {base.max():g}"
            )
    return base, *arrays


def four_cells(n_target, n_reference, base_target, base_reference):
    """Uses and other tokens of both corpora, a, b, c and d, in one shape.

    Examples
    --------
    >>> [cell.tolist() for cell in four_cells([1, 2], 3, 10, 20)]
    [[1.0, 2.0], [3.0, 3.0], [9.0, 8.0], [17.0, 17.0]]
    """
    base_target, n_target = counts_in("base_target", base_target, n_target)
    base_reference, n_reference = counts_in("base_reference", base_reference, n_reference)
    a, b, c, d = np.broadcast_arrays(n_target, n_reference, base_target - n_target, base_reference - n_reference)
    return a, b, c, d
