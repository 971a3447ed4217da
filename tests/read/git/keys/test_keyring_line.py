"""Whose keys counted before each commit, from what people's records said then."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.demo.signing import public_line
from builder.read.git.keys.allowed_signers import parse_allowed_signers
from builder.read.git.keys.keyring_line import KeyringLine, KeyTurn, name_key
from builder.read.git.moment import open_zone
from builder.read.git.past.change_log import RawChange

PATH = "records/people/P-002.yaml"
MARNIE, SIMRAN = name_key(public_line("P-002")), name_key(public_line("P-006"))
ZONE = open_zone("America/Edmonton")


def written(id: str = "P-002", *keys: str, rest: str = "") -> str:
    entries = "".join(f'  - {{public: "{key}", from: 2025-08-01}}\n' for key in keys)
    return f"id: {id}\nname: Person {id}\nemail: {id.lower()}@ridgeline.example\n{rest}" + (
        f"keys:\n{entries}" if keys else ""
    )


def apply(
    line: KeyringLine, *changes: tuple[str, str, str | bytes] | tuple[str, str, str | bytes, str]
) -> list[KeyTurn]:
    """What a commit with the given changes (letter, path, content, old path) does to the keys."""
    contents = {f"{number:040}": change[2] for number, change in enumerate(changes)}

    def read(blobs: Sequence[str]) -> Iterator[bytes]:
        for blob in blobs:
            content = contents[blob]
            yield content.encode() if isinstance(content, str) else content

    raw = [
        RawChange(
            change[0], "" if change[0] == "D" else f"{number:040}", change[1], change[3] if len(change) == 4 else None
        )
        for number, change in enumerate(changes)
    ]
    return line.apply("a" * 40, raw, read)


def holders(line: KeyringLine) -> set[str]:
    return {held.person for many in line.current.owners.values() for held in many}


def test_before_the_first_commit_nobody_has_a_key() -> None:
    line = KeyringLine()
    assert line.current.is_empty
    assert not line.names_keys
    assert apply(line, ("A", PATH, written("P-002", public_line("P-002")))) == [("P-002", (MARNIE,), ())]
    assert (holders(line), line.names_keys) == ({"P-002"}, True)


def test_a_changed_a_moved_and_a_deleted_file_turn_keys() -> None:
    line = KeyringLine()
    apply(line, ("A", PATH, written("P-002", public_line("P-002"))))
    assert apply(line, ("M", PATH, written("P-002", public_line("P-006")))) == [("P-002", (SIMRAN,), (MARNIE,))]
    moved = written("P-009", public_line("P-006"))
    turns = apply(line, ("R", "records/people/P-009.yaml", moved, PATH))
    assert turns == [("P-002", (), (SIMRAN,)), ("P-009", (SIMRAN,), ())]
    assert apply(line, ("D", "records/people/P-009.yaml", "")) == [("P-009", (), (SIMRAN,))]
    assert line.current.is_empty


def test_longer_days_of_the_same_key_are_a_change_too() -> None:
    line = KeyringLine()
    apply(
        line, ("A", PATH, written("P-002", public_line("P-002")).replace("2025-08-01}", "2025-08-01, to: 2026-01-31}"))
    )
    assert apply(line, ("M", PATH, written("P-002", public_line("P-002")))) == [("P-002", (MARNIE,), (MARNIE,))]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("records/people/P-002.yaml", written("P-002", public_line("P-002"), rest="work_phone: '403-555-0199'\n")),
        ("records/people/notes/P-003.yaml", written("P-003", public_line("P-006"))),
        ("records/people/P-003.yml", written("P-003", public_line("P-006"))),
        ("policies/P-003.yaml", written("P-003", public_line("P-006"))),
    ],
    ids=["another field", "a folder below", "another ending", "another folder"],
)
def test_what_names_no_other_keys_changes_nothing(path: str, content: str) -> None:
    line = KeyringLine()
    apply(line, ("A", PATH, written("P-002", public_line("P-002"))))
    before = line.current.digest
    assert apply(line, ("M" if path == PATH else "A", path, content)) == []
    assert line.current.digest == before


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("keys: [\n", "could not be read"),
        (written("P-002", public_line("P-002")) + "keys: []\n", "could not be read"),
        ("id: P-002\nname: Marnie\nkeys: " + "[" * 60_000, "could not be read"),
        (BOMB + written("P-002", public_line("P-002")), "could not be read"),
        (written("P-002", public_line("P-002"), rest="# " + "x" * 100_000 + "\n"), "larger than 100,000 bytes"),
        (b"\xff" + written("P-002", public_line("P-002")).encode(), "not UTF-8"),
        (written("P-001", public_line("P-002")), "not the file's name"),
        ("../P-001.yaml", "holds no fields"),
        ("", "holds no fields"),
        (written("P-002", public_line("P-002")).replace("name: Person P-002", "name: {a: b}"), "can't be read"),
    ],
    ids=[
        "no YAML",
        "keys twice",
        "too deep",
        "aliases",
        "too large",
        "no text",
        "another id",
        "a link",
        "empty",
        "no name",
    ],
)
def test_a_file_that_cannot_be_read_keeps_nobodys_keys_and_is_told(content: str | bytes, said: str) -> None:
    line = KeyringLine()
    apply(line, ("A", PATH, written("P-002", public_line("P-002"))))
    assert apply(line, ("M", PATH, content)) == [("P-002", (), (MARNIE,))]
    assert line.current.is_empty
    assert said in line.unread[PATH]
    assert apply(line, ("M", PATH, written("P-002", public_line("P-002")))) == [("P-002", (MARNIE,), ())]
    assert line.unread == {}


def test_a_broken_key_does_not_take_the_others_away() -> None:
    content = (
        written("P-002", "ssh-ed25519 AAAA", public_line("P-006"))
        + "  - {public: x, from: 2025-08-01, until: 2026-01-01}\n"
    )
    line = KeyringLine()
    assert apply(line, ("A", PATH, content)) == [("P-002", (SIMRAN,), ())]
    assert "Key 1 " in line.unread[PATH]


def test_a_second_file_cannot_give_a_person_another_key() -> None:
    line = KeyringLine()
    apply(line, ("A", PATH, written("P-002", public_line("P-002"))))
    assert apply(line, ("A", "records/people/P-099.yaml", written("P-002", public_line("P-006")))) == []
    assert len(line.current.owners) == 1


def test_with_a_verifiers_list_the_records_name_people_and_give_no_keys() -> None:
    verifier = parse_allowed_signers(f"P-002@ridgeline.example {public_line('P-006')}".encode(), "keys", ZONE)
    line = KeyringLine(verifier=verifier)
    [[unknown]] = line.current.owners.values()
    assert (unknown.person, unknown.is_known) == ("p-002@ridgeline.example", False)
    assert apply(line, ("A", PATH, written("P-002", public_line("P-002")))) == [("P-002", (MARNIE,), ())]
    [[held]] = line.current.owners.values()
    assert (held.person, held.is_known) == ("P-002", True)
    assert name_key(public_line("P-006")) == SIMRAN
    assert line.current.source == verifier.source


def test_the_digest_changes_with_keys_days_and_mails_and_with_nothing_else() -> None:
    contents = [
        written("P-002", public_line("P-002")),
        written("P-002", public_line("P-006")),
        written("P-002", public_line("P-002")).replace("2025-08-01", "2025-08-02"),
        written("P-002", public_line("P-002")).replace("p-002@", "boss@"),
    ]
    digests = []
    for content in contents:
        line = KeyringLine()
        apply(line, ("A", PATH, content))
        digests.append(line.digest)
    assert len(set(digests)) == len(contents)
    again = KeyringLine()
    apply(again, ("A", PATH, contents[0] + "work_phone: '403-555-0199'\n"))
    assert again.digest == digests[0]


IDS = [f"P-00{number}" for number in range(1, 5)]
CHANGES = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(["keys", "other keys", "none", "broken", "gone"])), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(commits=st.lists(CHANGES, max_size=8), cut=st.integers(0, 8))
def test_going_on_from_a_kept_state_gives_what_one_run_gives(commits: list[list[tuple[str, str]]], cut: int) -> None:
    def play(line: KeyringLine, some: list[list[tuple[str, str]]], known: set[str]) -> list[list[KeyTurn]]:
        return [apply(line, *_changes(commit, known)) for commit in some]

    whole, first = KeyringLine(), KeyringLine()
    turns = play(whole, commits, set())
    known: set[str] = set()
    begun = play(first, commits[:cut], known)
    second = KeyringLine(json.dumps(json.loads(first.state)))
    assert second.current == first.current
    assert begun + play(second, commits[cut:], known) == turns
    assert (second.state, second.digest, second.unread) == (whole.state, whole.digest, whole.unread)


def _changes(commit: list[tuple[str, str]], known: set[str]) -> list[tuple[str, str, str | bytes]]:
    contents = {"keys": public_line("P-002"), "other keys": public_line("P-006")}
    changes: list[tuple[str, str, str | bytes]] = []
    for id, what in dict(commit).items():
        path = f"records/people/{id}.yaml"
        if what == "gone":
            if id in known:
                known.discard(id)
                changes.append(("D", path, ""))
            continue
        text = "keys: [" if what == "broken" else written(id, *([contents[what]] if what in contents else []))
        changes.append(("M" if id in known else "A", path, text))
        known.add(id)
    return changes


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text("[]{}:-,&*'\"#| \nab", max_size=200).map(lambda text: f"id: P-002\nname: AB\nkeys: {text}".encode()),
    )
)
def test_whatever_a_persons_file_held_the_line_goes_on(content: bytes) -> None:
    line = KeyringLine()
    apply(line, ("A", PATH, content))
    assert line.current.is_empty
    assert KeyringLine(line.state).state == line.state
