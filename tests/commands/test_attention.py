"""`muster` alone, in real folders."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.commands import attention as attention_module
from builder.commands.attention import show_attention
from builder.commands.choice import Choice
from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError
from builder.read.cache import DirectoryCache
from tests.histories.repository import GitRepository

MINIMAL = Path(__file__).parents[1] / "examples" / "minimal"
TODAY = date(2026, 6, 30)
INSPECTION = "records/inspection/2026/insp-0001.yaml"


class LateCache(DirectoryCache):
    """A cache for which every file is old enough to be believed by its stamp alone."""

    def time(self) -> int | None:
        now = super().time()
        return None if now is None else now + 10_000_000_000


def shown(folder: Path, cache: Cache | None = None) -> list[str]:
    said: list[str] = []
    assert show_attention(Choice(folder, None, None, TODAY), cache=cache or NoCache(), say=said.append) == 0
    return "\n".join(said).splitlines()


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "our safety")
    shutil.copytree(MINIMAL, made.root, dirs_exist_ok=True)
    made.commit({})
    return made


def test_outside_a_program_three_lines_say_how_to_begin(tmp_path: Path) -> None:
    lines = shown(tmp_path)
    assert len(lines) == 3
    assert max(map(len, lines)) < 80
    assert lines[1].startswith("  muster init ")


def test_a_saved_program_in_order_has_nothing_unsaved(company: GitRepository) -> None:
    lines = shown(company.root)
    assert "No errors: every file can be relied on." in lines
    assert not [line for line in lines if "saved" in line or "inbox" in line]


def test_what_was_changed_since_is_counted_in_plain_words(company: GitRepository) -> None:
    text = (company.root / INSPECTION).read_text(encoding="utf-8")
    company.write(
        {INSPECTION: text + "notes: Windy.\n", "content/new.md": "# New\n", "policies/first-aid.pdf": b"%PDF-1.7"}
    )
    lines = shown(company.root)
    assert "3 files changed since you last saved." in lines
    company.write({INSPECTION: None})
    assert "3 files changed since you last saved." in shown(company.root)


def test_it_may_be_asked_from_a_folder_inside(company: GitRepository) -> None:
    company.write({"content/new.md": "# New\n"})
    assert shown(company.root / "records/inspection")[-1] == "  muster save"


def test_an_error_is_shown_with_its_place_before_anything_else(company: GitRepository) -> None:
    text = (company.root / INSPECTION).read_text(encoding="utf-8")
    company.write({INSPECTION: text.replace("site: yard", "site: yrad")})
    lines = shown(company.root)
    assert lines[2] == "Errors, files that can't be relied on: 1"
    assert lines[3].startswith(f"  {INSPECTION}:")
    assert "yrad" in lines[4]


def test_before_the_first_save_the_next_step_is_to_save(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "new")
    GitRepository.make(tmp_path / "new")
    lines = shown(tmp_path / "new")
    assert "Nothing is saved yet." in lines
    assert lines[-1] == "  muster save"


def test_papers_that_wait_are_counted_as_the_import_counts_them(company: GitRepository, tmp_path: Path) -> None:
    waiting = {"inbox/a.jpg": b"x", "inbox/more/B.PDF": b"x"}
    company.write({**waiting, "inbox/waiting.csv": "", "inbox/.DS_Store": b"", "inbox/done/2026-06-01/c.jpg": b"x"})
    lines = shown(company.root)
    assert "2 papers wait in inbox/." in lines
    assert lines[-1] == "  muster import inbox"
    shutil.rmtree(company.root / "inbox")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.jpg").touch()
    (company.root / "inbox").symlink_to(tmp_path / "elsewhere")
    assert not [line for line in shown(company.root) if "inbox" in line]


def test_what_was_set_aside_is_counted_file_by_file(company: GitRepository) -> None:
    company.write({"set-aside/2026-06-29/records/a.yaml": "id: a", "set-aside/2026-06-29/.saved-with.json": "{}"})
    lines = shown(company.root)
    assert "1 change set aside, because somebody else had changed the same." in lines
    assert lines[-1] == "  muster save --bring-back"


def test_what_was_kept_from_the_last_time_is_shown_only_as_long_as_it_is_true(
    company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = LateCache(tmp_path / "cache")
    first = shown(company.root, cache)
    with monkeypatch.context() as without_work:
        without_work.setattr(attention_module, "_look", None)
        assert shown(company.root, cache) == first
    company.write({"inbox/a.jpg": b"x"})
    assert "1 paper waits in inbox/." in shown(company.root, cache)
    company.write({"content/new.md": "# New\n"})
    assert "1 file changed since you last saved." in shown(company.root, cache)
    company.commit({})
    assert not [line for line in shown(company.root, cache) if "saved" in line]
    company.write({INSPECTION: None})
    assert shown(company.root, cache) == shown(company.root)


def test_a_history_that_cannot_be_read_leads_to_the_doctor(company: GitRepository, tmp_path: Path) -> None:
    company.commit({"content/new.md": "# New\n"})
    company.git("clone", "--quiet", "--depth=1", company.root.as_uri(), str(tmp_path / "short"))
    with pytest.raises(BuilderError) as refused:
        shown(tmp_path / "short")
    assert refused.value.cure.endswith("`muster doctor` looks at the whole set-up.")
