"""`muster fix` on a folder: shown first, done whole or not at all, and nothing of it leads out of the program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.commands import carrying_out
from builder.commands.fix import fix
from builder.model.error import BuilderError

MINIMAL = Path(__file__).parents[1] / "examples" / "minimal"
PERSON = "records/people/P-002.yaml"
INSPECTION = "records/inspection/2026/insp-0001.yaml"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The small company, in which a phone number lost its quotes and a record stands in the wrong folder."""
    root = tmp_path / "our safety"
    shutil.copytree(MINIMAL, root)
    change(root, PERSON, lambda text: text + "work_phone: 0403555   # the shop\n")
    (root / "records/inspection/2025").mkdir()
    (root / INSPECTION).rename(root / "records/inspection/2025/monday.yaml")
    return root


def change(root: Path, path: str, how: Callable[[str], str]) -> None:
    text = (root / path).read_text()
    (root / path).write_text(how(text))


def run(root: Path, *paths: str, answer: bool | None = None, **options: bool) -> tuple[int, str]:
    said: list[str] = []
    asked = (lambda _: answer) if answer is not None else None
    given = {"only_format": False, "only_check": False, "is_sure": False, "has_colours": False} | options
    status = fix([Path(path) for path in paths], repo=root, confirm=asked, say=said.append, **given)
    return status, "\n".join(said)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_it_shows_the_difference_and_writes_nothing_where_nobody_can_be_asked(program: Path) -> None:
    before = contents(program)
    status, said = run(program)
    assert status == 1
    assert '+work_phone: "0403555"   # the shop' in said
    assert "records/inspection/2025/monday.yaml goes to records/inspection/2026/insp-0001.yaml" in said
    assert said.endswith("right: muster fix --yes")
    assert contents(program) == before


def test_a_no_leaves_everything_and_a_yes_does_everything(program: Path) -> None:
    before = contents(program)
    assert run(program, answer=False)[0] == 1
    assert contents(program) == before

    assert run(program, answer=True)[0] == 0
    after = contents(program)
    assert after[INSPECTION] == before["records/inspection/2025/monday.yaml"]
    assert 'work_phone: "0403555"   # the shop\n' in after[PERSON].decode()
    assert not (program / "records/inspection/2025").exists()
    assert run(program)[1].endswith("Nothing to put right.")


def test_check_names_what_would_change_and_fails(program: Path) -> None:
    before = contents(program)
    status, said = run(program, only_check=True, only_format=True)
    assert status == 1
    assert PERSON in said
    assert "monday" not in said
    assert contents(program) == before


def test_only_the_files_asked_for_are_looked_at(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, said = run(program, "records/inspection", only_check=True)
    assert (status, "monday" in said, PERSON in said) == (1, True, False)
    monkeypatch.chdir(program / "records")
    assert PERSON in run(program, "people", only_check=True)[1]
    with pytest.raises(BuilderError, match="no nowhere in the program"):
        run(program, "nowhere")
    with pytest.raises(BuilderError, match="in the program"):
        run(program, "/etc/passwd")


def test_colours_are_for_terminals(program: Path) -> None:
    assert "\033[32m" in run(program, has_colours=True)[1]
    assert "\033" not in run(program)[1]


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(program: Path) -> None:
    def changed_while_asked(_: str) -> bool:
        change(program, PERSON, lambda text: text + "email: carl@example.org\n")
        return True

    with pytest.raises(BuilderError, match="changed while you looked"):
        fix(
            [],
            repo=program,
            only_format=False,
            only_check=False,
            confirm=changed_while_asked,
            is_sure=False,
            has_colours=False,
            say=lambda _: None,
        )
    assert "email" in (program / PERSON).read_text()
    assert (program / "records/inspection/2025/monday.yaml").exists()


def test_where_the_last_step_fails_the_first_is_taken_back(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(program)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(carrying_out, "write_all", full)
    with pytest.raises(OSError, match="No space"):
        run(program, is_sure=True)
    assert contents(program) == before


def test_nothing_is_moved_over_a_link(program: Path, tmp_path: Path) -> None:
    shutil.rmtree(program / "records/inspection/2026")
    (tmp_path / "elsewhere").mkdir()
    (program / "records/inspection/2026").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuilderError, match="leads over a link"):
        run(program, is_sure=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (program / "records/inspection/2025/monday.yaml").exists()
