"""One Chromium for all tests here: that of the system, since none is fetched."""

import os
import shutil

import pytest

from iranaz_utils.reporting.pdf import BROWSERS


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium is installed (Debian, Ubuntu: apt install chromium)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0)
        yield chromium
        chromium.close()


@pytest.fixture
def look(browser):
    """Opens a page as a reader would, and notes what it says on the console, asks for and runs."""
    contexts = []

    def open_page(path, anchor="", **settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: (page.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri() + anchor)
        return page

    yield open_page
    for context in contexts:
        context.close()
