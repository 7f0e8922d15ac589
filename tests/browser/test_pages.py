"""The rendered pages in a real Chromium: what a reader sees, hears and reaches, and what an article may not do to it."""

import csv
import io
import itertools
import json
import re

import pytest

from iranaz_utils.reporting import run
from iranaz_utils.reporting.plan import plan

REPORTS = ("frequency", "comention", "timeline")
SCRIPT = "alert('run')"
#: What somebody may write into a title, an outlet or a body so that a browser, a spreadsheet or a terminal runs it.
HOSTILE = (
    f"<script>{SCRIPT}</script>",
    f'"><img src=x onerror="{SCRIPT}">',
    f"<svg onload={SCRIPT}><a xlink:href='javascript:{SCRIPT}'>x</a></svg>",
    f"[link](javascript:{SCRIPT}) <a href='javascript:{SCRIPT}'>x</a>",
    "<style>body{display:none}</style>",
    "</details></main><h1>x</h1>",
    "<iframe src='https://example.org'></iframe>",
    "<link rel=stylesheet href='https://example.org/x.css'>",
    "=HYPERLINK('https://example.org')",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "\u202egnirts desrever\u202c",
    "a\x00b",
    "{{7*7}} ${7*7} %(x)s {0}",
    "x" * 3000,
)
NAME = "<img src=x onerror=alert(1)>&amp;'=1+1.txt"


def _article(folder, name, *parts):
    (folder / name).write_text("\n\n".join(parts), "utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A folder of articles that try everything, everywhere, and the three reports on it."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, side in enumerate(("TEHRAN", "BAKU")):
        said = [f"{side} – Masoud Pezeshkian and Ilham Aliyev spoke of the border visit on 3 May 2025. {each} Border." for each in HOSTILE]
        _article(folder, f"{number}{NAME}", *said)
    rows = [{"text": f"The border visit of Ilham Aliyev on 4 May 2025. {each}", "title": each, "outlet": each, "author": each,
             "url": f"javascript:{SCRIPT}", "side": "AZ", "date": "2025-05-05"} for each in HOSTILE]  # fmt: skip
    _article(folder, "rows.jsonl", "\n".join(map(json.dumps, rows)))
    out = tmp_path_factory.mktemp("out")
    parameters = {"query": f"border {HOSTILE[0]}", "by": "outlet"}
    todo = plan("all", corpus=folder, out=out, parameters={"by": "outlet"})
    todo += plan("frequency", corpus=folder, out=out / "more", parameters=parameters)
    assert [outcome.error for outcome in run.render(todo)] == [""] * 4
    return out


PAGES = [*(f"{name}/report.html" for name in REPORTS), "index.html"]


# --- quiet: nothing is asked for, nothing is run


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_nothing_asks_for_nothing_and_holds_no_script(reports, look, name):
    page = look(reports / name, color_scheme="dark")
    assert page.said == []
    assert page.asked == [page.url]
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("name", [*PAGES, "more/frequency/report.html"])
def test_nothing_of_a_hostile_article_runs_or_is_asked_for(hostile, look, name):
    page = look(hostile / name)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(100)
    assert page.said == []
    assert page.asked == [page.url]
    assert page.locator("script, iframe, object, embed, link, base, form, [onerror], [onload], [onclick]").count() == 0
    assert page.locator("style").count() - page.locator("svg style").count() == 1
    assert [link for link in page.evaluate("[...document.links].map(link => link.href)") if not link.startswith("file:")] == []
    assert page.locator("h1").count() == 1
    assert page.locator("body").is_visible()


def test_no_word_is_so_long_that_a_page_grows_wider_than_a_phone(hostile, look):
    page = look(hostile / "timeline/report.html", viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_table_of_a_hostile_article_holds_a_formula(hostile):
    csv.field_size_limit(10_000_000)
    texts = [path.read_bytes().decode() for path in hostile.rglob("*.csv")]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) > 1000
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-(inf|[\d.e-]+)", cell)] == []


# --- for everybody


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "options"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})])
def test_axe_finds_nothing_that_keeps_a_reader_out(reports, look, name, scheme, options):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    page = look(reports / name, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe.Axe().run(page, options=options).response["violations"]
    told = [(each["id"], each["impact"], [node["html"][:120] for node in each["nodes"][:2]]) for each in found]
    assert [each for each in told if each[1] in ("serious", "critical", "moderate")] == []


@pytest.mark.parametrize("name", REPORTS)
def test_headings_go_down_step_by_step_and_every_table_is_labelled(reports, look, name):
    page = look(reports / name / "report.html")
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => each.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert page.locator("figure.table table:not(:has(caption))").count() == 0
    assert page.locator("figure.table th:not([scope])").count() == 0
    assert page.locator("figure.chart [role=group]:not([aria-label])").count() == 0


@pytest.mark.parametrize("name", REPORTS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(reports, look, name):
    page = look(reports / name / "report.html")
    wanted = page.evaluate("[...document.querySelectorAll('a[href], summary, [tabindex]')].filter(each => each.checkVisibility()).length")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.evaluate("""() => {
        window.reached = 1; window.bare = [];
        document.addEventListener("focusin", event => {
            window.reached += 1;
            if (getComputedStyle(event.target).outlineStyle === "none") window.bare.push(event.target.outerHTML);
        });
    }""")
    for _ in range(wanted - 1):
        page.keyboard.press("Tab")
    assert page.evaluate("window.reached") == wanted
    assert page.evaluate("window.bare") == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")  # that was all


# --- every number opens its sentences


@pytest.mark.parametrize("name", REPORTS)
def test_a_number_opens_its_sentences_and_a_sentence_its_article_at_the_keyboard(reports, look, name):
    page = look(reports / name / "report.html")
    number = page.locator('table a[href^="#ev-"]').first
    number.focus()
    page.keyboard.press("Enter")
    sentences = page.locator(":target")
    sentences.wait_for(state="visible")
    assert sentences.locator("blockquote").first.is_visible()
    sentences.locator('a[href^="#at-"]').first.focus()
    page.keyboard.press("Enter")
    in_article = page.locator("span:target")
    in_article.wait_for(state="visible")
    assert in_article.evaluate("each => each.getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize("name", REPORTS)
def test_every_link_within_a_page_leads_somewhere(reports, look, name):
    page = look(reports / name / "report.html")
    lost = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href') ?? a.getAttribute('xlink:href')).filter("
                         "href => href?.startsWith('#') && !document.getElementById(href.slice(1)))")  # fmt: skip
    assert lost == []
    assert page.locator('figure.chart svg a[href^="#ev-"]').count() > 0


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_links_to_is_there(reports, look, name):
    page = look(reports / name)
    links = page.evaluate(
        "[...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(href => href && !href.startsWith('#'))"
    )
    assert links or name == "index.html"
    assert [link for link in links if not ((reports / name).parent / link).is_file()] == []


# --- on paper and on a phone


@pytest.mark.parametrize("name", REPORTS)
def test_on_paper_all_sentences_are_shown(reports, look, name):
    page = look(reports / name / "report.html")
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('.evidence li')].filter(each => each.getBoundingClientRect().height === 0).length"
    )
    assert page.locator(".evidence li").count() > 10
    assert hidden == 0


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_nothing_sticks_out(reports, look, name):
    page = look(reports / name, viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_report_can_be_printed_to_a_file(reports, browser):
    from iranaz_utils.reporting.pdf import write_pdf

    assert write_pdf(reports / "timeline" / "report.html").read_bytes().startswith(b"%PDF-")
