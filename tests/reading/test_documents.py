"""Web pages, Word, PDF and RTF become text, with what they state about themselves."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.files import Problem, Record, read
from iranaz_utils.reading.formats.rtf import text_of_rtf

SENTENCE = "The ministers of the two countries met at the river and opened a new bridge, which both sides had planned for years."
ARTICLE = "".join(f"<p>{SENTENCE} {n}</p>" for n in ("One.", "Two.", "Three."))


def _read(path, data=None):
    if data is not None:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(read(path, path.name))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Problem)]


def _page(head="", body=ARTICLE):
    menu = "<nav>" + "<a href='/'>Menu</a>" * 30 + "</nav>"
    main = f"{menu}<article><h1>Bridge opens</h1>{body}</article><footer>Cookies</footer>"
    return f"<!DOCTYPE html><html><head><title>Bridge opens</title>{head}</head><body>{main}</body></html>"


def _docx(body, name="word/document.xml", head=""):
    data, schema = io.BytesIO(), "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/core.xml", "<created>2013-12-23T23:15:00Z</created>")
        archive.writestr(name, f'{head}<w:document xmlns:w="{schema}" xmlns:mc="{compatible}"><w:body>{body}</w:body></w:document>')
    return data.getvalue()


def _paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _pdf(*pages, letters=""):
    """A PDF with a line of text for each line; `letters` are what the bytes from A on stand for."""
    mapping = " ".join(f"<{65 + n:02x}> <{letter.encode('utf-16-be').hex()}>" for n, letter in enumerate(letters))
    unicode = f"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar {mapping} endbfchar"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding" + ("/ToUnicode 4 0 R>>" if letters else ">>")
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>", font, _stream(unicode)]
    for n, page in enumerate(pages):
        lines = " ".join(f"({line}) Tj T*" for line in page.replace("(", r"\(").replace(")", r"\)").split("\n"))
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {6 + 2 * n} 0 R/Resources<</Font<</F1 3 0 R>>>>>>")
        objects.append(_stream(f"BT /F1 12 Tf 14 TL 50 750 Td {lines} ET" if page else ""))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content.encode("latin-1") + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def _stream(content):
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


# --- web pages


def test_the_article_is_told_from_the_page_around_it(tmp_path):
    head = "<meta name='author' content='Anna Berg'><meta property='og:site_name' content='Zenda News'><link rel='canonical' href='https://zenda.example/1'>"
    (record,), problems = _read(tmp_path / "a.html", _page(head))
    assert record.text == "\n\n".join(f"{SENTENCE} {n}" for n in ("One.", "Two.", "Three."))
    assert record.fields == {"title": "Bridge opens", "author": "Anna Berg", "outlet": "Zenda News", "url": "https://zenda.example/1"}
    assert problems == []


@pytest.mark.parametrize("join", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_the_joints_of_persian_words_are_kept(tmp_path, join):
    """Without its zero-width non-joiner, *talk* (goft-o-gu) is another word; libraries drop it as unprintable."""
    persian = f"گفت{join}وگو میان دو کشور آغاز شد و پل مرزی پس از سال{join}ها باز شد. وزیران گفتند راه آزاد است."
    (record,), _ = _read(tmp_path / "a.html", _page(body=f"<p>{persian}</p>" * 1 + f"<p>{persian} دوباره.</p>"))
    assert "گفت\u200cوگو میان" in record.text
    assert record.text.count("\u200c") == 4


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("<meta property='article:published_time' content='2031-02-04T23:30:00+04:00'>", "", "2031-02-04"),
        ("<meta name='DC.date.issued' content='2031-02-04'>", "", "2031-02-04"),
        ("<meta itemprop='datePublished' content='20310204T100000Z'>", "", "2031-02-04"),
        ("<meta name='pubdate' content='4 February 2031'>", "", "4 February 2031"),
        (
            """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2031-02-04"}]}</script>""",
            "",
            "2031-02-04",
        ),
        ("", "<time datetime='2031-02-04T10:00'>4 Feb</time>", "2031-02-04"),
        ("", "<time datetime='2030-01-01'>x</time><time itemprop='datePublished' datetime='2031-02-04'>4 Feb</time>", "2031-02-04"),
    ],
)
def test_the_date_is_what_the_page_states_for_machines(tmp_path, head, body, day):
    (record,), _ = _read(tmp_path / "a.html", _page(head, body + ARTICLE))
    assert (record.fields["date"], record.fields["date_from"]) == (day, "html")


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("<div class='date'>4 February 2031</div>", "4 February 2031"),
        ("<span class='item-date'>2031-02-04 10:30</span><p class='post_date'>4.2.2031</p>", "4.2.2031"),
        ("<p class='published'>Published: February 4, 2031</p>", "Published: February 4, 2031"),
        ("<div id='news-date'>4 fevral 2031, 10:30</div>", "4 fevral 2031, 10:30"),
        ("<div class='news date'>4 февраля 2031</div>", "4 февраля 2031"),
        ("<div class='item-date'>۱۶ بهمن ۱۳۹۹ - ۱۰:۳۰</div>", "۱۶ بهمن ۱۳۹۹ - ۱۰:۳۰"),
    ],
)
def test_a_page_that_states_no_date_may_show_one(tmp_path, shown, day):
    """Pages of the region show the day beside the headline and state it nowhere; the library for it reads three languages of ten."""
    (record,), _ = _read(tmp_path / "a.html", _page(body=shown + ARTICLE))
    assert (record.fields["date"], record.fields["date_from"]) == (day, "html")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:modified_time' content='2031-02-04'>", ""),
        ("", "<p>Resolution 2231 of 20 July 2015 was the first.</p>"),
        ("", "<div class='date'>20 July</div>"),
        ("", "<div class='date'>Updated: 20 July 2015</div>"),
        ("", "<div class='last-update date'>20 July 2015</div>"),
        ("", "<ul class='related'><li><span class='date'>20 July 2015</span> The king is well</li></ul>"),
        ("", "<span class='date'>20 July 2015</span> The king is well. <span class='date'>21 July 2015</span> The queen too."),
        ("", "<div class='date'>" + "The resolution of 20 July 2015 was the first of many. " * 3 + "</div>"),
        ("<link rel='canonical' href='https://zenda.example/2031/02/04/bridge'>", ""),
        ("", "<time datetime='2031-02-04'>a</time><time datetime='2031-02-05'>b</time>"),
        ("""<script type="application/ld+json">{broken</script>""", ""),
        ("""<script type="application/ld+json">{"dateModified": "2031-02-04"}</script>""", ""),
    ],
)
def test_no_date_is_guessed(tmp_path, head, body):
    """The date of a treaty that an article names, of a change or of a list of links was taken for the day of publication."""
    (record,), _ = _read(tmp_path / "a.html", _page(head, body + ARTICLE))
    assert "date" not in record.fields


