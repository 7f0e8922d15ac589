"""Tables as files: CSV for a spreadsheet, in which no cell is a formula, and Parquet, in which every cell is as it was."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

#: What makes a spreadsheet take a cell for a formula.
FORMULA = tuple("=+-@\t\r")


def write_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    """Write `NAME.csv` and `NAME.parquet` into the folder, which is made where it is not there."""
    folder.mkdir(exist_ok=True)
    frame.to_parquet(folder / f"{name}.parquet", index=False)
    harmless(frame).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet would run.

    >>> harmless(pd.DataFrame({"term": ["=1+1", "river"], "n": [-1, 2]}))["term"].to_list()
    ["'=1+1", 'river']
    """
    made = frame.copy()
    for column in made.select_dtypes(["str", "object"]):
        made[column] = [f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in made[column]]
    return made
