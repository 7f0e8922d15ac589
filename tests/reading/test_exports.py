"""Exports of news databases become as many records as they hold articles. All samples are made up; the forms are those of the databases."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from iranaz_utils.reading.files import Problem, Record, read

NEXIS = """\
User Name: A. Reader
Date and Time: Tuesday, March 4, 2031 10:11:00 AM CET
Job Number: 12345678

Documents (2)

1. Bridge opens over the river
Client/Matter: -None-
Search Terms: bridge
Timeline: Jan 01, 2031 to Feb 28, 2031
2. Ministers meet
Client/Matter: -None-

Bridge opens over the river
Zenda News
February 4, 2031 Tuesday

Copyright 2031 Zenda Media All Rights Reserved
Section: WORLD; Pg. 3
Length:\u00a0120 words
Byline:\u00a0By Anna Berg
Dateline: STRELSAU, Feb. 3
Highlight: A bridge after ten years.

Body

The bridge is open.

Subject: that is what the first minister called it.

Graphic

Photo: the bridge

Load-Date: February 5, 2031

End of Document

Ministers meet:
a report
Freedonia Times
5 February 2031
Length: 10 words

Body

They met on March 1, 2030.

Classification

Language: ENGLISH
Load-Date: February 6, 2031

End of Document
"""

LEXIS = """\
                               1 of 2 DOCUMENTS

                                 Zenda News

                            February 4, 2031 Tuesday
                                 First Edition

Bridge opens

BYLINE: By Anna Berg

SECTION: WORLD; Pg. 3

LENGTH: 12 words

DATELINE: STRELSAU

   The bridge is open. It is a
long one.

   Second paragraph.

LOAD-DATE: February 5, 2031

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                                 Zenda News

                            February 5, 2031 Wednesday

Ministers meet

LENGTH: 3 words

   They met.

LANGUAGE: ENGLISH
"""

FACTIVA_LINES = """\
Bridge opens
By Anna Berg
1,120 words
4 February 2031
10:11
Zenda News
ZENDA
English
(c) 2031 Zenda
The bridge is open.
Ministers walked over it.
Document ZENDA00020310204e724000b1

Ministers meet
20 words
5 February 2031
Zenda News
ZENDA
English
(c) 2031 Zenda
They met.
Document ZENDA00020310205e724000b2
Search Summary
Results Found\t2
"""


def _row(code, value):
    return rf"\trowd\intbl {code}\cell\intbl {value}\cell\row"


FACTIVA_RTF = "".join(
    [
        r"{\rtf1\ansi ",
        *(
            _row(*pair)
            for pair in [
                ("HD", r"{\b Bridge opens}"), ("BY", "By Anna Berg"), ("WC", "120 words"), ("PD", "4 February 2031"), ("ET", "10:11"),
                ("SN", "Zenda News"), ("SC", "ZENDA"), ("LA", "English"), ("CY", "(c) 2031 Zenda"),
                ("LP", r"The bridge is open.\par It is long."), ("TD", "Ministers walked over it."),
                ("NS", "gpol : Politics"), ("AN", "Document ZENDA00020310204e724000b1"),
            ]
        ),
        "}",
    ]
)  # fmt: skip

FACTIVA_HTML = """<html><body><div class="article enArticle"><table>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><b class='enHeadline'>Bridge opens</b></td></tr>
<tr><td class="index"><b>PD</b>&nbsp;</td><td>4 February 2031</td></tr><tr><td><b>SN</b>&nbsp;</td><td>Zenda News</td></tr>
<tr><td class="index"><p><b>LP</b>&nbsp;</p></td><td><p class="articleParagraph enarticleParagraph">The <b>bridge</b> is open.</p>
<p class="articleParagraph enarticleParagraph">It is long &amp; wide.</p></td></tr>
<tr><td class="index"><br/><b>AN</b>&nbsp;</td><td><br/>Document ZENDA00020310204e724000b1</td></tr></table></div>
<div class="article enArticle"><div><span class="enHeadline">Ministers meet</span></div><div>120 words</div><div>5 February 2031</div>
<div>Zenda News</div><div>ZENDA</div><div>English</div><div>(c) 2031 Zenda</div>
<p class="articleParagraph enarticleParagraph">They met.</p><p>Document ZENDA00020310205e724000b2</p></div></body></html>"""

FACTIVA_XML = """<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">
<ppsarticleResultSet count="2"><ppsarticle><article><accessionNo>ZENDA1</accessionNo><baseLanguage>EN</baseLanguage>
<headline><paragraph><hlt>Bridge</hlt> opens</paragraph></headline><byline><paragraph>Anna Berg</paragraph></byline>
<leadParagraph><paragraph>The bridge is open.</paragraph></leadParagraph>
<publicationDate><dateTime>2031-02-04T01:35:58Z</dateTime></publicationDate><sourceName>Zenda News</sourceName>
<tailParagraphs><paragraph>It is <hlt>long</hlt>.</paragraph><paragraph>And wide.</paragraph></tailParagraphs>
</article></ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""

