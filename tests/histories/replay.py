"""Histories written down as folders: one folder a commit, named `<number>-<day>`, holding the files as they were after it.

A file `EXPECTED` beside them names the files at the end and the day each one first arrived. To add a case, add a folder.
"""

from __future__ import annotations

from pathlib import Path

from tests.histories.repository import GitRepository

CASES = tuple(sorted(path for path in Path(__file__).parent.iterdir() if (path / "EXPECTED").is_file()))


def replay_case(case: Path, target: Path) -> dict[str, str]:
    """Commits every folder of a case in turn; gives back the promised entry days by path."""
    repository = GitRepository.make(target)
    present: set[str] = set()
    for folder in sorted(path for path in case.iterdir() if path.is_dir()):
        day = folder.name.split("-", 1)[1]
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        changes: dict[str, str | bytes | None] = dict.fromkeys(present - files.keys())
        repository.commit(changes | files, at=f"{day} 12:00:00 -0600", message=folder.name)
        present = set(files)
    lines = (case / "EXPECTED").read_text("utf-8").splitlines()
    return {path: day for day, path in (line.split() for line in lines if line)}