def test_dates_that_contradict_each_other_are_told(tmp_path):
    head = "<meta property='article:published_time' content='2031-02-04'>"
    (record,), (problem,) = _read(tmp_path / "a.html", _page(head, "<time datetime='2031-03-01' pubdate>x</time>" + ARTICLE))
    assert record.fields["date"] == "2031-02-04"
    assert problem.problem == "the page states more than one date: 2031-02-04, 2031-03-01"


def test_a_page_in_an_old_encoding_is_read_as_it_declares(tmp_path):
    text = "Министры двух стран встретились у реки и открыли новый мост, который строили много лет."
    page = _page('<meta charset="windows-1251">', f"<p>{text}</p><p>{text} Снова.</p>").encode("cp1251")
    (record,), (problem,) = _read(tmp_path / "a.html", page)
    assert record.text.startswith(text)
    assert problem.problem == "not UTF-8; taken for cp1251"


def test_a_page_without_an_article_gives_its_text_without_scripts(tmp_path):
    (record,), _ = _read(
        tmp_path / "a.html", "<html><body><script>alert(1)</script><style>p {}</style><p>Open <b>n</b>ow</p>x<br>y</body></html>"
    )
    assert record.text == "Open now\n\nx\n\ny"


def test_a_title_that_the_article_begins_with_is_not_cut_out_of_its_sentence(tmp_path):
    (record,), _ = _read(tmp_path / "a.html", _page(body="<p>Bridge opens to traffic, as planned. " + SENTENCE + "</p>" + ARTICLE))
    assert record.text.startswith("Bridge opens to traffic")


def test_pictures_in_a_saved_page_do_not_make_it_too_large(tmp_path, monkeypatch):
    """Browsers save a page with its pictures in it: 20 MB around one article."""
    monkeypatch.setattr("iranaz_utils.reading.formats.html.MAX_MARKUP", 20_000)
    picture = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 5000}'>"
    assert SENTENCE in _read(tmp_path / "a.html", _page(body=picture + ARTICLE))[0][0].text
    assert "too large" in _read(tmp_path / "b.html", _page(body=ARTICLE * 60))[1][0].problem


