"""The evidence pack as a PDF: sections are rendered one by one, kept by their content, and joined with their tags.

`part` renders the HTML of one section, `pool` does that for many at once and keeps the results, `join` makes one PDF/A-3a and
PDF/UA-1 file of them. What stands in the sections is not decided here.
"""
