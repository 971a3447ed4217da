"""Whom an identity in a commit can mean, and whose keys a keyring holds."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from builder.demo.signing import public_line
from builder.model.register import Person, PublicKey
from builder.read.git.keys.allowed_signers import parse_allowed_signers
from builder.read.git.keys.keyring import adopt_verifier, make_keyring, split_identity
from builder.read.git.keys.sshsig import parse_public_line

MARNIE = Person(id="P-002", name="Marnie Kowalchuk", email="Marnie@Ridgeline.example")
NAMESAKE = Person(id="P-009", name="Marnie Kowalchuk")
PEOPLE = make_keyring([MARNIE, NAMESAKE])


@pytest.mark.parametrize(
    ("identity", "people"),
    [
        ("Marnie Kowalchuk <marnie@ridgeline.example>", {"P-002"}),
        ("Somebody <MARNIE@ridgeline.example>", {"P-002"}),
        ("marnie   KOWALCHUK <home@example.org>", {"P-002", "P-009"}),
        ("Marnie Kowalchuk", {"P-002", "P-009"}),
        ("Eve <eve@example.org>", set()),
        # What isn't one name with one mail means nobody, whatever stands in it.
        ("Eve <marnie@ridgeline.example> <eve@example.org>", set()),
        ("Eve <marnie@ridgeline.example> or so", set()),
        ("Eve <marnie@ridgeline.examplex", set()),
        ("Eve <<marnie@ridgeline.example>", set()),
        ("Eve <marnie@ridgeline.example>>", set()),
        ("", set()),
    ],
)
def test_the_mail_says_who_is_meant_and_else_the_name(identity: str, people: set[str]) -> None:
    assert PEOPLE.named(identity) == people


def test_an_identity_falls_apart_into_name_and_mail() -> None:
    assert split_identity("Marnie  K. <M@X>") == ("marnie k.", "m@x")
    assert split_identity("<m@x>") == ("", "m@x")


def test_a_verifiers_key_stands_for_everyone_who_has_its_mail_and_the_registers_keys_for_nobody() -> None:
    shared = Person(
        id="P-006",
        name="Simran Gill",
        email="marnie@ridgeline.example",
        keys=(PublicKey.model_validate({"public": public_line("P-006"), "from": date(2026, 1, 1)}),),
    )
    listed = f"marnie@ridgeline.example {public_line('P-002')}\nP-009,auditor@example.org {public_line('P-005')}\n"
    verifier = parse_allowed_signers(listed.encode(), "keys", UTC)
    adopted = adopt_verifier(verifier, make_keyring([MARNIE, shared, NAMESAKE]))

    def holders(person: str) -> list[tuple[str, bool]]:
        blob = parse_public_line(public_line(person))
        return [(held.person, held.is_known) for held in adopted.owners.get(blob or b"", ())]

    assert holders("P-002") == [("P-002", True), ("P-006", True)]
    assert holders("P-005") == [("P-009", True), ("auditor@example.org", False)]
    assert holders("P-006") == []
    assert adopted.named("The auditor <auditor@example.org>") == {"auditor@example.org"}