def test_a_page_of_very_many_elements_is_read_without_looking_for_its_article(tmp_path, monkeypatch):
    """A page of half a million links took a minute and a half, and two gigabytes."""
    monkeypatch.setattr("iranaz_utils.reading.formats.html.MAX_ELEMENTS", 40)
    (record,), (problem,) = _read(tmp_path / "a.html", _page(body="<p>One <b>two</b>.</p>" * 50))
    assert record.text.startswith("Bridge opens\n\nOne two.\n\nOne two.")
    assert "too many to tell an article" in problem.problem


# --- Word


def test_a_word_document_is_read_with_its_tables_in_order(tmp_path):
    table = "<w:tbl><w:tr>" + "".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in ("a", "b")) + "</w:tr></w:tbl>"
    (record,), problems = _read(tmp_path / "a.docx", _docx(_paragraph("One.") + table + _paragraph("Two.<!-- -->")))
    assert record.text == "One.\n\na\tb\n\nTwo."
    assert record.fields == {}  # least of all the date of the template in the properties
    assert problems == []


def test_word_puts_a_paragraph_together_from_runs_and_signs(tmp_path):
    body = (
        "<w:p><w:r><w:t>The </w:t></w:r><w:hyperlink><w:r><w:t>bridge</w:t></w:r></w:hyperlink><w:ins><w:r><w:t> is</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> was</w:delText></w:r></w:del><w:r><w:tab/><w:t>open</w:t><w:br/><w:t>now.</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t> Yes.</w:t></w:r></w:sdtContent></w:sdt></w:p><w:sdt><w:sdtContent>"
        + _paragraph("End.")
        + "</w:sdtContent></w:sdt>"
    )
    assert _read(tmp_path / "a.docx", _docx(body))[0][0].text == "The bridge is\topen\nnow. Yes.\n\nEnd."


def test_a_text_box_is_read_once(tmp_path):
    """Word writes it twice, once for old programs."""
    inside = _paragraph("In a box.")
    box = f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    assert _read(tmp_path / "a.docx", _docx(f"<w:p><w:r>{box}<w:t>Outside.</w:t></w:r></w:p>"))[0][0].text == "In a box.\n\nOutside."


def test_entities_in_a_word_document_are_not_resolved(tmp_path):
    """A billion laughs: a kilobyte that becomes gigabytes, or a file of this computer that becomes text."""
    head = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    records, (problem,) = _read(tmp_path / "a.docx", _docx(_paragraph("&b;&c;"), head=head))
    assert records == []
    assert "entities" in problem.problem


def test_a_word_document_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("iranaz_utils.reading.archives.SMALL", 1000)
    assert "unpack to" in _read(tmp_path / "a.docx", _docx(_paragraph("x" * 1_000_000)))[1][0].problem


def test_a_broken_word_document_is_told(tmp_path):
    whole = _docx(_paragraph("One."))
    assert "broken or cut off" in _read(tmp_path / "a.docx", whole[:-30])[1][0].problem
    assert "XML is broken" in _read(tmp_path / "b.docx", _docx("<w:p>"))[1][0].problem
    assert "no part with text" in _read(tmp_path / "c.docx", _docx("", name="word/styles.xml"))[1][0].problem
    assert "no text" in _read(tmp_path / "d.docx", _docx(""))[1][0].problem


def test_the_text_of_a_strict_or_renamed_document_is_found(tmp_path):
    assert _read(tmp_path / "a.docx", _docx(_paragraph("One."), name="word/document2.xml"))[0][0].text == "One."


# --- PDF


def test_a_pdf_gives_its_text_layer(tmp_path):
    (record,), problems = _read(tmp_path / "a.pdf", _pdf("The bridge is open.\nIt is long.", "Second page."))
    assert record.text == "The bridge is open.\nIt is long.\nSecond page."
    assert problems == []


def test_a_scan_is_told_and_so_is_a_page_without_text(tmp_path):
    records, (problem,) = _read(tmp_path / "a.pdf", _pdf("", ""))
    assert records == []
    assert "scan" in problem.problem
    _, (problem,) = _read(tmp_path / "b.pdf", _pdf("The bridge is open.", ""))
    assert problem.problem == "1 of 2 pages have no text"


def test_ligatures_become_letters(tmp_path):
    (record,), _ = _read(tmp_path / "a.pdf", _pdf("oBcial", letters="\ufb01\ufb03").replace(b"(oBcial)", b"(\\157B\\143\\151\\141\\154)"))
    assert "ffi" in record.text


