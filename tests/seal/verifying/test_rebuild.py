"""A pack held against the one that is made anew: the same bytes, or what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.model.manifest import Manifest, ManifestFile
from builder.render.pdf.attachments import Embedded, Relationship
from builder.render.pdf.join import join_parts
from builder.seal.manifest import write_manifest
from builder.seal.verdict import Check, Status
from builder.seal.verifying.rebuild import compare_rebuild
from tests.render.pdf.paper import FIELDS, cover, section, small_pack
from tests.seal import attacks
from tests.seal.conftest import FILES, LOG, Keys, manifest_of


def compare(
    data: bytes, again: bytes, manifest: Manifest | None = None, other: Manifest | None = None
) -> dict[str, Check]:
    first = manifest or manifest_of(FILES)
    return {check.name: check for check in compare_rebuild(data, first, again, other or first)}


def with_tools(**versions: str) -> Manifest:
    manifest = manifest_of(FILES)
    return replace(manifest, toolchain=tuple(sorted((dict(manifest.toolchain) | versions).items())))


def test_a_signed_pack_is_the_same_as_before_it_was_signed(twice_signed: bytes, unsigned: bytes) -> None:
    assert compare(twice_signed, unsigned) == {
        "rebuild": Check(
            "rebuild",
            Status.PASS,
            "Made anew from the repository, it has the same bytes as before anyone signed it.",
        )
    }


@pytest.mark.parametrize("is_signed", [True, False], ids=["signed", "unsigned"])
def test_a_page_that_was_changed_before_anyone_signed_is_found_though_the_file_begins_as_the_pack_made_anew(
    is_signed: bool, unsigned: bytes, keys: Keys
) -> None:
    changed = attacks.append(unsigned, attacks.replace_content)
    checks = compare(attacks.sign_anything(changed, keys.coordinator) if is_signed else changed, unsigned)

    assert checks["rebuild"].status is Status.FAIL
    assert "only the beginning of this file: a page was changed" in checks["rebuild"].detail
    assert checks["rebuild pages"].status is not Status.PASS


def test_bytes_behind_a_pack_that_nobody_signed_are_found(unsigned: bytes) -> None:
    assert compare(unsigned, unsigned)["rebuild"].status is Status.PASS
    assert compare(unsigned + b"% more", unsigned)["rebuild"].status is Status.FAIL


def test_other_bytes_with_the_same_tools_fail_and_the_pages_are_named(unsigned: bytes) -> None:
    checks = compare(_with_words(manifest_of(FILES)), unsigned)

    assert {name: check.status for name, check in checks.items()} == {
        "rebuild": Status.FAIL,
        "rebuild manifest": Status.PASS,
        "rebuild attached": Status.PASS,
        "rebuild pages": Status.FAIL,
    }
    assert checks["rebuild pages"].detail == "The words on 1 of 5 pages are not the same: page 1."
    assert "give them again" in checks["rebuild"].detail


def _with_words(manifest: Manifest) -> bytes:
    """The small pack with other words on its cover."""
    day = date(2026, 10, 31)
    link = '<p><a href="xref:{}">{}</a></p>'
    parts = [section(f"s{number}", link.format("cover", "Cover")) for number in (1, 2)]
    return join_parts(
        cover(link.format("s1-end", "Some other section")),
        parts,
        page_label="RIDGELINE-2026-10-31",
        attachments=[
            Embedded("manifest.json", write_manifest(manifest), "application/json", "Manifest", Relationship.DATA, day),
            Embedded("log.csv", LOG, "text/csv", "Log", Relationship.SOURCE, day),
        ],
        signature_fields=FIELDS,
    )


def test_with_other_tools_bytes_are_not_compared_but_words_files_and_manifest_are(unsigned: bytes) -> None:
    checks = compare(unsigned, unsigned, with_tools(weasyprint="69.0"), manifest_of(FILES))

    assert checks["rebuild"] == Check(
        "rebuild",
        Status.NOT_CHECKED,
        "The bytes can't be compared, because it was made with other tools: weasyprint 69.0 (here 70.0).",
    )
    assert {checks[f"rebuild {name}"].status for name in ("manifest", "attached", "pages")} == {Status.PASS}


def test_another_version_of_muster_may_print_other_words(unsigned: bytes) -> None:
    checks = compare(_with_words(manifest_of(FILES)), unsigned, with_tools(muster="0.0.9"), manifest_of(FILES))

    assert checks["rebuild pages"].status is Status.NOT_CHECKED
    assert "another version of Muster" in checks["rebuild pages"].detail


def test_other_pages_are_not_compared_word_for_word(unsigned: bytes) -> None:
    more = small_pack(write_manifest(manifest_of(FILES)), sections=3)

    assert compare(more, unsigned)["rebuild pages"].status is Status.NOT_CHECKED


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(manifest_of(FILES), company="Somebody Else"), "company"),
        (manifest_of({**FILES, "records/company.yaml": b"name: Else\n"}), "records/company.yaml"),
        (replace(manifest_of(FILES), attached=()), "log.csv"),
    ],
)
def test_a_manifest_that_says_otherwise_is_found(other: Manifest, words: str, unsigned: bytes) -> None:
    tools = (("muster", "0.1.0"), ("weasyprint", "71.0"))
    check = compare(unsigned, unsigned, None, replace(other, toolchain=tools))["rebuild manifest"]

    assert check.status is Status.FAIL
    assert check.detail == f"The manifest made anew says otherwise about: {words}."


def test_where_a_file_stands_in_print_is_no_untruth(unsigned: bytes) -> None:
    def on(page: int) -> Manifest:
        manifest = with_tools(weasyprint="69.0")
        files: tuple[ManifestFile, ...] = tuple(replace(file, page=page) for file in manifest.files)
        return replace(manifest, files=files)

    assert compare(unsigned, unsigned, on(3), replace(on(4), toolchain=()))["rebuild manifest"].status is Status.PASS