PROQUEST = """\
____________________________________________________________

Bridge opens

Publication info: Zenda News ; Strelsau [Strelsau]. 04 Feb 2031: A.1.

Abstract: None available.

Full text: The bridge is open.
It is long.

CREDIT: Anna Berg

Subject: Bridges

Title: Bridge opens

Publication title: Zenda News

Publication date: Feb 4, 2031

Language of publication: English

ProQuest document ID: 123

Document URL: https://www.proquest.example/x

____________________________________________________________

Ministers meet

Full text: Not available.

Title: Ministers meet

ProQuest document ID: 124

____________________________________________________________
"""

EUROPRESSE = """<html><body><article><header><div><span class="DocPublicationName">Le Courrier de Strelsau, no. 43018</span></div>
<span class="DocHeader">Monde, mardi 4 février 2031 134 mots, p. 11</span></header>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le pont ouvre</p></div>
<div class="docAuthors">Anna Berg</div><section>
<div class="docOcurrContainer"><p>Le pont est ouvert.</p><p>Il est <mark>long</mark>.</p></div>
</section></article></body></html>"""

RIS = """\
TY  - NEWS
TI  - Bridge opens
AU  - Berg, Anna
AU  - Holm, Bo
T2  - Zenda News
DA  - 2031/02/04/
N2  - The bridge is open.
It is long.
LA  - en
UR  - https://zenda.example/1
ER  -\x20

TY  - NEWS
T1  - Ministers meet
ER  -\x20
"""


EUROPRESSE_TEXT = """\
Documents sauvegardés
Dimanche 9 février 2031 à 10 h 11
2 documents
Sommaire
Le pont ouvre
Le Courrier de Strelsau
© 2031 Le Courrier de Strelsau. Tous droits réservés. Le présent document est
protégé par les lois et conventions
internationales sur le droit d'auteur. Certificat émis le 9 février 2031 à Université-de-Zenda à des fins de
visualisation personnelle et temporaire.
news•20310204•ZEN•001
Nom de la source
Le Courrier de Strelsau
Type de source
Presse • Journaux
Périodicité
Quotidien
Couverture géographique
Nationale
Provenance
Strelsau, Ruritanie
Mardi 4 février 2031
Le Courrier de Strelsau
• p. 11
• 1 134 mots
Page 11
Le pont ouvre après dix ans

Anna Berg

Le pont est ouvert. Il a coûté 500 mots
de travail, dit-on. Le présent document du roi n'est pas lu.
Il est long.
Ce document est réservé à l'usage exclusif de l'utilisateur désigné par Université-de-Zenda et ne peut faire
l'objet d'aucune autre utilisation ou diffusion auprès de tiers
• 2031 Zenda Info. Tous droits réservés.
web•20310205•ZI•002
5 février 2031
Zenda Info (site web) - Zenda Info
• 60 mots
Les ministres se voient
Ils se sont vus le 1er mars.
"""


def _read(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(read(path, path.name))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Problem)]


def _docx(text):
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n"))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        )
    return data.getvalue()


