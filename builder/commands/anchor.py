"""`muster anchor`: have an outside authority stamp the program's head, take the stamp back, and say what all stamps prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.commands.files import write_new
from builder.commands.prepare import DEFAULT_ZONE
from builder.commands.program_folder import find_program
from builder.model.cache import NoCache
from builder.model.error import BuilderError
from builder.read.git.moment import open_zone
from builder.read.git.view import Repository, open_repository
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.stamp.anchors import StatementMaker
from builder.read.stamp.answer import LONGEST, make_request
from builder.read.stamp.statement import LONGEST as LONGEST_STATEMENT
from builder.read.stamp.statement import Statement, parse_statement
from builder.read.stamp.token import utc_text
from builder.record_types.anchor import Anchor
from builder.render.anchor_words import openssl_command
from builder.render.forms.blank import next_id
from builder.seal.anchor import Accepted, accept_answer, make_anchor, read_stamp
from builder.seal.signing.timestamp import Authority
from builder.seal.verifying.trust import Trust, read_trust

_NEARBY = 500
"""So many files of a folder are looked at for the request that an answer belongs to."""


@dataclass(frozen=True)
class _Place:
    """Where an anchor is made.

    Attributes:
        root: The folder of the program.
        repository: Open.
        head: Full id of the commit that is checked out.
        statements: Makes statements of commits that lead to it.
    """

    root: Path
    repository: Repository
    head: str
    statements: StatementMaker


def request_anchor(
    *, repo: Path, out: Path, commit: str | None, today: date, nonce: int, say: Callable[[str], None]
) -> int:
    """Writes the statement (.txt) and the request (.tsq) for an authority; gives back the exit status.

    Args:
        repo: The folder of the program.
        out: The folder to write into.
        commit: What to stamp instead of HEAD.
        today: For the names of the files.
        nonce: A random number.
        say: Prints a line.

    Raises:
        BuilderError: There is no repository, no commit, only a part of the history, or the files exist already.
    """
    with _opened(repo) as place:
        statement = _state(place, commit, say)
        name = f"anchor-{today.isoformat()}-{statement.commit[:10]}"
        write_new(out, {f"{name}.txt": statement.text, f"{name}.tsq": make_request(statement, nonce)})
    say(f"{out / name}.tsq asks for a time stamp over commit {statement.commit[:10]}: {statement.files:,} files.")
    say(
        f"Send it to a time-stamping authority, from any computer, and keep {name}.txt and {name}.tsq beside its answer:"
    )
    say(f"  curl -H 'Content-Type: application/timestamp-query' --data-binary @{name}.tsq URL > {name}.tsr")
    say(f"Then take the answer back: muster anchor attach {name}.tsr")
    return 0


def attach_anchor(
    answer: Path,
    *,
    repo: Path,
    commit: str | None,
    by: str | None,
    trust: Path | None,
    say: Callable[[str], None],
) -> int:
    """Takes an authority's answer back as a record with its files, all of them or none; gives back the exit status.

    Args:
        answer: The .tsr file; the .txt and .tsq of the request are looked for beside it.
        repo: The folder of the program.
        commit: What was stamped, where no .txt beside the answer says so; HEAD if left out.
        by: Person id of whoever files it.
        trust: Certificates of authorities (PEM); the answer has to come from one of them.
        say: Prints a line.

    Raises:
        BuilderError: The answer can't be taken; nothing was written.
    """
    data = _read(answer, LONGEST)
    trusted = read_trusted(trust)
    with _opened(repo) as place:
        statement = _find_statement(place, answer, data, commit)
        requests = [found for path in _nearby(answer, ".tsq") if (found := _read_short(path, LONGEST))]
        accepted = accept_answer(data, statement, requests, trusted)
        _file(place, statement, accepted, by, say)
    if not accepted.request:
        say("The request (.tsq) was not beside the answer, so its random number could not be compared.")
    return 0


def fetch_anchor(
    url: str, *, repo: Path, by: str | None, trust: Path | None, nonce: int, say: Callable[[str], None]
) -> int:
    """Asks an authority over the network and files its answer; gives back the exit status.

    Args:
        url: The authority's address.
        repo: The folder of the program.
        by: Person id of whoever files it.
        trust: Certificates of authorities (PEM); the answer has to come from one of them.
        nonce: A random number.
        say: Prints a line.

    Raises:
        BuilderError: The authority is silent or can't be relied on; nothing was written.
    """
    authority = Authority(
        url, undone="Nothing was written", instead="carry the request out with `muster anchor request`"
    )
    trusted = read_trusted(trust)
    with _opened(repo) as place:
        statement = _state(place, None, say)
        request = make_request(statement, nonce)
        accepted = accept_answer(authority.ask(request), statement, [request], trusted)
        _file(place, statement, accepted, by, say)
    return 0


@contextmanager
def _opened(repo: Path) -> Iterator[_Place]:
    root = find_program(repo)
    with open_repository(root) as repository:
        if repository.work_tree is None or repository.work_tree.resolve() != root.resolve():
            raise BuilderError(
                "The program is a folder inside another repository, so a stamp would speak of more than the program.",
                "Give the program a repository of its own.",
            )
        head = repository.resolve("HEAD")
        yield _Place(root, repository, head, StatementMaker(repository.view, head, NoCache()))


def _state(place: _Place, commit: str | None, say: Callable[[str], None]) -> Statement:
    """The statement to be stamped, with a word about what it is not."""
    id = place.repository.resolve(commit) if commit else place.head
    if place.repository.branch is None:
        say("Note: no branch is checked out here; make sure that this commit is part of the company's branch.")
    elif not place.statements.leads_here(id):
        say(
            f"Note: the commit {id[:10]} is not part of the branch {place.repository.branch}; its stamp can't be filed there."
        )
    return place.statements.make(id)


def _find_statement(place: _Place, answer: Path, data: bytes, commit: str | None) -> Statement:
    """The statement that was stamped, made again from the repository."""
    stamped = read_stamp(data)
    beside = next(
        (
            statement
            for path in _nearby(answer, ".txt")
            if (statement := parse_statement(_read_short(path, LONGEST_STATEMENT)))
            and stamped.algorithm in ("sha256", "sha384", "sha512")
            and statement.digest(stamped.algorithm) == stamped.imprint
        ),
        None,
    )
    id = place.repository.resolve(commit) if commit else beside.commit if beside else place.head
    if not place.statements.leads_here(id):
        raise BuilderError(
            f"The commit {id[:10]}, which was stamped, is not part of this program's history.",
            "Nothing was written. Take the answer back in the repository, and on the branch, for which it was asked.",
        )
    made = place.statements.make(id)
    if beside is None and commit is None and made.digest() != stamped.imprint:
        raise BuilderError(
            f"Nothing beside {answer.name} says which commit was stamped, and it is not the present one.",
            "Nothing was written. Put the .txt file of the request beside it, or name the commit with --commit.",
        )
    if beside is not None and made != beside:
        raise BuilderError(
            f"The statement that was stamped doesn't fit what the commit {id[:10]} holds in this repository.",
            "Nothing was written. It was changed by hand, or stems from another repository.",
        )
    return made


def _file(place: _Place, statement: Statement, accepted: Accepted, by: str | None, say: Callable[[str], None]) -> None:
    program = read_program(FolderSource(place.root))
    at, serial = utc_text(accepted.answer.at), str(accepted.answer.serial)
    for stored in program.records:
        record = stored.value
        if isinstance(record, Anchor) and (record.commit, record.stamped_at, record.serial) == (
            statement.commit,
            at,
            serial,
        ):
            raise BuilderError(f"This stamp is filed already, as {record.id}.", "Nothing was written.")
    if by is not None and by not in program.people:
        raise BuilderError(
            f"There is no person {by} in records/people/.", "Nothing was written. Give another id with --by."
        )
    company = program.company.value if program.company else None
    zone = open_zone(company.time_zone if company else DEFAULT_ZONE)
    id = next_id(Anchor.PREFIX, {*program.record_by_id, *program.unreadable_ids})
    files = make_anchor(id, statement, accepted, by=by, zone=zone)
    write_new(place.root, files)
    say(f"{next(iter(files))}: commit {statement.commit[:10]} and all before it existed by {at}.")
    whose = "trusted" if accepted.examined.is_trusted else f"certificate sha256 {accepted.examined.fingerprint}"
    say(f"Stamped by {accepted.examined.authority}; {whose}.")
    say("Commit it together with the files beside it: it isn't part of the program until then.")
    say("To check it without Muster, with the authority's root certificate as tsa.pem, in the record's folder:")
    say(f"  {openssl_command(id, int(accepted.answer.at.timestamp()))}")


def _nearby(answer: Path, ending: str) -> list[Path]:
    """Files beside the answer with an ending; one with the answer's own name first."""
    found = sorted(answer.absolute().parent.glob(f"*{ending}"), key=lambda path: (path.stem != answer.stem, path.name))
    return found[:_NEARBY]


def _read_short(path: Path, longest: int) -> bytes:
    """The bytes of a file; none if it can't be read or is too long to be what is looked for."""
    try:
        with path.open("rb") as file:
            data = file.read(longest + 1)
    except OSError:
        return b""
    return data if len(data) <= longest else b""


def _read(path: Path, longest: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(longest + 1)
    except OSError as error:
        raise BuilderError(f"{path} can't be read ({error.strerror}).", "Check the name.") from error


def read_trusted(path: Path | None) -> Trust | None:
    """The authorities in a file that the reader named; None if they named none.

    Raises:
        BuilderError: It can't be read.
    """
    return read_trust(_read(path, LONGEST * 10)) if path else None
