"""Whose folder a path lies in, told from its parts and from the kernel's list of mounts."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from builder.read.set_up.place import find_file_system, is_network, name_sync

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/company\\040drive cifs rw 0 0
server:/export /mnt nfs4 rw 0 0
tmpfs /mnt tmpfs rw 0 0
damaged
"""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\robin\OneDrive\safety"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\robin\OneDrive - Prairie Pipe\safety"), "OneDrive"),
        (PureWindowsPath(r"D:\Dropbox (Prairie)\safety"), "Dropbox"),
        (PureWindowsPath(r"G:\My Drive\safety"), "Google Drive"),
        (PurePosixPath("/Users/robin/Library/Mobile Documents/com~apple~CloudDocs/safety"), "iCloud Drive"),
        (PurePosixPath("/home/robin/Nextcloud/safety"), "Nextcloud"),
        (PureWindowsPath(r"C:\Users\robin\safety"), ""),
        (PurePosixPath("/home/robin/gang box/onedrive-moved-away"), ""),
    ],
)
def test_a_service_is_known_by_the_name_of_its_folder(path: PurePosixPath | PureWindowsPath, service: str) -> None:
    assert name_sync(path.parts) == service


def test_a_service_may_say_itself_which_folder_is_its_own() -> None:
    roots = [("OneDrive", PureWindowsPath(r"D:\Work Files").parts)]
    assert name_sync(PureWindowsPath(r"d:\work files\safety").parts, roots) == "OneDrive"
    assert name_sync(PureWindowsPath(r"d:\work\safety").parts, roots) == ""


@pytest.mark.parametrize(
    ("path", "file_system"),
    [
        ("/home/robin", "ext4"),
        ("/mnt/company drive/safety", "cifs"),
        ("/mnt/company drives", "tmpfs"),
        ("/mnt", "tmpfs"),
    ],
)
def test_the_nearest_and_latest_mount_holds_a_path(path: str, file_system: str) -> None:
    assert find_file_system(path, MOUNTS) == file_system


def test_without_a_list_nothing_is_claimed() -> None:
    assert find_file_system("/home/robin", "") == ""
    assert [is_network(each) for each in ("", "ext4", "CIFS", "nfs4", "fuse.sshfs")] == [False, False, True, True, True]
