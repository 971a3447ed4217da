"""Where the shared copy may be: https, ssh, a plain folder, and nothing that git would run or take for an option."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.model.error import BuilderError
from builder.read.git.saving.address import judge_address


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/tern/safety.git",
        "https://ann:token@git.tern.example:8443/safety",
        "ssh://git@git.tern.example:2222/safety.git",
        "git@github.com:tern/safety.git",
        "safety:programs/our.git",
    ],
)
def test_addresses_of_other_computers(text: str, tmp_path: Path) -> None:
    address = judge_address(text, tmp_path)
    assert (address.text, address.is_folder) == (text, False)


def test_a_password_in_an_address_is_not_shown(tmp_path: Path) -> None:
    assert judge_address("https://ann:token@x.example/a", tmp_path).shown == "https://x.example/a"


def test_folders_are_meant_from_the_program(tmp_path: Path) -> None:
    (tmp_path / "hub.git").mkdir()
    for text in ("../hub.git", str(tmp_path / "hub.git")):
        address = judge_address(text, tmp_path / "here")
        assert (address.text, address.is_folder) == (str(tmp_path / "hub.git"), True)


@pytest.mark.parametrize(
    "text",
    [
        "ext::sh -c 'touch x'",
        "fd::17",
        "http://x.example/a",
        "file:///srv/hub.git",
        "git://x.example/a",
        "ssh://-oProxyCommand=touch/x",
        "-oProxyCommand=touch:x",
        "--upload-pack=touch",
        "git@-oProxyCommand=x:a",
        "x.example:-a",
        "https://x.example/a\nb",
        "/srv/hub\x1b.git",
        "nowhere",
    ],
)
def test_everything_else_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="neither https, ssh nor a plain folder"):
        judge_address(text, tmp_path)


@given(st.text(alphabet="aZ0-:/@.\\ \n\x1b~%[]'", max_size=30) | st.text(max_size=30))
@example("~nobody-of-that-name/hub")
@example("x" * 5000)
@example("C:\\hub")
@example("a@b:~c")
def test_whatever_passes_is_no_option_and_no_program(text: str) -> None:
    try:
        address = judge_address(text, Path("/nowhere/here"))
    except BuilderError:
        return
    assert not address.text.startswith("-")
    assert "::" not in address.text or "://" in address.text
    assert not any(ord(sign) < 32 for sign in address.text)
    if not address.is_folder:
        host = address.text.partition("://")[2] or address.text
        assert not host.rpartition("@")[2].startswith("-")
