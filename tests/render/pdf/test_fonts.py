from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from builder.model.error import BuilderError
from builder.render.pdf import part  # noqa: F401 - puts the shipped fonts in force
from builder.render.pdf.fonts import FAMILIES, MONOSPACE, describe_character, font_folder, unsupported_characters
from builder.render.pdf.part import render_part
from tests.render.pdf.paper import font_names, page


@pytest.mark.parametrize("path", sorted(font_folder().glob("*.ttf")), ids=lambda path: path.stem)
def test_every_shipped_face_has_1000_units_per_em_so_that_signature_stamps_stay_pdf_a(path: Path) -> None:
    assert TTFont(path)["head"].unitsPerEm == 1000


def test_every_shipped_face_belongs_to_a_family_that_the_styles_name() -> None:
    families = {TTFont(path)["name"].getBestFamilyName() for path in font_folder().glob("*.ttf")}

    assert families == {*FAMILIES, MONOSPACE}


def test_the_fonts_stay_small_enough_to_be_shipped() -> None:
    assert sum(path.stat().st_size for path in font_folder().glob("*.ttf")) < 4_000_000


def test_the_licence_of_the_fonts_is_shipped_with_them() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (font_folder() / "OFL.txt").read_text(encoding="utf-8")


def test_words_signs_and_names_of_the_sample_can_be_printed() -> None:
    assert (
        unsupported_characters("Été – “Naïve” ✓ ✗ ● ○ ▲ ◐ ☐ ☑ → ≤ ≥ ½ °C µ ’ ਪੰਜਾਬੀ Łódź Đặng Ηρώ Жук\u00ad\u200b\t\n")
        == ()
    )


def test_a_character_that_no_font_has_is_found_once() -> None:
    assert unsupported_characters("火 and 😀 and 火") == ("火", "😀")


def test_control_characters_can_not_be_printed() -> None:
    assert unsupported_characters("a\x07b\x00") == ("\x00", "\x07")


def test_a_character_is_described_by_code_point_and_name() -> None:
    assert describe_character("火") == "火 (U+706B, cjk unified ideograph-706b)"


def test_a_missing_glyph_stops_the_section_and_names_character_code_point_and_section() -> None:
    with pytest.raises(BuilderError) as caught:
        render_part(page("<h1>Notes</h1><p>Stay alert 火 at all times</p>"), key="toolbox")

    assert 'section "toolbox"' in caught.value.message
    assert 'the character 火 (U+706B, cjk unified ideograph-706b), after "' in caught.value.message
    assert 'Stay alert"' in caught.value.message


def test_a_missing_glyph_in_a_style_is_found_too() -> None:
    with pytest.raises(BuilderError, match=r"U\+706B"):
        render_part(page("<h1>Notes</h1>"), css="h1::before { content: '火' }")


def test_a_missing_glyph_written_as_an_escape_in_a_style_is_found_when_it_is_drawn() -> None:
    with pytest.raises(BuilderError, match=r"U\+706B"):
        render_part(page("<h1>Notes</h1>"), css=r"h1::before { content: '\706B' }")


def test_fonts_of_the_machine_are_not_used_even_when_they_are_asked_for() -> None:
    made = render_part(page('<p style="font-family: DejaVu Serif, Liberation Mono, serif">Text</p>'))

    assert font_names(made.pdf) == {"Noto-Sans"}


def test_the_configuration_in_force_knows_no_other_folder() -> None:
    listed = subprocess.run(["fc-list", ":", "file"], capture_output=True, text=True, check=True).stdout.split("\n")

    files = {line.split(":")[0].strip() for line in listed if line.strip()}
    assert files == {str(path) for path in font_folder().glob("*.ttf")}
    assert "FONTCONFIG_PATH" not in os.environ


def test_bold_italic_and_monospaced_text_have_their_own_faces() -> None:
    made = render_part(page("<p>a <b>b</b> <i>c</i> <b><i>d</i></b> <code>e</code></p>"))

    assert font_names(made.pdf) == {
        "Noto-Sans",
        "Noto-Sans-Bold",
        "Noto-Sans-Italic",
        "Noto-Sans-Bold-Italic",
        "Noto-Sans-Mono",
    }
