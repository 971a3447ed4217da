"""Both editions of the small company, built once for all tests that only look at them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.render.site.building.build import build_site
from builder.render.site.words import Edition
from tests.render.site.small_company import source, take

EDITIONS: tuple[Edition, ...] = ("worker", "office")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("sites")
    for edition in EDITIONS:
        snapshot, findings = take(edition)
        build_site(snapshot, findings, edition, source=source(), out=folder / edition, say=print)
    return {edition: folder / edition for edition in EDITIONS}