def test_words_parted_at_the_end_of_a_line_are_joined_and_counted(tmp_path):
    (record,), (problem,) = _read(
        tmp_path / "a.pdf", _pdf("The govern-\nment met the well-\nknown minister. It is well-known,\nby Anna Berg-\nHolm.")
    )
    assert record.text == "The government met the well-known minister. It is well-known,\nby Anna Berg-\nHolm."
    assert problem.problem == "words joined that a line had parted: 1"


def test_lines_that_repeat_on_every_page_are_taken_off_and_counted(tmp_path):
    pages = [f"Zenda News\nText of page {n}.\nPage {n} of 4" for n in range(1, 5)]
    (record,), (problem,) = _read(tmp_path / "a.pdf", _pdf(*pages))
    assert record.text == "Text of page 1.\nText of page 2.\nText of page 3.\nText of page 4."
    assert "headers and footers of pages taken off: 8" in problem.problem


def test_a_persian_pdf_is_read_with_a_warning(tmp_path):
    (record,), (problem,) = _read(tmp_path / "a.pdf", _pdf("ABCDABCD", letters="پلها"))
    assert "پ" in record.text
    assert problem.severity == "warning"
    assert "unreliable" in problem.problem


def test_an_encrypted_pdf_is_told(tmp_path):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf("The bridge is open."))))
    writer.encrypt("secret", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    records, (problem,) = _read(tmp_path / "a.pdf", data.getvalue())
    assert records == []
    assert problem.problem == "the PDF is encrypted"


def test_a_broken_pdf_is_told(tmp_path):
    assert _read(tmp_path / "a.pdf", b"%PDF-1.4\n" + zlib.compress(b"x" * 99))[1][0].severity == "error"


def test_a_pdf_too_long_for_an_article_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("iranaz_utils.reading.formats.pdf.MAX_PAGES", 1)
    assert "2 pages" in _read(tmp_path / "a.pdf", _pdf("a", "b"))[1][0].problem


# --- RTF


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi One {\b two}.\par Three\line four.}", "One two.\n\nThree\nfour."),
        (rb"{\rtf1\ansi\ansicpg1252 caf\'e9 \u8217?s \'93open\'94}", "café ’s “open”"),
        (rb"{\rtf1\ansicpg1251 \'cc\'ee\'f1\'f2}", "Мост"),
        (rb"{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 a\'e9 {\f1\'cc\'ee\'f1\'f2} \'e9}", "aé Мост é"),
        (rb"{\rtf1\ansicpg1252{\fonttbl{\f1\fcharset162 T;}}\f1 \'dd\'fe}", "İş"),
        (rb"{\rtf1\uc1 \u1056?\u1077?\u1082?\u1072? \u-10179?\u-8704?}", "Река 😀"),
        (rb"{\rtf1\uc2 \u8217\'92\'92 x{\uc0\u1056 y}}", "’ xРy"),
        (rb"{\rtf1 \{a\}\~\\ b\_c}", "{a}\u00a0\\ b\u2011c"),
        (rb"{\rtf1{\stylesheet{\s0 Normal;}}{\info{\title No}{\author No}}{\*\generator No}{\header No}{\pict ffd8}Text}", "Text"),
        (rb'{\rtf1 a {\field{\*\fldinst HYPERLINK "http://zenda.example"}{\fldrslt link}}.}', "a link."),
        (rb"{\rtf1\trowd a\cell b\cell\row c}", "a\tb\t\nc"),
        (rb"{\rtf1 a{\*\blipuid x}{\object\bin6 }}{{{}}b}", "ab"),
        (rb"{\rtf1 broken {{ \'e", "broken  e"),
        (rb"{\rtf1 }}} after \bin99999999999 x", "after"),
    ],
)
def test_rtf_becomes_text(rtf, text):
    assert text_of_rtf(rtf) == text


@given(
    st.lists(
        st.sampled_from(
            [rb"{", rb"}", rb"\par ", rb"\u8217?", rb"\'e9", b"text ", rb"\bin3 ", rb"\*", rb"\fonttbl", rb"\f1 ", b"\\", rb"\uc9 ", b"\n"]
        ),
        max_size=40,
    )
)
def test_no_rtf_ends_the_reading(parts):
    assert isinstance(text_of_rtf(b"{\\rtf1 " + b"".join(parts)), str)


def test_an_rtf_file_is_an_article(tmp_path):
    (record,), _ = _read(tmp_path / "a.rtf", rb"{\rtf1 The bridge is open.\par}")
    assert record.text == "The bridge is open."
    assert _read(tmp_path / "b.rtf", rb"{\rtf1{\pict ffd8}}")[1][0].problem == "it holds no text"