def _rtf(text):
    return ("{\\rtf1\\ansi " + "".join(f"{line.replace(chr(160), chr(92) + '~')}\\par\n" for line in text.split("\n")) + "}").encode()


def _ascii(text):
    """Letters as RTF writes them."""
    return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)


# --- a toy of each database


@pytest.mark.parametrize(("name", "written"), [("a.docx", _docx), ("a.rtf", _rtf), ("a.txt", str.encode)])
def test_nexis_uni_in_each_of_its_formats(tmp_path, name, written):
    (first, second), problems = _read(tmp_path / name, written(NEXIS))
    assert first.path == f"{name}:1"
    assert first.text == "The bridge is open.\n\nSubject: that is what the first minister called it."
    assert first.fields == {
        "title": "Bridge opens over the river", "outlet": "Zenda News", "date": "February 4, 2031 Tuesday", "date_from": "header",
        "author": "Anna Berg",
    }  # fmt: skip
    assert second.text == "They met on March 1, 2030."
    assert second.fields == {
        "title": "Ministers meet: a report", "outlet": "Freedonia Times", "date": "5 February 2031", "date_from": "header",
        "language": "ENGLISH",
    }  # fmt: skip
    assert problems == []


def test_one_article_a_file_without_a_cover(tmp_path):
    alone = NEXIS.split("End of Document\n\n")[1]
    (record,), problems = _read(tmp_path / "a.docx", _docx(alone))
    assert (record.path, record.fields["title"], record.fields["outlet"]) == ("a.docx:1", "Ministers meet: a report", "Freedonia Times")
    assert problems == []


def test_the_older_lexisnexis(tmp_path):
    (first, second), problems = _read(tmp_path / "a.txt", LEXIS)
    assert first.text == "The bridge is open. It is a\nlong one.\n\nSecond paragraph."
    assert first.fields == {
        "title": "Bridge opens", "outlet": "Zenda News", "date": "February 4, 2031 Tuesday", "date_from": "header", "author": "Anna Berg",
        "language": "ENGLISH",
    }  # fmt: skip
    assert second.text == "They met."
    assert problems == []


def test_factiva_with_codes_as_rtf(tmp_path):
    (record,), problems = _read(tmp_path / "a.rtf", FACTIVA_RTF)
    assert record.text == "The bridge is open.\n\nIt is long.\n\nMinisters walked over it."
    assert record.fields == {
        "title": "Bridge opens", "author": "Anna Berg", "date": "4 February 2031", "outlet": "Zenda News", "language": "English",
        "doc_id": "ZENDA00020310204e724000b1", "date_from": "header",
    }  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("written", [_rtf, str.encode])
def test_factiva_without_codes(tmp_path, written):
    (first, second), problems = _read(tmp_path / "a.rtf.txt", written(FACTIVA_LINES))
    assert first.text == "The bridge is open.\n\nMinisters walked over it."
    assert first.fields == {
        "title": "Bridge opens", "author": "Anna Berg", "date": "4 February 2031", "outlet": "Zenda News", "language": "English",
        "doc_id": "ZENDA00020310204e724000b1", "date_from": "header",
    }  # fmt: skip
    assert (second.text, second.fields["title"]) == ("They met.", "Ministers meet")
    assert problems == []


def test_factiva_as_html_with_and_without_codes(tmp_path):
    (first, second), problems = _read(tmp_path / "a.html", FACTIVA_HTML)
    assert first.text == "The bridge is open.\n\nIt is long & wide."
    assert (first.fields["title"], first.fields["date"], first.fields["outlet"]) == ("Bridge opens", "4 February 2031", "Zenda News")
    assert second.text == "They met."
    assert (second.fields["title"], second.fields["date"], second.fields["language"]) == ("Ministers meet", "5 February 2031", "English")
    assert problems == []


