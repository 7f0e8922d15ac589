"""Settings for every test: no clock decides, no run differs from the last, no window opens."""

import os

import pytest
from hypothesis import settings

os.environ["MPLBACKEND"] = "agg"

settings.register_profile("same every time", derandomize=True, deadline=None, database=None, print_blob=False)
settings.load_profile("same every time")


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The three reports on the sample articles, rendered once for all tests that look at them."""
    from iranaz_utils.reading import packaged
    from iranaz_utils.reporting import run
    from iranaz_utils.reporting.plan import plan

    out = tmp_path_factory.mktemp("reports")
    assert [outcome.error for outcome in run.render(plan("all", corpus=packaged("seeds"), out=out))] == [""] * 3
    return out
