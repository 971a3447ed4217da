"""Changes of people's keys in real histories: who is told to have made them, and when a key stops counting."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.model.history import History, KeyChange, SignatureVerdict
from builder.read.git.keys.keyring_line import name_key
from builder.read.git.moment import open_zone
from builder.read.git.past.history import read_history
from builder.read.git.past.story import begin_story
from builder.read.git.past.telling import carry_story
from builder.read.git.view import open_repository
from tests.histories.repository import SIMRAN, GitRepository

PATH = "records/people/P-002.yaml"
GOOD, UNSIGNED, UNKNOWN = SignatureVerdict.GOOD, SignatureVerdict.UNSIGNED, SignatureVerdict.UNKNOWN_KEY


@dataclass(frozen=True)
class Company:
    """A repository whose first commit brings Marnie's key, and that signs with it when asked."""

    made: GitRepository
    own: str
    strange: str

    def person(self, key: str, rest: str = "") -> str:
        return (
            f"id: P-002\nname: Marnie Kowalchuk\nemail: marnie@ridgeline.example\n{rest}"
            f'keys:\n  - {{public: "{key}", from: 2025-08-01}}\n'
        )


@pytest.fixture
def company(tmp_path: Path) -> Company:
    publics = []
    for name in ("own", "strange"):
        argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / name)]
        subprocess.run(argv, check=True)
        publics.append(" ".join((tmp_path / f"{name}.pub").read_text().split()[:2]))
    made = GitRepository.make(tmp_path / "company")
    made.git("config", "gpg.format", "ssh")
    made.git("config", "user.signingKey", str(tmp_path / "own"))
    found = Company(made, *publics)
    made.commit({PATH: found.person(found.own)})
    return found


def read(made: GitRepository) -> History:
    with open_repository(made.root) as opened:
        return read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")


def last_change(made: GitRepository) -> KeyChange:
    return read(made).key_changes[-1]


def test_the_first_key_is_first_and_a_change_signed_with_it_is_good(company: Company) -> None:
    company.made.commit({PATH: company.person(company.strange)}, options=("-S",))
    first, second = read(company.made).key_changes
    assert (first.is_first, first.signature, first.added) == (True, UNSIGNED, (name_key(company.own),))
    assert (second.is_first, second.signature, second.signer) == (False, GOOD, "P-002")
    assert (second.added, second.removed) == ((name_key(company.strange),), (name_key(company.own),))


def test_a_key_that_signs_the_commit_that_brings_it_vouches_for_nothing(company: Company) -> None:
    company.made.git("config", "user.signingKey", str(company.made.root.parent / "strange"))
    company.made.commit({PATH: company.person(company.strange)}, options=("-S",))
    assert (last_change(company.made).signature, last_change(company.made).signer) == (UNKNOWN, None)


def on_a_branch(company: Company, content: str) -> None:
    company.made.git("checkout", "--quiet", "-b", "change")
    company.made.commit({PATH: content}, options=("-S",))
    company.made.git("checkout", "--quiet", "main")
    company.made.commit({"records/a.yaml": "1"})


def test_what_an_unsigned_merge_brought_as_it_was_is_its_signers(company: Company) -> None:
    on_a_branch(company, company.person(company.strange))
    company.made.merge("change", by=SIMRAN)
    change = last_change(company.made)
    assert (change.signature, change.signer, change.commit) == (GOOD, "P-002", company.made.head())


def test_what_an_unsigned_merge_made_of_it_is_nobodys(company: Company) -> None:
    on_a_branch(company, company.person(company.own, rest="work_phone: '403-555-0199'\n"))
    company.made.git("merge", "--quiet", "--no-ff", "--no-commit", "change")
    company.made.commit({PATH: company.person(company.strange)}, by=SIMRAN)
    change = last_change(company.made)
    assert (change.signature, change.signer, change.added) == (UNSIGNED, None, (name_key(company.strange),))


def test_a_deleted_person_has_no_key_though_nothing_else_was_new(company: Company) -> None:
    story = begin_story(open_zone("America/Edmonton"))
    with open_repository(company.made.root) as opened:
        carry_story(story, opened.view, company.made.head())
        assert not story.keys.current.is_empty
        carry_story(story, opened.view, company.made.commit({PATH: None}))
        assert story.keys.current.is_empty
        # Signed by somebody who was taken out of the register with the commit before.
        carry_story(story, opened.view, company.made.commit({"records/a.yaml": "1"}, options=("-S",)))
    assert story.verdicts == {"unsigned": 2, "unknown-key": 1}
    assert [(change.added, change.removed) for change in read(company.made).key_changes[1:]] == [
        ((), (name_key(company.own),))
    ]


def test_a_link_in_the_place_of_a_persons_file_names_no_keys(company: Company) -> None:
    (company.made.root / PATH).unlink()
    (company.made.root / PATH).symlink_to("../../elsewhere.yaml")
    company.made.commit({})
    assert last_change(company.made).removed == (name_key(company.own),)
