"""What odd repositories are made of: objects written byte for byte, entries that no `git add` would make, damage."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tests.checks.example import minimal_files
from tests.histories.repository import MARNIE, GitRepository

AT = "2026-05-20 12:00:00 -0600"
SECONDS = 1779300000
IDENTITY = f"{MARNIE} {SECONDS} -0600".encode()
INSPECTION = "records/inspection/2026/insp-0002.yaml"


def small_company(folder: Path, *options: str) -> GitRepository:
    """The small valid company in one commit; always the same commit."""
    made = GitRepository.make(folder, *options)
    made.commit(dict(minimal_files()), at=AT)
    return made


def git_dir(made: GitRepository) -> Path:
    return made.root / ".git"


def loose_object(made: GitRepository, name: str) -> Path:
    """The file of an object, named like `HEAD:records`."""
    id = made.git("rev-parse", name).decode().strip()
    return git_dir(made) / "objects" / id[:2] / id[2:]


def flip_a_byte(file: Path) -> None:
    """Damage, as a disk does it."""
    file.chmod(0o644)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def only_pack(made: GitRepository) -> Path:
    """All objects in one pack."""
    made.git("repack", "-a", "-d", "-q")
    [pack] = (git_dir(made) / "objects" / "pack").glob("*.pack")
    return pack


def blob(made: GitRepository, data: bytes) -> str:
    return made.git("hash-object", "-w", "--stdin", stdin=data).decode().strip()


def commit_entry(made: GitRepository, path: bytes, data: bytes = b"x", mode: str = "100644") -> None:
    """Commit a file under any name, without writing it to disk."""
    row = f"{mode} {blob(made, data)}\t".encode() + path + b"\0"
    made.git("update-index", "-z", "--index-info", stdin=row)
    made.git("commit", "--quiet", "-m", "Odd", at=AT)


def commit_raw(made: GitRepository, author: bytes, committer: bytes, *more: bytes, message: bytes = b"Odd\n") -> str:
    """Commit the same tree with any lines for author and committer; gives back the id."""
    lines = [f"tree {made.tree()}\nparent {made.head()}\n".encode(), author, committer, *more, b"\n", message]
    return made.raw_commit(b"".join(lines))


def tree(made: GitRepository, *entries: tuple[bytes, bytes, str]) -> str:
    """The id of a folder with these entries (mode, name, id) in this order, whatever git thinks of it."""
    data = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(id) for mode, name, id in entries)
    return made.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=data).decode().strip()


def commit_top_entry(made: GitRepository, mode: bytes, name: bytes, id: str, *, first: bool = False) -> None:
    """Commit the top folder with one more entry, at its end or at its beginning."""
    rows = [row.split(b"\t") for row in made.git("ls-tree", "-z", "HEAD").split(b"\0") if row]
    there = [(meta.split()[0].lstrip(b"0"), name, meta.split()[2].decode()) for meta, name in rows]
    entry = (mode, name, id)
    top = tree(made, *([entry, *there] if first else [*there, entry]))
    head = f"tree {top}\nparent {made.head()}\n".encode()
    made.raw_commit(head + b"author " + IDENTITY + b"\ncommitter " + IDENTITY + b"\n\nOdd\n")


def pointer(data: bytes) -> bytes:
    """The Git LFS pointer that stands for a file."""
    digest = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n".encode()


def with_scan(data: bytes) -> str:
    """A record with an attachment `insp-0003-scan.txt` that has these bytes."""
    return (
        "id: insp-0003\ndate: 2026-05-16\nsite: yard\nrecorded_by: P-002\nkind: site\narea: Shop and yard\n"
        "inspectors: [P-002]\nitems_ok: 20\nitems_deficient: 0\n"
        "signatures: [{person: P-002, date: 2026-05-16, method: electronic}]\n"
        "attachments: [{path: insp-0003-scan.txt, caption: The signed form, level: office, sha256: "
        f"{hashlib.sha256(data).hexdigest()}}}]\n"
    )


def move(folder: Path, target: Path) -> Path:
    shutil.move(folder, target)
    return target
