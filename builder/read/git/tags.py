"""The tags with which documents were approved: names from the real repository, content through the view, every object hashed again.

An approval is a tag called `policy/…` or `manual/…`, or any other whose message lists files that it approves. Other tags (a
program's releases) are no concern of anybody here. A tag is a name that anyone who may push can move or make, so its name, what it
stands on and the files it lists are all held against the objects; what doesn't fit is said in `Tag.problem` and approves nothing.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from builder.model.history import SignatureVerdict, Tag
from builder.read.git.command import Command
from builder.read.git.keys.signature import Keyring, check_signature, judge_signature, make_keyring
from builder.read.git.moment import day_of
from builder.read.git.store.commit_object import ParsedCommit
from builder.read.git.store.objects import read_objects
from builder.read.git.store.tag_object import FORM, ParsedTag, parse_tag
from builder.read.git.store.tagged_tree import find_blobs, read_commits

if TYPE_CHECKING:
    from builder.read.git.view import Repository, View

_APPROVAL_NAMES = (b"policy/", b"manual/")
"""How the names of approvals begin: `policy/PRG-07/v3` for a document, `manual/v2026.1` for the whole."""

_REF = re.compile(rb"([0-9a-f]{40})\0refs/tags/([^\0\n]+)")
_DEPTH = 5
"""So many tags may stand on one another until the commit; nobody makes more by mistake."""


@dataclass(frozen=True)
class TagName:
    """A name under refs/tags.

    Attributes:
        name: Without `refs/tags/`; bytes, as stored.
        id: What it stands for: a tag object, or what a plain (lightweight) tag marks.
    """

    name: bytes
    id: str


_SLOW_CLOCK = 3600
"""Seconds by which the approver's clock may run behind that of whoever made the commit."""

_LARGEST = 1_000_000
"""Bytes of a tag that is still read; one that approves a thousand files has a tenth of that."""

_UNDER = {"blob": "a file's content", "tree": "a folder", "tag": "a long chain of other tags"}
_NOBODY = make_keyring(())

KeyringBefore = Callable[[str], Keyring | None]


def list_tag_names(repository: Repository) -> tuple[TagName, ...]:
    """The tags of a repository, by name. Git looks at no object for it, so a broken one breaks nothing."""
    command = Command(repository.git_dir, repository.view.home)
    out = command.require("for-each-ref", "--format=%(objectname)%00%(refname)", "refs/tags")
    found = (_REF.fullmatch(line) for line in out.split(b"\n"))
    return tuple(sorted((TagName(each[2], each[1].decode()) for each in found if each), key=lambda each: each.name))


def find_tags(repository: Repository, wanted: Collection[str]) -> dict[str, str]:
    """What some tags stand for now, by name as `Tag.name` gives it. A tag whose object is not here is left out.

    Args:
        repository: Opened.
        wanted: Names from anywhere; they are compared with those that git lists, and never given to git.

    Raises:
        BuilderError: An object is damaged.
    """
    listed = {_show(each.name): each.id for each in list_tag_names(repository)}
    ids = {name: listed[name] for name in wanted if name in listed}
    kinds = _ask_kinds(repository.view, sorted(set(ids.values())))
    tags = [id for id, kind in kinds.items() if kind == "tag"]
    for _ in read_objects(repository.view, tags, "tag", lambda index: f"the tag {tags[index][:10]}"):
        pass  # hashed on the way, which proves that what is here is what the id names
    return {name: id for name, id in ids.items() if kinds[id] != "missing"}


def read_tags(view: View, names: Iterable[TagName], keyring_before: KeyringBefore, zone: tzinfo) -> tuple[Tag, ...]:
    """The tags that approve something, by name.

    Args:
        view: What objects are read through.
        names: From `list_tag_names`.
        keyring_before: The keys before a commit arrived; None for a commit that doesn't lead to the one examined. Tags on such a
            commit are left out: they belong to another branch, or to the future of this one.
        zone: The company's; days are days there.

    Raises:
        BuilderError: An object is damaged.
    """
    found = [each for each in _peel(view, names) if each.is_approval]
    commits = read_commits(view, (each.commit for each in found if each.commit))
    listed = ((each.commit, path) for each in found if each.commit for path, _ in each.approves)
    stood = _Stood(commits, find_blobs(view, listed, commits))
    tags = []
    for each in found:
        keyring = keyring_before(each.commit) if each.commit else _NOBODY
        if keyring is not None:
            tags.append(_make_tag(each, keyring, stood, zone))
    return tuple(tags)


@dataclass(frozen=True)
class _Stood:
    """What the tags stand on.

    Attributes:
        commits: By id.
        blobs: What they have at the paths that tags list, by (commit, path).
    """

    commits: Mapping[str, ParsedCommit]
    blobs: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class _Peeled:
    """A tag with what it finally stands on.

    Attributes:
        outer: The tag object itself; None for a plain tag, a missing or a malformed object.
        kind: Of the object that the name stands for.
        commit: Under it, through other tags; empty where there is none.
        under: Kind of what is under it where that is no commit.
    """

    name: TagName
    kind: str
    outer: ParsedTag | None
    commit: str
    under: str

    @property
    def approves(self) -> tuple[tuple[str, str], ...]:
        return self.outer.approves if self.outer else ()

    @property
    def is_approval(self) -> bool:
        return self.name.name.startswith(_APPROVAL_NAMES) or bool(self.approves)