def test_factiva_as_xml(tmp_path):
    (record,), (problem,) = _read(tmp_path / "a.xml", FACTIVA_XML)
    assert record.text == "The bridge is open.\n\nIt is long.\n\nAnd wide."
    assert record.fields == {
        "title": "Bridge opens", "author": "Anna Berg", "date": "2031-02-04", "outlet": "Zenda News", "language": "en", "doc_id": "ZENDA1",
        "date_from": "metadata",
    }  # fmt: skip
    assert problem.problem == "the Factiva export declares 2 articles, and 1 were found in it"


def test_proquest(tmp_path):
    (record,), (problem,) = _read(tmp_path / "a.txt", PROQUEST)
    assert record.text == "The bridge is open.\n\nIt is long."
    assert record.fields == {
        "title": "Bridge opens", "outlet": "Zenda News", "date": "Feb 4, 2031", "language": "English", "url": "https://www.proquest.example/x",
        "doc_id": "123", "date_from": "metadata", "author": "Anna Berg",
    }  # fmt: skip
    assert problem.problem == "article 2 of the ProQuest export ('Ministers meet') has no text"


def test_europresse(tmp_path):
    (record,), problems = _read(tmp_path / "a.html", EUROPRESSE)
    assert record.text == "Le pont est ouvert.\n\nIl est long."
    assert record.fields == {
        "title": "Le pont ouvre", "author": "Anna Berg", "outlet": "Le Courrier de Strelsau",
        "date": "Monde, mardi 4 février 2031 134 mots, p. 11", "date_from": "header",
    }  # fmt: skip
    assert problems == []


@pytest.mark.parametrize(("name", "written"), [("a.docx", _docx), ("a.rtf", _rtf), ("a.txt", str.encode)])
def test_europresse_as_text(tmp_path, name, written):
    (first, second), problems = _read(tmp_path / name, written(EUROPRESSE_TEXT if name != "a.rtf" else _ascii(EUROPRESSE_TEXT)))
    assert problems == []
    assert first.fields == {
        "title": "Le pont ouvre après dix ans", "author": "Anna Berg", "outlet": "Le Courrier de Strelsau", "date": "Mardi 4 février 2031",
        "date_from": "header", "doc_id": "news·20310204·ZEN·001",
    }  # fmt: skip
    assert (second.text, second.fields["outlet"], second.fields["title"]) == (
        "Ils se sont vus le 1er mars.", "Zenda Info", "Les ministres se voient",
    )  # fmt: skip


def test_europresse_in_english_with_the_rights_behind_each_article(tmp_path):
    text = """\
Tuesday, February 4, 2031
Zenda News, no. 1204
• p. A3
• 1,134 words
Bridge opens
Bo Holm

The bridge is open. It took 500 words to say so.
The present document and the bridge are long.
© 2031 Zenda News. All rights reserved. The present document and its usage under license are protected under
international copyright laws and conventions. Certificate issued on February 9, 2031 to Zenda-University for
temporary display purposes.
news·20310204·ZN·1
"""
    (record,), problems = _read(tmp_path / "a.txt", text)
    assert record.text == "The bridge is open. It took 500 words to say so.\nThe present document and the bridge are long."
    assert (record.fields["title"], record.fields["author"], record.fields["outlet"]) == ("Bridge opens", "Bo Holm", "Zenda News")
    assert problems == []


@pytest.mark.parametrize("name", ["a.ris", "a.txt"])
def test_ris(tmp_path, name):
    (record,), (problem,) = _read(tmp_path / name, RIS)
    assert record.text == "The bridge is open.\nIt is long."
    assert record.fields == {
        "title": "Bridge opens", "author": "Berg, Anna; Holm, Bo", "outlet": "Zenda News", "date": "2031/02/04", "language": "en",
        "url": "https://zenda.example/1", "date_from": "metadata",
    }  # fmt: skip
    assert problem.problem == "article 2 of the RIS export ('Ministers meet') has no text"


# --- feared mistakes


