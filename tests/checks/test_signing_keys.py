"""What the rules about people's signing keys say at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.checks.run import check
from builder.model.history import KeyChange, SignatureVerdict
from tests.checks.example import Example, minimal_files, take_example

PATH = "records/inspection/2026/insp-0001.yaml"
PERSON = "records/people/P-002.yaml"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKaK19hUFal51aOcaeFxh9jXmKA8Hq1kcYHvJ/7VM6os"


def key_change(commit: str, person: str, *, first: bool = False, verdict: str = "unsigned") -> KeyChange:
    return KeyChange(
        commit * 40, date(2026, 4, 2), person, (f"SHA256:{commit}",), (), SignatureVerdict(verdict), None, first
    )


def told(*changes: KeyChange) -> list[tuple[str, str]]:
    found = check(take_example(Example(key_changes=list(changes))))
    return [(finding.code, finding.message) for finding in found]


def test_the_first_keys_of_ten_people_are_one_note() -> None:
    changes = [key_change("1", f"P-{number:03}", first=True) for number in range(1, 11)]
    [(code, message)] = told(*changes)
    assert code == "HIS045"
    assert "P-008 and 2 more" in message


def test_a_key_exchanged_without_signature_is_a_gap_and_names_both_commit_and_key() -> None:
    first, second = told(key_change("1", "P-002", first=True), key_change("2", "P-002"))
    assert (first[0], second[0]) == ("HIS045", "HIS018")
    assert "2222222222" in second[1]
    assert "SHA256:2" in second[1]
    assert "not signed" in second[1]


def test_a_key_that_another_person_ended_is_told_by_what_was_done_to_it() -> None:
    ended = replace(key_change("2", "P-002", verdict="good"), signer="P-001", removed=("SHA256:2",))
    changes = {
        "changed the days of 1 signing key of P-002": ended,
        "took away 2 signing keys of P-002": replace(ended, added=(), removed=("SHA256:2", "SHA256:3")),
        "changed the signing keys of P-002": replace(ended, removed=()),
    }
    for words, change in changes.items():
        _, (code, message) = told(key_change("1", "P-002", first=True), change)
        assert (code, words in message) == ("HIS045", True), message


def used(signer: str, keys: str) -> list[str]:
    person = minimal_files()[PERSON].decode() + f"keys:\n{keys}"
    snapshot = take_example(Example(files={PERSON: person.encode()}))
    assert snapshot.history is not None
    file = snapshot.history.files[PATH]
    signed = replace(file, changes=tuple(replace(change, signer=signer) for change in file.changes))
    history = replace(snapshot.history, files={**snapshot.history.files, PATH: signed})
    return [finding.code for finding in check(replace(snapshot, history=history))]


def test_what_was_signed_after_an_end_that_was_written_down_later_is_told() -> None:
    ended = f'  - {{public: "{KEY}", from: 2026-01-01, to: 2026-03-31}}\n'
    assert used("P-002", ended) == ["HIS019"]
    assert used("P-001", ended) == []


def test_what_was_signed_with_the_key_after_that_one_is_fine() -> None:
    both = f'  - {{public: "{KEY}", from: 2026-01-01, to: 2026-03-31}}\n  - {{public: "{KEY}", from: 2026-03-31}}\n'
    assert used("P-002", both) == []
