"""A verifier's list of keys, as ssh-keygen(1) describes the file; the real ssh-keygen is asked for a second opinion."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.demo.signing import make_key, public_line
from builder.model.error import BuilderError
from builder.read.git.keys.allowed_signers import parse_allowed_signers, read_allowed_signers
from builder.read.git.keys.keyring import HeldKey
from builder.read.git.keys.sshsig import parse_public_line, write_sshsig

KEY, OTHER = public_line("P-002"), public_line("P-006")
EDMONTON = ZoneInfo("America/Edmonton")
MAIL = "marnie@ridgeline.example"


def held(text: str, key: str = KEY) -> list[HeldKey]:
    blob = parse_public_line(key)
    assert blob is not None
    return list(parse_allowed_signers(text.encode(), "keys", EDMONTON).owners[blob])


def refusal(text: str) -> str:
    with pytest.raises(BuilderError) as caught:
        parse_allowed_signers(text.encode(), "keys.txt", EDMONTON)
    return caught.value.message


def test_mails_comments_and_empty_lines() -> None:
    text = f"# the auditor's list\n\n  {MAIL} {KEY} her laptop\nMarnie@Ridgeline.example,P-002 {OTHER}\r\n"
    assert held(text) == [HeldKey(MAIL, is_known=False)]
    assert held(text, OTHER) == [HeldKey(MAIL, is_known=False), HeldKey("P-002", is_known=False)]


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        ('valid-after="20250801"', date(2025, 8, 1), None),
        ("valid-before=20260201", None, date(2026, 1, 31)),
        ('VALID-AFTER="20250801",valid-before="20260201"', date(2025, 8, 1), date(2026, 1, 31)),
        ('valid-after="202508011200"', date(2025, 8, 2), None),
        ('valid-before="20260201120000"', None, date(2026, 1, 31)),
        # Midnight in UTC is the evening before in Alberta, so the day after is the first whole one.
        ('valid-after="20250801Z"', date(2025, 8, 1), None),
        ('valid-before="20260201Z"', None, date(2026, 1, 30)),
        ('namespaces="file,git"', None, None),
        ('namespaces="*",valid-after="20250801"', date(2025, 8, 1), None),
    ],
)
def test_the_days_of_a_key_are_whole_days_in_the_companys_zone(
    options: str, first: date | None, last: date | None
) -> None:
    assert held(f"{MAIL} {options} {KEY}") == [HeldKey(MAIL, first, last, is_known=False)]


@pytest.mark.parametrize("namespaces", ["file", "email,file", "*,!git"])
def test_a_key_for_something_else_than_git_does_not_count(namespaces: str) -> None:
    text = f'{MAIL} namespaces="{namespaces}" {KEY}\n{MAIL} {OTHER}\n'
    assert len(parse_allowed_signers(text.encode(), "keys", EDMONTON).owners) == 1
    assert "holds no key" in refusal(text.splitlines()[0])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"*@ridgeline.example {KEY}", "is a pattern"),
        (f"!{MAIL},{MAIL} {KEY}", "is a pattern"),
        (f"marnie {KEY}", "neither a mail nor the id"),
        (f"{MAIL} cert-authority {KEY}", "certificate authority"),
        (f'{MAIL} valid-until="2026" {KEY}', "`valid-until` is not known"),
        (f'{MAIL} valid-after="20261301" {KEY}', "is not a time"),
        (f'{MAIL} valid-after="tomorrow" {KEY}', "is not a time"),
        (f'{MAIL} valid-after="20260101",valid-after="20270101" {KEY}', "stands twice"),
        (f"{MAIL}", "no SSH public key"),
        (f"{MAIL} ssh-ed25519", "no SSH public key"),
        (f"{MAIL} ssh-ed25519 AAAA", "Its key is broken"),
        (f"{MAIL} ssh-rsa {KEY.split()[1]}", "Its key is broken"),
        (f"{MAIL} ssh-dss AAAA", "no SSH public key"),
        (KEY, "neither a mail"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_its_line(line: str, said: str) -> None:
    message = refusal(f"# list\n{MAIL} {OTHER}\n{line}\n")
    assert "keys.txt" in message
    assert "line 3" in message
    assert said in message


def test_a_line_ends_where_ssh_keygen_ends_it() -> None:
    text = f"{MAIL} {KEY}\n# a comment\u2028{MAIL} {OTHER}\x0b{MAIL} {OTHER}\n"
    assert len(parse_allowed_signers(text.encode(), "keys", EDMONTON).owners) == 1


def test_many_bad_lines_are_counted() -> None:
    assert refusal("x\n" * 9).endswith("And 4 more lines.")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="can't be read"):
        read_allowed_signers(tmp_path / "none", EDMONTON)
    (tmp_path / "large").write_bytes(b"#" * 1_000_001)
    with pytest.raises(BuilderError, match="larger than"):
        read_allowed_signers(tmp_path / "large", EDMONTON)


@pytest.mark.parametrize(
    ("options", "at", "is_good"),
    [
        ("", "20260105", True),
        ('namespaces="git"', "20260105", True),
        ('namespaces="file"', "20260105", False),
        ('valid-after="20260101"', "20260105", True),
        ('valid-after="20260110"', "20260105", False),
        ('valid-before="20260101"', "20260105", False),
    ],
)
def test_ssh_keygen_reads_the_same_list_alike(options: str, at: str, is_good: bool, tmp_path: Path) -> None:
    line = f"{MAIL} {options} {KEY}\n"
    (tmp_path / "allowed").write_text(line)
    (tmp_path / "signature").write_bytes(write_sshsig(b"text", make_key("P-002")) + b"\n")
    argv = ["ssh-keygen", "-Y", "verify", "-n", "git", "-f", "allowed", "-I", MAIL, "-s", "signature"]
    done = subprocess.run(
        [*argv, "-O", f"verify-time={at}"], cwd=tmp_path, input=b"text", capture_output=True, check=False
    )
    assert (done.returncode == 0) is is_good
    try:
        [entry] = held(line)
    except BuilderError:
        assert not is_good
    else:
        assert entry.covers(date(2026, 1, 5)) is is_good


@given(st.one_of(st.text(max_size=120), st.text('ab@*!",= \t#', max_size=60).map(lambda text: f"{text} {KEY}")))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        keyring = parse_allowed_signers(text.encode("utf-8", "surrogateescape"), "keys", EDMONTON)
    except (BuilderError, UnicodeEncodeError):
        return
    assert keyring.owners
