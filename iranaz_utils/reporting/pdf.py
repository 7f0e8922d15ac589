"""A report as PDF, printed by a Chromium that is installed on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from iranaz_utils.tables import IranazError

#: Names under which Chromium and its relatives are installed, the free one first.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")


class BrowserError(IranazError):
    """There is no browser that could print, or it did not; the text says what to do."""


def write_pdf(page: Path) -> Path:
    """Print a page to a PDF file beside it, as the page's print style lays it out: everything folded is open.

    Raises
    ------
    BrowserError
        If no Chromium is installed, or it prints nothing.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise BrowserError(f"no Chromium is installed to print {page} with; install one (Debian, Ubuntu: apt install chromium)")
    target = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="iranaz", ignore_cleanup_errors=True) as profile:
        command = [
            browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}",
            f"--print-to-pdf={target.resolve()}", page.resolve().as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to start as root with it
        printed = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - no shell
    if printed.returncode or not target.is_file():
        said = printed.stderr.strip().splitlines() or ["it said nothing"]
        raise BrowserError(f"{browser} could not print {page}: {said[-1]}")
    return target
