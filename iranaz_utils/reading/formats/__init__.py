"""What the formats of articles look like: a module each, from a `Source` to records and problems.

========== ====================================================================
rows       tables with one article a row: CSV, Excel, JSON, JSON lines, Parquet
html       web pages, and what databases export as such
docx       Word documents
pdf        the text layer of PDF files
rtf        Rich Text Format
exports    files that hold many articles: Nexis, Factiva, ProQuest, Europresse, RIS
========== ====================================================================
"""
