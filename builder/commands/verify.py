"""`muster verify PACK`: what may be said of a file, for people or as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from builder.commands.format_choice import pick_format
from builder.model.error import BuilderError
from builder.model.manifest import Manifest
from builder.read.git.view import open_repository
from builder.read.plain_file import open_plain_file
from builder.read.user_folders import settings_directory
from builder.seal.verdict import Check, Status, Verdict, Verification, write_verification
from builder.seal.verifying.git_history import GitHistory
from builder.seal.verifying.inside import Found
from builder.seal.verifying.rebuild import REBUILD
from builder.seal.verifying.trust import as_pem
from builder.seal.verifying.verify import verify_pack

_SENTENCES = {
    Verdict.GENUINE: "Signed by someone you trust, and unchanged since.",
    Verdict.INTACT: "Unchanged since it was signed, but this computer doesn't know by whom. Compare the certificate's sha256 "
    "below with the one that the company gave you by another way.",
    Verdict.ALTERED: "Changed after it was signed. Don't rely on it; ask for the file as it was signed.",
    Verdict.FOREIGN: "The repository never held what the pack says it did.",
    Verdict.UNVERIFIABLE: "Nothing can be said about where this file comes from.",
}
_BUT = "But something else that was looked at is not as it should be: see each line with ✗."
"""Of a pack that is unchanged, where a file beside it, a rebuild or what was given to check it with failed: the first line is often all
that is read."""
_PARTLY = "Someone signed it, but not everything in it is covered by what they signed, or was looked into; the lines below say what."
"""Of a file that is signed and still can't be called unchanged."""
MakeAnew = Callable[[bytes, Manifest, Path], tuple[Check, ...]]
"""Gives the checks of a pack against its rebuild from a repository; not imported here, because most readers only have the file."""
_NOT_REBUILT = Check(
    REBUILD,
    Status.NOT_CHECKED,
    "What the pages say was not held against the files of the repository (--rebuild makes the pack once more and compares).",
)
_SIGNS = {Status.PASS: "✓ pass", Status.FAIL: "✗ fail"}


def verify(
    pack: Path,
    *,
    say: Callable[[str], None],
    trust: Path | None = None,
    store: Path | None = None,
    repo: Path | None = None,
    deep: bool = False,
    revealed: Path | None = None,
    rebuild: MakeAnew | None = None,
    format: str = "text",
) -> int:
    """Verifies a pack and says the verdict with every check.

    Args:
        pack: Any file.
        say: Prints a line.
        trust: A certificate that the reader trusts, or several (PEM).
        store: A folder of such files that is used when `trust` is not given; see `trust_store`.
        repo: The program's repository, to hold the pack's files against.
        deep: Compare all objects of the file; slow.
        revealed: A value that the company revealed later, to hold against the pack's commitments.
        rebuild: Makes the pack once more from `repo` and compares; None if that isn't asked for.
        format: text or json.

    Returns:
        The exit status: 0 if it is genuine or intact and no check failed, else 1.

    Raises:
        BuilderError: A file that was named can't be read, there is no such format, or a rebuild was asked for without a repository.
    """
    if rebuild is not None and repo is None:
        raise BuilderError("A pack is made anew from its repository, and none was given.", "Name it with --repo.")
    write = pick_format({"text": _write_text, "json": write_verification}, format)
    data = _read(pack)
    pinned = _read(trust) if trust else read_store(store)
    value = _read(revealed) if revealed else None
    with _opened(repo) as history:
        verification = verify_pack(
            data, trust=pinned, repository=history, look=partial(_look_beside, pack.parent), deep=deep, revealed=value
        )
    if repo is not None and verification.manifest is not None:
        # The files prove where a pack comes from; whoever signs one can still print on its pages what stands in none of them.
        made = rebuild(data, verification.manifest, repo) if rebuild else (_NOT_REBUILT,)
        verification = replace(verification, checks=(*verification.checks, *made))
    say(write(verification))
    return 1 if verification.has_failed else 0


def trust_store() -> Path:
    """The folder in which a reader keeps the certificates they trust: `trust` beside their other settings."""
    return settings_directory() / "trust"


def read_store(folder: Path | None) -> bytes | None:
    """The certificates (.crt, .pem) and lists of withdrawn ones (.crl) in a folder, in one; None if there are none."""
    if folder is None or not folder.is_dir():
        return None
    found = sorted(path for path in folder.iterdir() if path.suffix in (".crt", ".pem", ".crl") and path.is_file())
    return b"\n".join(as_pem(_read(path), is_list=path.suffix == ".crl") for path in found) or None


def _write_text(verification: Verification) -> str:
    """The verdict, what was checked, and at the end what was not."""
    lines = [f"{verification.verdict.value}: {_say(verification)}"]
    width = max(len(check.name) for check in verification.checks)
    done = [check for check in verification.checks if check.status is not Status.NOT_CHECKED]
    open_ = [check for check in verification.checks if check.status is Status.NOT_CHECKED]
    lines += [f"  {_SIGNS[each.status]:<6}  {each.name:<{width}}  {each.detail}" for each in done]
    lines += ["Not checked:"] if open_ else []
    lines += [f"  {'–':<6}  {each.name:<{width}}  {each.detail}" for each in open_]
    return "\n".join(lines)


def _say(verification: Verification) -> str:
    is_signed = any(check.name.startswith("signature ") for check in verification.checks)
    if verification.verdict is Verdict.UNVERIFIABLE and is_signed:
        return _PARTLY
    if verification.verdict in (Verdict.GENUINE, Verdict.INTACT) and verification.has_failed:
        return f"{_SENTENCES[verification.verdict]} {_BUT}"
    return _SENTENCES[verification.verdict]


def _look_beside(folder: Path, name: str) -> Found | None:
    """The file of this name in a folder; the manifest was read strictly, so a name has no folder in it."""
    try:
        with open_plain_file(folder / name) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Found(digest, file.tell())
    except OSError:
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BuilderError(f"{path} can't be read ({error.strerror}).", "Check the name.") from error


@contextmanager
def _opened(repo: Path | None) -> Iterator[GitHistory | None]:
    if repo is None:
        yield None
        return
    with open_repository(repo) as repository:
        yield GitHistory(repository)
