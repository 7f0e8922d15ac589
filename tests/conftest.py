"""Settings for every test: no clock decides, no run differs from the last, no window opens."""

import os

from hypothesis import settings

os.environ["MPLBACKEND"] = "agg"

settings.register_profile("same every time", derandomize=True, deadline=None, database=None, print_blob=False)
settings.load_profile("same every time")
