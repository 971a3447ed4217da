"""Sheets of paper with codes, as scanners and telephones hand them out, drawn without a printer; and a quick reader for them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import segno
from PIL import Image, ImageDraw

from builder.bring_in.paper import sheet_process
from builder.bring_in.paper.sheets import A4_IS_TALLER, Page, UnreadableScanError
from builder.model.form_code import FormCode

INSPECTION = FormCode("inspection", "", "shop", "PRG-07", 4, 0)
"""As the forms of `tests.render.forms.printed.company` bear it."""


def numbered(number: int) -> FormCode:
    return FormCode("inspection", "vehicle", "shop", "PRG-07", 4, number)


def sheet(*codes: FormCode | str, words: str = "", size: tuple[int, int] = (850, 1100)) -> Image.Image:
    """A page of 100 dots per inch with codes on the right and words below them."""
    page = Image.new("RGB", size, "white")
    for row, code in enumerate(codes):
        out = io.BytesIO()
        text = code.text if isinstance(code, FormCode) else code
        segno.make(text, error="q", boost_error=False).save(out, kind="png", scale=3, border=4)
        page.paste(Image.open(out), (size[0] - 160, 40 + 200 * row))
    if words:
        ImageDraw.Draw(page).text((80, 500), words, fill=(20, 20, 110), font_size=40)
    return page


BLANK = sheet()


def pdf(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    # A copy: Pillow keeps what was appended to a picture for the next time that it is saved.
    pages[0].copy().save(out, "PDF", resolution=100, save_all=True, append_images=list(pages[1:]))
    return out.getvalue()


def jpeg(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=70)
    return out.getvalue()


def read_here(data: bytes) -> tuple[Page, ...]:
    """Like `read_pages`, in this process: a test with five scans needn't start five others."""
    try:
        looked: Sequence[dict[str, object]] = [sheet_process._look(each) for each in sheet_process._pictures(data, 300)]
    except sheet_process._Refused as refused:
        raise UnreadableScanError(str(refused)) from None
    return tuple(Page(tuple(each["codes"]), bool(each["blank"]), each["tall"] > A4_IS_TALLER) for each in looked)  # type: ignore[arg-type, operator]


@pytest.fixture
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are read and cut in this process; `test_sheets.py` proves the one that is used otherwise."""
    monkeypatch.setattr("builder.commands.inbox_folder.read_pages", read_here)
    monkeypatch.setattr("builder.commands.inbox_folder.cut_pages", sheet_process._cut)
