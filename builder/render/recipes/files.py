"""The recipes that `muster init` writes: for GitHub and GitLab, for pre-commit, and git's attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from types import MappingProxyType

from builder.read.source import FOLDERS, SETTINGS
from builder.render.templates import open_templates

ACTIONS = {
    "checkout": "de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    "setup_python": "a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0",
    "upload_artifact": "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
}
"""GitHub's own actions by the digest of their commit, with the release it stands for; read 2026-11-23 in public repositories that pin them."""

IMAGE = "python:3.12-slim-bookworm@sha256:54c85f3c47607a77f32adec749d3c81d1348bf25833671f512b26a9b6d778cb3"
"""Where GitLab's jobs run: Python 3.12.15 on Debian 12, by the digest of its index on Docker Hub as of 2026-10-02."""

PYTHON = "3.12"

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Debian packages that lay out the text of PDFs: those of the file .ci/system-packages."""

BINARY = (
    "pdf",
    "jpg",
    "jpeg",
    "png",
    "gif",
    "tif",
    "tiff",
    "heic",
    "webp",
    "mp4",
    "mov",
    "docx",
    "xlsx",
    "zip",
    "p7m",
    "tsr",
)
"""Endings of files whose bytes git must never take for text."""

_TEMPLATES = {
    ".github/workflows/muster.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".gitattributes": "gitattributes",
}


@cache
def recipe_files(*, version: str, branch: str, time_zone: str) -> Mapping[str, str]:
    """The files by path.

    Args:
        version: Of Muster, which the recipes install; the one that wrote them.
        branch: The one that counts.
        time_zone: IANA name of the company's zone, in which its days begin and end.
    """
    values = {
        **ACTIONS,
        "version": version,
        "branch": branch,
        "time_zone": time_zone,
        "image": IMAGE,
        "python": PYTHON,
        "packages": " ".join(PACKAGES),
        "files": program_pattern(),
        "binary": [_in_any_case(suffix) for suffix in BINARY],
    }
    templates = open_templates()
    written = {
        path: templates.get_template(f"recipes/{name}.txt.j2").render(values).strip() + "\n"
        for path, name in _TEMPLATES.items()
    }
    return MappingProxyType(written)


def program_pattern() -> str:
    """A regular expression that the paths of the program's files match, and no other: when a hook has something to check."""
    names = "|".join(re.escape(name) for name in SETTINGS)
    return f"^({'|'.join(FOLDERS)})/|^({names})$"


def _in_any_case(suffix: str) -> str:
    """The ending as a pattern of git's: cameras write `.JPG`, and git tells capital letters from small ones."""
    assert PurePosixPath(f"a.{suffix}").suffix == f".{suffix}"
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix)
