"""The promise on the cover: PDF/A-3a and PDF/UA-1, held against veraPDF, before and after people sign."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from builder.render.pdf.join import Embedded, Relationship, join_parts
from builder.render.pdf.part import Part, render_part
from builder.seal.signing.keys import Signer, make_keys
from builder.seal.signing.sign import sign_pack
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures
from tests.render.pdf.paper import FIELDS, cover, open_pdf, page, small_pack
from tests.seal.authority import open_authority

pytestmark = pytest.mark.slow

PASSPHRASE = "four words that fit"
NOW = datetime.now(UTC)  # noqa: TID251 - an authority stamps the real time, so signing happens at it

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60"><title>Two of three are on time'
    '</title><rect x="0" y="10" width="130" height="20" fill="#0b5563"/><text x="0" y="50" font-size="10">on time</text></svg>'
)

RICH = (
    '<h1 id="rich">Everything a section may hold</h1><p>Text with <b>bold</b>, <i>italic</i>, <b><i>both</i></b>, '
    "<code>a1b2c3</code>, ✓ ✗ ● ○ ▲ → ≤ and ਪੰਜਾਬੀ.</p>"
    "<ul><li>one<ul><li>deeper</ul><li>two</ul><ol><li>first<li>second</ol><dl><dt>Word<dd>Meaning</dl>"
    '<table><caption>Inspections</caption><thead><tr><th scope="col">Id<th scope="col" colspan="2">Found</thead>'
    '<tbody><tr><th scope="row">insp-0001<td>ok<td>2026-03-05<tr><th scope="row" rowspan="2">insp-0002<td>short<td>x'
    "<tr><td>y<td>z</tbody></table>"
    "<blockquote><p>Quoted</p></blockquote><pre>muster verify pack.pdf</pre><hr>"
    '<p lang="fr">Santé et sécurité</p><p style="columns: 2">Two columns of words that go on for a while and then end.</p>'
    '<div style="display: flex"><p>left</p><p>right</p></div><div style="display: grid"><p>in a grid</p></div>'
    '<p><a href="https://example.org/">the web</a>, <a href="#rich">above</a>, <a href="xref:s1">another section</a></p>'
    '<p><img src="asset:scan.png" alt="A scan" style="width: 40mm"> <img src="asset:photo.jpg" alt="A photo" '
    'style="width: 40mm"> <img src="asset:chart.svg" alt="A chart"></p>' + CHART
)


def rich_section() -> Part:
    """A section with everything that sections are made of."""
    scan, photo = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (60, 40), (11, 85, 99, 128)).save(scan, "PNG")
    Image.effect_noise((60, 40), 50).save(photo, "JPEG")
    assets = {"scan.png": scan.getvalue(), "photo.jpg": photo.getvalue(), "chart.svg": CHART.encode()}
    wide = '<h2 id="wide" style="page: wide">Sideways</h2><p style="page: wide">A wide table</p>'
    styles = (
        "@page { @bottom-left { content: string(kept) } } @page wide { size: letter landscape }"
        "h1 { string-set: kept content() } td { background: #eef4f5 } li::marker { color: #0b5563 }"
    )
    return render_part(page(RICH + wide), assets=assets, css=styles, key="rich")


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    french = render_part(page('<h1 id="fr">Politique</h1><p>Santé</p>').replace('lang="en"', 'lang="fr"'), key="fr")
    first = render_part(page('<h1 id="s1">First</h1><p><a href="xref:rich">on</a></p>'), key="s1")
    return join_parts(
        cover('<p><a href="xref:rich">Everything</a> <span class="leader">3</span></p>'),
        [first, rich_section(), french],
        page_label="2026-10-31-aaaaaaaaaa-auditor",
        attachments=[
            Embedded("manifest.json", b"{}", "application/json", "Manifest", Relationship.DATA, date(2026, 10, 31)),
            Embedded("registre d'été.csv", b"a,b\n", "text/csv", "A table", Relationship.SOURCE, date(2026, 10, 31)),
        ],
        signature_fields=FIELDS,
        nested=["rich"],
    )


@pytest.fixture(scope="module")
def sign(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    folder = tmp_path_factory.mktemp("signers") / "keys"
    signers = [
        Signer("Marnie Kowalchuk", "H&S coordinator"),
        Signer("ਸਿਮਰਨ Gill", "Mechanical foreman"),
        Signer("Auditor"),
    ]
    make_keys(folder, signers, company="Ridgeline Mechanical Ltd.", passphrase=PASSPHRASE, now=NOW)

    def signed(data: bytes, who: str, field: str, timestamp_url: str | None = None) -> bytes:
        return sign_pack(
            data,
            key=(folder / f"{who}.p12").read_bytes(),
            passphrase=PASSPHRASE,
            field=field,
            reason="Compiled & reviewed",
            now=NOW,
            timestamp_url=timestamp_url,
        )

    return signed


def failures(data: bytes, folder: Path, flavour: str) -> list[str]:
    file = folder / "pack.pdf"
    file.write_bytes(data)
    return find_failures(file, flavour)


@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
def test_a_part_conforms_on_its_own(flavour: str, tmp_path: Path) -> None:
    assert failures(rich_section().pdf, tmp_path, flavour) == []


@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
def test_a_joined_pack_conforms(flavour: str, unsigned: bytes, tmp_path: Path) -> None:
    assert failures(unsigned, tmp_path, flavour) == []


@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
def test_a_pack_still_conforms_after_each_signature(
    flavour: str, unsigned: bytes, sign: Callable[..., bytes], tmp_path: Path
) -> None:
    first = sign(unsigned, "marnie-kowalchuk", "hs_manager")
    second = sign(first, "gill", "senior_manager")
    with open_authority(tmp_path, NOW) as authority:
        third = sign(second, "auditor", "auditor_receipt", authority.url)

    assert [failures(data, tmp_path, flavour) for data in (first, second, third)] == [[], [], []]


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    out = io.BytesIO()
    with open_pdf(small_pack()) as pdf:
        del pdf.Root.Metadata
        del pdf.Root.MarkInfo
        pdf.save(out)

    assert any("6.6.2.1" in rule for rule in failures(out.getvalue(), tmp_path, PDF_A))
    assert any("6.2-1" in rule for rule in failures(out.getvalue(), tmp_path, PDF_UA))


def test_an_unstyled_small_pack_conforms(tmp_path: Path) -> None:
    data = small_pack()

    assert failures(data, tmp_path, PDF_A) == []
    assert failures(data, tmp_path, PDF_UA) == []
