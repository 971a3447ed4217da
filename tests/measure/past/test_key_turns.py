"""Who vouches for a change of signing keys, and that no detour makes a stranger's key look like a newcomer's."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.past.key_turns import Vouching, judge_key_changes
from builder.model.history import Commit, History, KeyChange, Moment, SignatureVerdict

GOOD, OTHER, UNSIGNED = SignatureVerdict.GOOD, SignatureVerdict.OTHER_PERSON, SignatureVerdict.UNSIGNED


def change(
    commit: str,
    person: str,
    added: str,
    removed: str,
    signature: SignatureVerdict,
    signer: str | None,
    first: bool = False,
) -> KeyChange:
    return KeyChange(
        commit * 40, date(2026, 3, 1), person, tuple(added.split()), tuple(removed.split()), signature, signer, first
    )


def judge(*changes: KeyChange) -> list[Vouching]:
    tip = Commit("f" * 40, (), "A", Moment(0, 0), "A", Moment(0, 0), "")
    history = History("f" * 40, 1, date(2026, 3, 1), tip, key_changes=changes)
    return [turn.vouching for turn in judge_key_changes(history)]


START = change("1", "P-002", "old", "", SignatureVerdict.UNKNOWN_KEY, None, first=True)


@pytest.mark.parametrize(
    ("signature", "signer", "vouching"),
    [
        (GOOD, "P-002", Vouching.OWN),
        (OTHER, "P-002", Vouching.OWN),
        (GOOD, "P-006", Vouching.OTHER),
        (OTHER, "P-006", Vouching.OTHER),
        (UNSIGNED, None, Vouching.NONE),
        (SignatureVerdict.BAD, None, Vouching.NONE),
        (SignatureVerdict.UNKNOWN_KEY, None, Vouching.NONE),
        (SignatureVerdict.OUTSIDE_WINDOW, "P-002", Vouching.NONE),
        (SignatureVerdict.UNSUPPORTED, None, Vouching.NONE),
    ],
)
def test_another_key_for_someone_who_has_one(
    signature: SignatureVerdict, signer: str | None, vouching: Vouching
) -> None:
    assert judge(START, change("2", "P-002", "new", "old", signature, signer)) == [Vouching.FIRST, vouching]


@pytest.mark.parametrize(
    ("signature", "signer", "vouching"),
    [
        (GOOD, "P-002", Vouching.OWN),
        (UNSIGNED, None, Vouching.WEAK),
        (SignatureVerdict.UNSUPPORTED, None, Vouching.WEAK),
        (SignatureVerdict.BAD, None, Vouching.NONE),
        (SignatureVerdict.UNKNOWN_KEY, None, Vouching.NONE),
    ],
)
def test_the_first_key_of_a_newcomer(signature: SignatureVerdict, signer: str | None, vouching: Vouching) -> None:
    assert judge(START, change("2", "P-009", "new", "", signature, signer))[1] is vouching


def test_taking_a_key_away_first_does_not_make_the_next_one_a_newcomers() -> None:
    away = change("2", "P-002", "", "old", UNSIGNED, None)
    again = change("3", "P-002", "mine", "", UNSIGNED, None, first=True)
    assert judge(START, away, again) == [Vouching.FIRST, Vouching.WEAK, Vouching.NONE]


def test_all_who_came_with_the_first_commit_are_first_together() -> None:
    second = change("1", "P-006", "hers", "", SignatureVerdict.UNKNOWN_KEY, None, first=True)
    assert judge(START, second) == [Vouching.FIRST, Vouching.FIRST]


def test_first_keys_that_a_verifiers_list_vouches_for_are_vouched_for() -> None:
    assert judge(change("1", "P-002", "old", "", GOOD, "P-002", first=True)) == [Vouching.OWN]


def test_without_a_history_nothing_is_said() -> None:
    assert list(judge_key_changes(None)) == []
