"""Nobody who can write into the cache, but can't read the secret, gets a byte of theirs out of it."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.cache import DirectoryCache
from builder.read.sealed_cache import SECRET_BYTES, SECRET_NAME, SealedCache, read_secret
from builder.read.user_folders import settings_directory

SECRET, OTHER = b"s" * SECRET_BYTES, b"o" * SECRET_BYTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cache = SealedCache(tmp_path / "cache", SECRET)
    cache.put("cover", b"the cover of the company")
    cache.put("policy", b"the policy as approved")
    return tmp_path / "cache"


def file_of(folder: Path, value: bytes) -> Path:
    [found] = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes().endswith(value)]
    return found


def kept(folder: Path, key: str = "policy") -> bytes | None:
    return SealedCache(folder, SECRET).get(key)


def test_what_was_put_is_there_in_the_next_run(folder: Path) -> None:
    assert kept(folder) == b"the policy as approved"
    assert kept(folder, "cover") == b"the cover of the company"
    assert kept(folder, "Policy") is None


def test_an_entry_that_lies_under_the_name_of_another_is_not_taken(folder: Path) -> None:
    shutil.copyfile(file_of(folder, b"the cover of the company"), file_of(folder, b"the policy as approved"))
    assert kept(folder) is None
    assert kept(folder, "cover") == b"the cover of the company"


def test_an_entry_made_under_another_secret_is_not_taken(folder: Path) -> None:
    SealedCache(folder, OTHER).put("policy", b"the policy as forged")
    assert kept(folder) is None


def test_a_forged_entry_with_a_right_digest_is_not_taken(folder: Path) -> None:
    file = file_of(folder, b"the policy as approved")
    proof = file.read_bytes()[32:64]
    forged = proof + b"the policy as forged"
    file.write_bytes(hashlib.sha256(forged).digest() + forged)
    assert kept(folder) is None


@pytest.mark.parametrize("length", [0, 16, 32, 40, 64, 70])
def test_an_entry_that_is_cut_off_is_not_taken(folder: Path, length: int) -> None:
    file = file_of(folder, b"the policy as approved")
    file.write_bytes(file.read_bytes()[:length])
    assert kept(folder) is None


def test_every_single_bit_of_an_entry_matters(folder: Path) -> None:
    file = file_of(folder, b"the policy as approved")
    whole = file.read_bytes()
    for position in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[position // 8] ^= 1 << position % 8
        # As an attacker would, with the outer digest made to fit again.
        inner = bytes(changed[32:])
        file.write_bytes((hashlib.sha256(inner).digest() if position >= 256 else bytes(changed[:32])) + inner)
        assert kept(folder) is None


def test_a_link_or_a_pipe_in_place_of_an_entry_is_not_followed(folder: Path, tmp_path: Path) -> None:
    file = file_of(folder, b"the policy as approved")
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert kept(folder) is None
    file.unlink()
    os.mkfifo(file)
    assert kept(folder) is None


def test_what_does_not_fit_is_replaced(folder: Path, tmp_path: Path) -> None:
    file, elsewhere = file_of(folder, b"the policy as approved"), tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours to write into")
    file.unlink()
    file.symlink_to(elsewhere)
    SealedCache(folder, SECRET).put("policy", b"the policy made again")
    assert kept(folder) == b"the policy made again"
    assert elsewhere.read_bytes() == b"not ours to write into"


def test_an_entry_of_the_open_cache_is_no_sealed_entry(folder: Path) -> None:
    DirectoryCache(folder).put("policy", b"from a check")
    assert kept(folder) == b"the policy as approved"
    assert DirectoryCache(folder).get("policy") == b"from a check"


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    settings, cache = tmp_path / "config" / "muster", tmp_path / "cache"
    before = os.umask(0)
    try:
        first = read_secret(settings, cache)
    finally:
        os.umask(before)
    assert len(first) == SECRET_BYTES
    assert read_secret(settings, cache) == first
    assert (settings / SECRET_NAME).stat().st_mode & 0o777 == 0o600
    assert settings.stat().st_mode & 0o777 == 0o700
    assert os.listdir(settings) == [SECRET_NAME]
    assert read_secret(tmp_path / "of-another", cache) != first


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_secret_that_others_can_read_is_not_used(tmp_path: Path, mode: int) -> None:
    read_secret(tmp_path / "config", tmp_path / "cache")
    (tmp_path / "config" / SECRET_NAME).chmod(mode)
    with pytest.raises(BuilderError, match="is open to them") as caught:
        read_secret(tmp_path / "config", tmp_path / "cache")
    assert "chmod 600" in caught.value.cure


def test_a_folder_in_which_others_can_replace_the_secret_is_not_used(tmp_path: Path) -> None:
    read_secret(tmp_path / "config", tmp_path / "cache")
    (tmp_path / "config").chmod(0o770)
    with pytest.raises(BuilderError, match="is open to them"):
        read_secret(tmp_path / "config", tmp_path / "cache")


@pytest.mark.parametrize("data", [b"", b"short", b"x" * (SECRET_BYTES + 1)])
def test_a_secret_of_another_length_is_not_used(tmp_path: Path, data: bytes) -> None:
    read_secret(tmp_path / "config", tmp_path / "cache")
    (tmp_path / "config" / SECRET_NAME).write_bytes(data)
    with pytest.raises(BuilderError, match="is not 32 bytes long"):
        read_secret(tmp_path / "config", tmp_path / "cache")


def test_a_secret_behind_a_link_is_not_used(tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.write_bytes(SECRET)
    known.chmod(0o600)
    (tmp_path / "config").mkdir(mode=0o700)
    (tmp_path / "config" / SECRET_NAME).symlink_to(known)
    with pytest.raises(BuilderError, match="can't be used"):
        read_secret(tmp_path / "config", tmp_path / "cache")


def test_a_secret_inside_the_cache_is_no_secret(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="inside the cache itself"):
        read_secret(tmp_path / "both" / "muster", tmp_path / "both" / "muster")


def test_where_no_settings_can_be_kept_there_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    with pytest.raises(BuilderError, match="can't be used"):
        read_secret(tmp_path / "file" / "muster", tmp_path / "cache")


def test_the_folder_of_the_settings_is_the_one_the_system_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_directory() == tmp_path / "muster"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert settings_directory() == tmp_path / "home" / ".config" / "muster"
