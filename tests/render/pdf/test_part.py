from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from builder.model.error import BuilderError
from builder.render.pdf.part import render_part
from tests.render.pdf.paper import open_pdf, page

SAME = page(
    '<h1 id="a">Maintenance ✓</h1><p>ਪੰਜਾਬੀ <b>bold</b> <a href="#a">up</a></p>'
    '<table><tr><th scope="col">Asset<tr><td>A-001</table><p lang="fr">Été</p>'
)


def test_a_part_knows_its_pages_and_on_which_page_each_id_stands() -> None:
    made = render_part(page('<h1 id="one">One</h1><h1 id="two" style="break-before: page">Two</h1>'))

    assert made.pages == 2
    assert made.anchors == {"one": 0, "two": 1}
    assert len(open_pdf(made.pdf).pages) == 2


def test_a_part_declares_both_standards_in_one_metadata_tree() -> None:
    made = render_part(page("<h1>One</h1>"))

    with open_pdf(made.pdf) as pdf:
        written = pdf.Root.Metadata.read_bytes()
        with pdf.open_metadata(update_docinfo=False) as metadata:
            assert metadata.pdfa_status == "3A"
    assert b'pdfuaid:part="1"' in written
    assert written.count(b"<rdf:RDF") == 1


@pytest.mark.parametrize(
    "environment",
    [{"TZ": "Asia/Tokyo"}, {"LC_ALL": "C"}, {"LANG": "pa_IN.UTF-8"}, {"PYTHONHASHSEED": "7"}, {"HOME": "/nowhere"}],
    ids=str,
)
def test_the_same_html_gives_the_same_bytes_in_another_process(environment: dict[str, str], tmp_path: Path) -> None:
    program = (
        "import hashlib, sys; from builder.render.pdf.part import render_part;"
        "print(hashlib.sha256(render_part(sys.stdin.read()).pdf).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    # Not handed on: the other process makes its own configuration of fonts, as on another machine.
    own = {key: value for key, value in os.environ.items() if not key.startswith(("MUSTER_", "FONTCONFIG_"))}
    other = subprocess.run(
        [sys.executable, "-c", program],
        input=SAME,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env={**own, "PYTHONPATH": root, "PYTHONUTF8": "1", **environment},
    )

    assert other.stdout.strip() == hashlib.sha256(render_part(SAME).pdf).hexdigest()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<a href="#nowhere">x</a>', 'the link to "#nowhere" leads nowhere; use xref:nowhere'),
        ('<a href="../fall-protection.md">x</a>', 'the link to "../fall-protection.md" leads out of the pack'),
        ('<a href="javascript:alert(1)">x</a>', 'the link to "javascript:alert(1)" leads out of the pack'),
        ('<a href="file:///etc/passwd">x</a>', 'the link to "file:///etc/passwd" leads out of the pack'),
        ('<h2 id="a">a</h2><h2 id="a">b</h2>', "Anchor defined twice: 'a'"),
        ('<img src="asset:a.png">', "the image asset:a.png has no words (alt)"),
        ('<img src="asset:a.png" alt=" ">', "the image asset:a.png has no words (alt)"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "a drawing (<svg>) has no <title>"),
    ],
)
def test_what_would_break_the_pack_for_a_reader_is_refused_in_words(body: str, words: str) -> None:
    with pytest.raises(BuilderError) as caught:
        render_part(page(body), key="inspections")

    assert 'The section "inspections" can\'t be printed:' in caught.value.message
    assert words in caught.value.message


def test_a_document_without_language_or_title_is_refused() -> None:
    with pytest.raises(BuilderError) as caught:
        render_part("<html><body><p>x</p>")

    assert "names no language" in caught.value.message
    assert "has no <title>" in caught.value.message


@pytest.mark.parametrize("address", ["https://x.example/", "mailto:a@x.example", "tel:4035550130", "xref:elsewhere"])
def test_links_to_the_web_to_people_and_to_other_sections_are_kept(address: str) -> None:
    made = render_part(page(f'<p><a href="{address}">x</a></p>'))

    with open_pdf(made.pdf) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI) == address


def test_what_the_renderer_passes_over_is_told_and_does_not_stop_the_section(capfd: pytest.CaptureFixture[str]) -> None:
    made = render_part(page("<p>x</p>"), css="p { colour: red }")

    assert [text for text in made.warnings if "colour" in text]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_scan_that_is_cut_off_is_not_printed_half(format: str) -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(out, format)

    with pytest.raises(BuilderError, match=r"asset:scan was not used: the image can't be read whole"):
        render_part(page('<img alt="Scan" src="asset:scan">'), assets={"scan": out.getvalue()[:20_000]})
