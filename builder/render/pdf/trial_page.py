"""A page that is laid out, printed and read back: whether PDFs can be made on this computer, and say what they should."""

from __future__ import annotations

TRIAL = "Muster prints Zoë O’Brien, naïve – 12 of 12 ✓"
"""Letters of several of the shipped fonts."""


def print_trial_page() -> tuple[str, str]:
    """The words that stand on the page, and why there are none; one of the two is empty."""
    try:
        # Imported late: where a native library is missing, importing WeasyPrint fails, and that is what is asked for.
        import pypdfium2

        from builder.render.pdf.part import render_part

        part = render_part(f'<html lang="en"><head><title>Trial</title></head><body><p>{TRIAL}</p></body></html>')
        with pypdfium2.PdfDocument(part.pdf) as document:
            return document[0].get_textpage().get_text_range(), ""
    except Exception as error:
        # Whatever it is: it is told, and the rest is looked at all the same.
        return "", _say(error)


def _say(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:300] or type(error).__name__