def _peel(view: View, names: Iterable[TagName]) -> list[_Peeled]:
    """Every tag, followed down to its commit; all tags together take one step at a time."""
    wanted = list(names)
    parsed: dict[str, ParsedTag | None] = {}
    kinds: dict[str, str] = {}
    pending = sorted({each.id for each in wanted})
    for _ in range(_DEPTH):
        kinds |= _ask_kinds(view, pending)
        tags = [id for id in pending if kinds[id] == "tag"]
        raw = read_objects(view, tags, "tag", lambda index, tags=tags: f"the tag {tags[index][:10]}")  # type: ignore[misc]
        parsed |= {id: parse_tag(data) for id, data in zip(tags, raw, strict=True)}
        inner = (parsed[id] for id in tags)
        pending = sorted({each.object for each in inner if each} - kinds.keys())
        if not pending:
            break
    return [_follow(each, kinds, parsed) for each in wanted]


def _follow(name: TagName, kinds: Mapping[str, str], parsed: Mapping[str, ParsedTag | None]) -> _Peeled:
    id = name.id
    for _ in range(_DEPTH):
        tag = parsed.get(id)
        if tag is None:
            break
        id = tag.object
    kind = kinds.get(id, "tag")
    return _Peeled(name, kinds[name.id], parsed.get(name.id), id if kind == "commit" else "", kind)


def _ask_kinds(view: View, ids: Sequence[str]) -> dict[str, str]:
    """What git says the objects are: commit, tree, blob, tag, missing or too large; reading them is what proves it."""
    if not ids:
        return {}
    with tempfile.TemporaryFile() as wanted:
        wanted.write("\n".join(ids).encode() + b"\n")
        wanted.seek(0)
        out = view.require("cat-file", "--batch-check=%(objecttype) %(objectsize)", "--buffer", stdin=wanted)
    return {id: _read_kind(line) for id, line in zip(ids, out.splitlines(), strict=True)}


def _read_kind(line: bytes) -> str:
    """The kind in an answer `KIND SIZE`, or `ID missing`."""
    kind, _, rest = line.decode("ascii", "replace").partition(" ")
    if not rest.isdigit():
        return "missing"
    return "large" if kind == "tag" and int(rest) > _LARGEST else kind


def _make_tag(peeled: _Peeled, keyring: Keyring, stood: _Stood, zone: tzinfo) -> Tag:
    shown = _show(peeled.name.name)
    problem = _find_problem(peeled, stood)
    outer = peeled.outer
    if outer is None:
        unsigned = SignatureVerdict.UNSIGNED
        return Tag(shown, peeled.name.id, peeled.commit, "", date.min, "", (), unsigned, None, problem)
    signed = outer.as_signed
    day = day_of(signed.authored, zone)
    verdict, signer = judge_signature(check_signature(signed, keyring), signed, keyring, (day,))
    message, tagger = outer.message_text, signed.author_text
    return Tag(shown, peeled.name.id, peeled.commit, tagger, day, message, outer.approves, verdict, signer, problem)


def _find_problem(peeled: _Peeled, stood: _Stood) -> str:
    """Why the tag is no approval, as a sentence for people; empty when nothing is wrong with its form."""
    outer = peeled.outer
    if peeled.kind == "missing":
        return "The repository has its name and not the tag itself."
    if peeled.kind == "large":
        return f"It has more than {_LARGEST:,} bytes and was not read."
    if peeled.kind != "tag":
        return "It is a plain mark without a tagger, a day or a signature."
    if outer is None:
        return "It isn't built as git builds a tag."
    if outer.name != peeled.name.name:
        return f"It was made under the name {_show(outer.name)} and renamed afterwards."
    if not peeled.commit:
        return f"It stands on {_UNDER.get(peeled.under, 'something that is not here')}, not on a state of the program."
    if outer.form > FORM:
        return f"It is written in form {outer.form}; this Muster reads form {FORM}. A newer Muster is needed."
    if not outer.approves:
        return "Its message lists no file that it approves."
    other = [path for path, blob in outer.approves if stood.blobs.get((peeled.commit, path)) != blob]
    if other:
        return f"The state of the program that it stands on doesn't have {_show_path(other[0])} as the tag lists it."
    if outer.as_signed.authored.epoch + _SLOW_CLOCK < stood.commits[peeled.commit].committed.epoch:
        return "It claims to be older than the state of the program that it stands on."
    return ""


def _show(name: bytes) -> str:
    return _show_path(name.decode("utf-8", "surrogateescape"))


def _show_path(text: str) -> str:
    """The text with everything that can't be printed written as an escape."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
