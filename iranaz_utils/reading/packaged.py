"""Where the notebooks and the sample articles are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def packaged(kind: str) -> Path:
    """The folder of the notebooks or of the sample articles that come with the package.

    Parameters
    ----------
    kind : {"notebooks", "seeds"}

    Returns
    -------
    Path
        `iranaz_utils/KIND` where the package was installed from a wheel, else `KIND` at the top of the checkout.

    Raises
    ------
    FileNotFoundError
        If neither is there: the installation is not whole.

    Examples
    --------
    >>> packaged("seeds").name
    'seeds'
    """
    inside, beside = PACKAGE / kind, PACKAGE.parent / kind
    if inside.is_dir():
        return inside
    if beside.is_dir() and in_checkout():
        return beside
    raise FileNotFoundError(f"the {kind} of iranaz-utils are not installed; expected them in {inside}")


def in_checkout() -> bool:
    """Whether the package is used from its source folder, where its notebooks may be edited in place."""
    project = PACKAGE.parent / "pyproject.toml"
    return project.is_file() and "iranaz-utils" in project.read_text(encoding="utf-8")
