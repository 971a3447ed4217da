"""The annex on signatures: what an auditor needs to judge them without us."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

from builder.demo.signing import public_line
from builder.model.history import KeyChange, SignatureVerdict
from builder.read.git.keys.keyring_line import name_key
from builder.render.history_words import SIGNATURE_WORDS
from builder.render.pdf.sections.signatures import MEANINGS, make_signatures
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import Files, small_company, view_of

KEY = public_line("P-002")
PATH = "records/people/P-002.yaml"


def company() -> Files:
    files = small_company()
    return {**files, PATH: f'{files[PATH]}keys: [{{public: "{KEY}", from: 2025-08-01, to: 2026-03-31}}]\n'}


def words(view: View) -> str:
    section = make_signatures(view)
    assert section is not None
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", section.html).split()))


def view_with(*changes: KeyChange, verifier: str = "") -> View:
    counts = {SignatureVerdict.GOOD: 1200, SignatureVerdict.UNSIGNED: 3}
    view = view_of(company(), history=True)
    assert view.snapshot.history is not None
    history = replace(view.snapshot.history, signatures=counts, key_changes=changes, verifier=verifier)
    return replace(view, snapshot=replace(view.snapshot, history=history))


def test_how_many_commits_carry_which_signature_and_what_that_says() -> None:
    said = words(view_with())
    assert f"good 1,200 {MEANINGS[SignatureVerdict.GOOD]}" in said
    assert f"not signed 3 {MEANINGS[SignatureVerdict.UNSIGNED]}" in said
    assert MEANINGS[SignatureVerdict.BAD] not in said


def test_every_verdict_has_its_words() -> None:
    assert set(MEANINGS) == set(SIGNATURE_WORDS) == set(SignatureVerdict)
    for reason in ("X.509", "FIDO", "SSH certificate", "SHA-1", "gpgv"):
        assert reason in MEANINGS[SignatureVerdict.UNSUPPORTED]


def test_a_pack_made_with_a_verifiers_list_says_so_with_its_digest() -> None:
    assert "list of keys given with --keys" in words(view_with(verifier="ab" * 32))
    assert "ab" * 32 in words(view_with(verifier="ab" * 32))
    assert "register of people named before each commit" in words(view_with())


def test_keys_stand_with_fingerprint_and_days_and_their_changes_with_who_vouches() -> None:
    taken = KeyChange(
        "2" * 40, date(2026, 5, 4), "P-002", ("SHA256:new",), ("SHA256:old",), SignatureVerdict.UNSIGNED, None, False
    )
    first = KeyChange(
        "1" * 40, date(2025, 8, 1), "P-002", ("SHA256:old",), (), SignatureVerdict.UNKNOWN_KEY, None, True
    )
    later = replace(taken, commit="3" * 40, arrived=date(2026, 11, 1))
    said = words(view_with(first, taken, later))
    assert f"Marnie Kowalchuk (P-002) {name_key(KEY)} 2025-08-01 2026-03-31" in said
    assert "2026-05-04 P-002 added SHA256:new taken away SHA256:old 2222222222 not signed nobody" in said
    assert "3333333333" not in said


def test_other_days_of_a_key_are_called_that() -> None:
    turn = KeyChange(
        "2" * 40, date(2026, 5, 4), "P-002", ("SHA256:k",), ("SHA256:k",), SignatureVerdict.GOOD, "P-002", False
    )
    assert "other days for SHA256:k 2222222222 good, by P-002" in words(view_with(turn))


def test_without_a_history_there_is_no_such_annex() -> None:
    assert make_signatures(view_of(company())) is None


def test_a_pack_for_the_public_names_nobodys_key() -> None:
    assert make_signatures(view_of(company(), history=True, profile="public")) is None
