"""What a folder's path and the system's list of mounts say of it: whether a service copies it, or a network brings it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SERVICES = (
    (re.compile(r"onedrive(\s+-\s+.+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox(\s*\(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"google ?drive|googledrive-.+|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"iclouddrive|com~apple~clouddocs|mobile documents", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"Box( Sync)?"), "Box"),
    (re.compile(r"nextcloud|owncloud", re.IGNORECASE), "Nextcloud"),
)
"""Names that these services give to the folder they copy."""

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone"}
)
"""File systems, by the name the kernel gives them, whose files are on another machine."""


def name_sync(parts: Sequence[str], roots: Iterable[tuple[str, Sequence[str]]] = ()) -> str:
    """The service that copies a folder by itself; empty where none is known.

    Args:
        parts: The parts of the folder's path.
        roots: Folders that services say are theirs, each with the service's name and its parts.
    """
    lowered = [part.lower() for part in parts]
    for service, root in roots:
        if root and [part.lower() for part in root] == lowered[: len(root)]:
            return service
    for part in parts:
        for pattern, service in _SERVICES:
            if pattern.fullmatch(part):
                return service
    return ""


def find_file_system(path: str, mounts: str) -> str:
    r"""The name of the file system that holds a path; empty where the list doesn't say.

    Args:
        path: Absolute, as Linux writes it.
        mounts: The text of /proc/self/mounts: what, where, kind, and more, with spaces in names as `\040` (fstab(5)).
    """
    best, found = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        at = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[1])
        covers = path == at or path.startswith(at.rstrip("/") + "/")
        # Of two mounts at one place the later hides the earlier.
        if covers and len(at) >= len(best):
            best, found = at, fields[2]
    return found


def is_network(file_system: str) -> bool:
    """Whether files on it come over a network."""
    return file_system.lower() in _NETWORK
