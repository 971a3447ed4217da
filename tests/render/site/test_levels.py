"""Words planted in fields of each level are looked for in every byte of each edition, compressed files included."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.render.site.small_company import OFFICE_WORD, POSTED_WORD, PUBLIC_WORD, RESTRICTED_WORD


def everything(site: Path) -> bytes:
    """Every byte of a site, names of files too."""
    found = []
    for path in sorted(site.rglob("*")):
        found.append(str(path.relative_to(site)).encode())
        if path.is_file():
            data = path.read_bytes()
            found.append(gzip.decompress(data) if path.suffix == ".gz" else data)
    return b"\n".join(found)


@pytest.mark.parametrize("word", [PUBLIC_WORD, POSTED_WORD])
def test_workers_see_what_is_public_or_posted(built: Mapping[str, Path], word: str) -> None:
    assert word.encode() in everything(built["worker"])


@pytest.mark.parametrize(
    "word", [OFFICE_WORD, RESTRICTED_WORD, "Ana Ruiz", "403-555-0104", "trn-0001.yaml", "stb-0001"]
)
def test_nothing_of_the_office_is_in_any_byte_of_the_worker_edition(built: Mapping[str, Path], word: str) -> None:
    assert word.encode() not in everything(built["worker"])


@pytest.mark.parametrize("word", [PUBLIC_WORD, POSTED_WORD, OFFICE_WORD, "Ana Ruiz"])
def test_the_office_sees_its_own(built: Mapping[str, Path], word: str) -> None:
    assert word.encode() in everything(built["office"])


def test_restricted_content_is_in_no_edition(built: Mapping[str, Path]) -> None:
    assert RESTRICTED_WORD.encode() not in everything(built["office"])


def test_a_restricted_record_is_named_only_by_the_finding_that_it_must_go(built: Mapping[str, Path]) -> None:
    office = built["office"]
    naming = [path for path in office.rglob("*.html") if "insp-0777" in path.read_text("utf-8")]
    assert [path.relative_to(office).as_posix() for path in naming] == ["findings/index.html"]
