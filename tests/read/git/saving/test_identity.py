"""The key that git's settings mean: a file, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.read.git.saving.identity import key_file


def test_the_public_half_leads_to_the_private_one(tmp_path: Path) -> None:
    (tmp_path / "id_ed25519").write_text("private")
    assert key_file(str(tmp_path / "id_ed25519.pub")) == tmp_path / "id_ed25519"
    assert key_file(str(tmp_path / "id_ed25519")) == tmp_path / "id_ed25519"


@pytest.mark.parametrize(
    "text", ["", "key::ssh-ed25519 AAAA", "ssh-ed25519 AAAA", "/nowhere/key", "~nobody-of-that-name/key", "x" * 5000]
)
def test_whatever_names_no_file_is_no_key(text: str) -> None:
    assert key_file(text) is None