def test_fewer_articles_than_declared_are_told(tmp_path):
    """An export that broke off after 60 of 100 articles was analysed for months."""
    records, (problem,) = _read(tmp_path / "a.txt", NEXIS.replace("Documents (2)", "Documents (3)"))
    assert len(records) == 2
    assert problem.problem == "the Nexis export declares 3 articles, and 2 were found in it"
    records, (problem,) = _read(tmp_path / "a.txt", LEXIS.replace("2 of 2 DOCUMENTS", "5 of 9 DOCUMENTS"))
    assert problem.problem == "the LexisNexis export declares 5 articles, and 2 were found in it"
    records, (problem,) = _read(tmp_path / "a.txt", FACTIVA_LINES.replace("Results Found\t2", "Results Found\t1,250"))
    assert problem.problem == "the Factiva export declares 1250 articles, and 2 were found in it"
    records, (problem,) = _read(tmp_path / "a.txt", EUROPRESSE_TEXT.replace("2 documents", "12 documents"))
    assert problem.problem == "the Europresse export declares 12 articles, and 2 were found in it"
    records, (problem,) = _read(tmp_path / "a.txt", EUROPRESSE_TEXT.replace("2 documents\n", "").replace("• 60 mots\n", ""))
    assert problem.problem == "the Europresse export declares 2 articles, and 1 were found in it"


def test_blank_lines_below_the_head_of_a_europresse_article_cost_no_more_than_others(tmp_path):
    """Each was taken from the front of the list of all the others: 400,000 of them took nine seconds."""
    text = f"Mardi 4 février 2031\nZenda Info\n• 60 mots\n{chr(10) * 400_000}Le pont ouvre\nBo Holm\n\nIl est long.\nweb·20310204·ZI·2\n"
    (record,), problems = _read(tmp_path / "a.txt", text)
    assert (record.fields["title"], record.fields["author"], record.text, problems) == ("Le pont ouvre", "Bo Holm", "Il est long.", [])


def test_an_article_that_was_cut_off_is_read_and_its_neighbours_too(tmp_path):
    (first, second), problems = _read(tmp_path / "a.txt", NEXIS[: NEXIS.rindex("Classification")])
    assert (first.fields["outlet"], second.text) == ("Zenda News", "They met on March 1, 2030.")
    assert problems == []


def test_an_article_that_the_database_could_not_give_is_told(tmp_path):
    body = "We are sorry but there is an error in this document and it is not possible to display it."
    records, (problem,) = _read(tmp_path / "a.txt", NEXIS.replace("They met on March 1, 2030.", body))
    assert len(records) == 1
    assert problem.path == "a.txt:2"


def test_a_list_of_documents_is_no_article(tmp_path):
    """Nexis lays a list beside articles that are saved one a file."""
    records, (problem,) = _read(tmp_path / "a_doclist.docx", _docx(NEXIS.split("\n\nBridge opens over")[0]))
    assert records == []
    assert problem.problem == "the Nexis export lists 2 articles and holds the text of none"


@pytest.mark.parametrize(
    "text",
    [
        "The minister signed it.\n\nEnd of Document\n\nThat is how the paper ends.",
        "1 of 2 DOCUMENTS was lost, the archive said.\nLENGTH: unknown.",
        "Document 5 of the treaty is secret.",
        "The file is called Document ZENDA. It has 120 words.",
        "TY is how the village is called.",
        "The archive calls it news·20310204·ZEN·001.\n4 February 2031\n• 523 words\nand nothing else.",
    ],
)
def test_an_article_that_only_sounds_like_an_export_stays_one(tmp_path, text):
    (record,), problems = _read(tmp_path / "a.txt", text)
    assert (record.path, record.text) == ("a.txt", text)
    assert problems == []


def test_entities_in_xml_are_not_resolved(tmp_path):
    data = FACTIVA_XML.replace("<PPSResponse>", '<!DOCTYPE x [<!ENTITY a "lol">]><PPSResponse>', 1).replace("And wide.", "&a;&a;")
    records, (problem,) = _read(tmp_path / "a.xml", data)
    assert records == []
    assert "entities" in problem.problem


def test_broken_xml_is_told(tmp_path):
    assert "XML is broken" in _read(tmp_path / "a.xml", FACTIVA_XML[:300])[1][0].problem
