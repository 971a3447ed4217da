"""A folder as git stores it: whether it is a list that git itself would make.

Git's commands take almost any list; `git fsck` names what a checkout could be led astray with. What is refused here is the part of that
list that makes one repository look different to different readers: names that lead out of the folder or into git's own, a name twice,
another order than git's, an entry without an id (git-fsck(1), message ids; fsck.c of git 2.39, read 2026-11-22).
"""

from __future__ import annotations

_MODES = frozenset({b"40000", b"100644", b"100755", b"120000", b"160000"})
_OLD_MODES = frozenset({b"100664", b"100600"})
"""What git made in its first years; it still reads them as ordinary files."""

_ID_LENGTH = 20
_NO_ID = bytes(_ID_LENGTH)


def find_tree_flaw(data: bytes) -> str:
    """What is wrong with the list, as the end of a sentence; empty when nothing is.

    Args:
        data: The tree object's content: `MODE NAME NUL ID` again and again.
    """
    seen: set[bytes] = set()
    last = b""
    at = 0
    while at < len(data):
        end = data.find(b"\0", at)
        mode, space, name = data[at:end].partition(b" ") if end >= 0 else (b"", b"", b"")
        id = data[end + 1 : end + 1 + _ID_LENGTH]
        if not space or len(id) < _ID_LENGTH:
            return "it ends in the middle of an entry"
        key = name + b"/" if mode.lstrip(b"0") == b"40000" else name
        flaw = _name_flaw(name) or _entry_flaw(mode, id)
        if not flaw and name in seen:
            flaw = "stands there twice"
        if not flaw and key < last:
            flaw = "doesn't stand where git would sort it"
        if flaw:
            return f"the entry `{_shown(name)}` {flaw}"
        seen.add(name)
        last = key
        at = end + 1 + _ID_LENGTH
    return ""


def _name_flaw(name: bytes) -> str:
    if not name:
        return "has no name"
    if b"/" in name:
        return "leads through other folders"
    if name in (b".", b".."):
        return "leads out of the folder"
    # Windows drops dots and spaces at the end, and knows a short name for it.
    if name.lower().rstrip(b". ") == b".git" or name.lower() == b"git~1":
        return "has the name of git's own folder"
    return ""


def _entry_flaw(mode: bytes, id: bytes) -> str:
    if mode.lstrip(b"0") not in _MODES | _OLD_MODES:
        return "is of no kind that git has"
    return "has no id" if id == _NO_ID else ""


def _shown(name: bytes) -> str:
    return ascii(name.decode("utf-8", "surrogateescape"))[1:-1]
