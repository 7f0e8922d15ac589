"""What the formats of articles look like: functions from a `Source` to records and problems.

=========== ===================================================================
texts       one article, or an export of many: text, pages, Word, PDF, RTF, XML
html        the main text of a web page, and what the page states about it
docx        the text of a Word document
labels      fields in front of a text, as `title: …`
pdf         the text layer of a PDF
rtf         the text of a Rich Text document
nexis       exports of Nexis Uni and the older LexisNexis
factiva     exports of Factiva
databases   exports of ProQuest and reference managers
europresse  exports of Europresse, as a web page and as text
delimited   tables of lines: CSV and its kin
rows        other tables with one article a row: Excel, JSON, Parquet
columns     which column of a table is what, and its rows as records
=========== ===================================================================
"""
