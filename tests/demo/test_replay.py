"""The sample's repository: made twice it is the same, whole, signed, and dated as its files say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from builder.demo import replay as replay_module
from builder.demo.plan import plan_history
from builder.demo.replay import Replayed, make_repository
from builder.demo.signing import public_line
from builder.demo.story import read_story
from builder.model.error import BuilderError
from builder.model.history import History, SignatureVerdict
from builder.read.git.past.history import read_history
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository
from tests.demo.company import FILES, STORY, tour
from tests.histories.repository import GitRepository

TOURS = "records/management-tour"


def make(target: Path, files: Mapping[str, bytes] = FILES, story: str = STORY) -> Replayed:
    plan = plan_history(files, read_story(story))
    return make_repository(plan.steps, plan.identities, target, plan.approvals)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    target = tmp_path_factory.mktemp("demo") / "ridgeline"
    make(target)
    return GitRepository(target)


@pytest.fixture(scope="module")
def history(made: GitRepository) -> History:
    with open_repository(made.root) as opened:
        return read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")


def content_on(made: GitRepository, day: str, path: str) -> str:
    with open_repository(made.root) as opened:
        source = CommitSource(opened.view, opened.resolve(f"@{day}"))
        return dict(source.read([path]))[path].decode() if path in source.tree else "(not there)"


def test_two_runs_give_the_same_commits(made: GitRepository, tmp_path: Path) -> None:
    assert make(tmp_path / "again").commit == made.head()


def test_git_finds_nothing_wrong_with_it(made: GitRepository) -> None:
    assert made.git("fsck", "--strict", "--full") == b""


def test_the_files_are_the_samples_byte_for_byte(made: GitRepository) -> None:
    on_disk = {
        path.relative_to(made.root).as_posix(): path.read_bytes()
        for path in made.root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
    assert on_disk == FILES
    assert made.git("status", "--porcelain", "--untracked-files=all") == b""
    assert made.git("rev-parse", "--abbrev-ref", "HEAD") == b"main\n"


def test_every_commit_is_signed_by_the_person_it_names(made: GitRepository, history: History) -> None:
    # Nothing in the repository can vouch for the commit that first names keys; it is the very first.
    first = made.git("rev-list", "--max-parents=0", "HEAD").decode().strip()
    changes = [change for file in history.files.values() for change in file.changes]
    assert {change.commit for change in changes if change.signature is not SignatureVerdict.GOOD} == {first}
    assert history.signatures == {SignatureVerdict.GOOD: history.commits - 1, SignatureVerdict.UNKNOWN_KEY: 1}
    assert history.tip.signature is SignatureVerdict.GOOD


def test_times_only_go_forward_and_nothing_is_entered_before_the_adoption(made: GitRepository) -> None:
    lines = made.git("log", "--first-parent", "--reverse", "--format=%ct %cs").decode().splitlines()
    seconds = [int(line.split()[0]) for line in lines]
    assert seconds == sorted(set(seconds))
    assert lines[0].endswith("2025-08-01")
    assert lines[-1].split()[1] <= "2026-10-31"


def test_clocks_show_the_offset_of_summer_and_winter(made: GitRepository) -> None:
    stamps = made.git("log", "--format=%ci").decode().splitlines()
    assert {stamp[-5:] for stamp in stamps if "-08-" in stamp[:8]} == {"-0600"}
    assert {stamp[-5:] for stamp in stamps if stamp.startswith("2026-02")} == {"-0700"}


def test_what_somebody_did_before_being_hired_comes_in_on_the_first_day_of_work(history: History) -> None:
    assert history.entered("records/training/2024/trn-0001.yaml") == date(2025, 8, 18)


def test_older_records_are_keyed_in_during_the_two_weeks_after_the_adoption(history: History) -> None:
    entered = history.entered("records/training/2024/trn-0002.yaml")
    assert entered is not None
    assert date(2025, 8, 5) <= entered <= date(2025, 8, 14)


def test_a_record_is_entered_within_days_by_whoever_recorded_it(history: History) -> None:
    for name, author in (("tour-0001", "Marnie Kowalchuk"), ("tour-0002", "Luc Bouchard")):
        [change] = history.files[f"{TOURS}/2025/{name}.yaml"].changes
        happened = date(2025, 9, 9) if name == "tour-0001" else date(2025, 10, 14)
        assert 0 <= (change.arrived - happened).days <= 9
        assert change.author.startswith(author)


def test_an_attachment_comes_with_its_record(history: History) -> None:
    record, scan = (history.files[f"{TOURS}/2025/tour-0002.{end}"].changes[0] for end in ("yaml", "png"))
    assert record.commit == scan.commit


def test_a_record_told_as_late_was_written_in_time_and_merged_late(history: History) -> None:
    [change] = history.files[f"{TOURS}/2026/tour-0003.yaml"].changes
    assert change.arrived == date(2026, 6, 2)
    assert date(2026, 1, 15) <= change.authored <= date(2026, 1, 24)
    assert change.author.startswith("Luc Bouchard")


def test_records_entered_at_once_make_one_commit_that_declares_what_was_declared(tmp_path: Path) -> None:
    tours = {f"{TOURS}/2026/tour-{n:04}.yaml": tour(f"tour-{n:04}", f"2026-0{n}-07", "P-007") for n in (4, 5)}
    more = "at_once:\n  - {on: 2026-06-10, declared: Binder of the truck, records: [tour-0004, tour-0005]}\n"
    make(tmp_path / "repo", FILES | tours, STORY + more)

    with open_repository(tmp_path / "repo") as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    (first,), (second,) = (read.files[path].changes for path in tours)
    assert first.commit == second.commit
    assert first.arrived == date(2026, 6, 10)
    assert read.by_id[first.commit].message.rstrip().endswith("\n\nEvidence-Import: Binder of the truck")


def test_a_corrected_record_said_something_else_before(tmp_path: Path) -> None:
    more = "corrected:\n  tour-0001: {on: 2025-11-05, find: '[ladders]', replace: '[ladders, noise]'}\n"
    make(tmp_path / "repo", FILES, STORY + more)
    made, path = GitRepository(tmp_path / "repo"), f"{TOURS}/2025/tour-0001.yaml"

    assert "[ladders, noise]" in content_on(made, "2025-11-04", path)
    assert "[ladders]" in content_on(made, "2025-11-05", path)


@pytest.mark.parametrize(
    "more",
    [
        "at_once: [{on: 2026-06-10, records: [tour-0099]}]",
        "corrected: {tour-0001: {on: 2025-11-05, find: xyz, replace: a}}",
    ],
)
def test_a_story_of_what_the_sample_does_not_have_is_refused(tmp_path: Path, more: str) -> None:
    with pytest.raises(BuilderError, match=r"tour-0099, which the sample doesn't have|exactly once"):
        make(tmp_path / "repo", FILES, f"{STORY}{more}\n")


def made_of(target: Path, more: str, files: Mapping[str, bytes] = FILES) -> tuple[GitRepository, History]:
    make(target, files, STORY + more)
    with open_repository(target) as opened:
        return GitRepository(target), read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")


def test_a_moved_file_had_its_old_name_until_then_and_keeps_its_first_day(tmp_path: Path) -> None:
    path, old = f"{TOURS}/2025/tour-0001.yaml", f"{TOURS}/2024/tour-0001.yaml"
    more = f"moved: {{{path}: {{from: {old}, on: 2025-09-24, why: 'Move it to its year'}}}}\n"
    repository, read = made_of(tmp_path / "repo", more)

    assert content_on(repository, "2025-09-23", path) == "(not there)"
    assert content_on(repository, "2025-09-23", old).encode() == FILES[path]
    assert content_on(repository, "2025-09-24", old) == "(not there)"
    assert [change.kind for change in read.files[path].changes] == ["A", "R"]
    assert read.files[path].changes[-1].subject == "Move it to its year"
    # The folder went with its last file.
    assert repository.git("ls-tree", "HEAD", f"{TOURS}/2024") == b""


def test_a_file_that_was_away_came_back_as_it_was(tmp_path: Path) -> None:
    path = f"{TOURS}/2025/tour-0001.yaml"
    more = f"away: {{{path}: {{on: 2025-09-24, why: Take it out, again: 2025-09-29, why_again: File it again}}}}\n"
    repository, read = made_of(tmp_path / "repo", more)

    assert content_on(repository, "2025-09-26", path) == "(not there)"
    assert [change.kind for change in read.files[path].changes] == ["A", "D", "A"]
    assert [change.subject for change in read.files[path].changes][1:] == ["Take it out", "File it again"]


@pytest.mark.parametrize("key", ["moved", "away"])
def test_a_file_cannot_be_moved_before_it_is_there(tmp_path: Path, key: str) -> None:
    day = "{from: a/b.yaml, on: 2025-09-01, why: x}"
    told = day if key == "moved" else "{on: 2025-09-01, why: x, again: 2025-09-03, why_again: z}"
    with pytest.raises(BuilderError, match="on 2025-09-01, when it was not there"):
        make(tmp_path / "repo", FILES, f"{STORY}{key}: {{{TOURS}/2025/tour-0001.yaml: {told}}}\n")


def test_a_file_cannot_change_while_it_is_away(tmp_path: Path) -> None:
    path = "records/corrective-action/2026/ca-0001.yaml"
    more = f"away: {{{path}: {{on: 2026-02-27, why: x, again: 2026-04-01, why_again: z}}}}\n"
    with pytest.raises(BuilderError, match=r"ca-0001\.yaml while it is away"):
        make(tmp_path / "repo", FILES, STORY + more)


def test_a_second_key_is_entered_with_the_first_and_used_from_the_next_day(tmp_path: Path) -> None:
    path = "records/people/P-002.yaml"
    first, second = public_line("P-002"), public_line("P-002", 2)
    keys = (
        f'  - {{public: "{first}", from: 2025-08-01, to: 2025-09-08}}\n  - {{public: "{second}", from: 2025-09-08}}\n'
    )
    person = FILES[path].partition(b"keys:\n")[0] + f"keys:\n{keys}".encode()
    repository, read = made_of(tmp_path / "repo", "", FILES | {path: person})

    assert first != second
    assert content_on(repository, "2025-09-07", path).encode() == FILES[path]
    turn = read.key_changes[-1]
    assert (turn.person, turn.signer, turn.signature) == ("P-002", "P-002", SignatureVerdict.GOOD)
    # git itself sees which key it was, and that the new one signs from then on.
    (tmp_path / "allowed").write_text(f"old {first}\nnew {second}\n")
    signers = repository.git(
        "-c",
        f"gpg.ssh.allowedSignersFile={tmp_path / 'allowed'}",
        "log",
        "--reverse",
        "--format=%cs %GS",
        "--author=Marnie",
    )
    used = [line.split() for line in signers.decode().splitlines()]
    assert {name for day, name in used if day <= "2025-09-08"} == {"old"}
    assert {name for day, name in used if day > "2025-09-08"} == {"new"}


def test_an_approval_only_noted_is_entered_by_the_coordinator(tmp_path: Path) -> None:
    more = "  PRG-17: {note: 'Approved-by: Dale Friesen <dale.friesen@ridgeline.example>'}\n"
    _, read = made_of(tmp_path / "repo", more)
    change = read.files["policies/first-aid.md"].changes[-1]
    assert change.author.startswith("Marnie Kowalchuk")
    message = read.by_id[change.commit].message.rstrip()
    assert message.endswith("\n\nApproved-by: Dale Friesen <dale.friesen@ridgeline.example>")


def test_a_text_changed_after_its_approval_was_approved_as_it_stood_before(tmp_path: Path) -> None:
    edit = "{find: every truck, replace: most trucks}"
    more = f"  PRG-17: {{after: {{on: 2026-04-07, why: All of them., edits: [{edit}]}}}}\n"
    repository, read = made_of(tmp_path / "repo", more)
    path = "policies/first-aid.md"
    assert "most trucks" in content_on(repository, "2026-04-01", path)
    approved, changed = read.files[path].changes[-2:]
    assert approved.author.startswith("Dale Friesen")
    assert changed.author.startswith("Marnie Kowalchuk")
    assert changed.subject == "Update PRG-17 First aid program, version 3"


def test_an_action_was_open_before_it_was_closed(made: GitRepository, history: History) -> None:
    path = "records/corrective-action/2026/ca-0001.yaml"
    assert [change.kind for change in history.files[path].changes] == ["A", "M"]
    assert "closed_on" not in content_on(made, "2026-02-28", path)
    assert "due: 2026-02-27" in content_on(made, "2026-02-28", path)


def test_an_action_comes_in_with_the_record_that_raised_it(history: History) -> None:
    action, source = (
        history.files[f"records/{path}.yaml"].changes[0].commit
        for path in ("corrective-action/2026/ca-0002", "investigation/2026/inv-0001")
    )
    assert action == source


def test_a_link_to_a_later_record_is_added_when_that_one_comes_in(made: GitRepository, history: History) -> None:
    path = "records/incident/2026/inc-0001.yaml"
    incident = history.files[path]
    assert [change.kind for change in incident.changes] == ["A", "M"]
    assert "links" not in content_on(made, str(incident.entered), path)
    assert incident.changes[1].arrived == history.entered("records/investigation/2026/inv-0001.yaml")


def test_a_person_appears_on_the_first_day_of_work(made: GitRepository) -> None:
    path = "records/people/P-024.yaml"
    assert content_on(made, "2025-08-17", path) == "(not there)"
    assert "to: 2025-09-07" not in content_on(made, "2025-08-18", path)
    assert content_on(made, "2025-09-08", path).encode() == FILES[path]


def test_a_document_stood_in_its_earlier_versions(made: GitRepository, history: History) -> None:
    path = "policies/health-and-safety-policy.md"
    adopted = content_on(made, "2025-08-01", path)
    assert "version: 4\n" in adopted
    assert "approved_on: 2024-06-03\n" in adopted
    assert "Nobody gets hurt.\n" in adopted
    assert "signed_copy" not in adopted
    assert "Nobody gets hurt on site.\n" in content_on(made, "2025-12-01", path)
    subjects = [change.subject for change in history.files[path].changes]
    assert subjects == [
        "Adopt 2 documents as they stand",
        "Approve POL-01 Health and safety policy, version 5",
        "Write POL-01 Health and safety policy, version 6",
    ]


def test_a_version_written_on_a_branch_is_merged_by_its_approver(made: GitRepository, history: History) -> None:
    change = history.files["policies/health-and-safety-policy.md"].changes[-1]
    assert change.author.startswith("Marnie Kowalchuk")
    merge = made.git("log", "-1", "--format=%an|%s|%P", change.commit).decode().strip().split("|")
    assert merge[:2] == ["Dale Friesen", "Approve POL-01 Health and safety policy, version 6"]
    assert len(merge[2].split()) == 2
    assert history.files["policies/signed/POL-01-v6.png"].changes[0].commit == change.commit


def test_a_tagged_version_is_approved_by_its_approver(made: GitRepository, history: History) -> None:
    (tag,) = history.tags
    path = "policies/health-and-safety-policy.md"
    assert (tag.name, tag.signature, tag.signer, tag.problem) == (
        "policy/POL-01/v6",
        SignatureVerdict.GOOD,
        "P-001",
        "",
    )
    assert tag.approves == ((path, history.files[path].changes[-1].blob),)
    assert tag.commit == history.files[path].changes[-1].commit
    assert tag.tagged_on == history.files[path].changes[-1].arrived


def test_a_document_without_a_story_stood_in_the_version_before(made: GitRepository) -> None:
    adopted = content_on(made, "2025-08-01", "policies/first-aid.md")
    assert "version: 2\n" in adopted
    assert "approved_on: 2025-03-10\n" in adopted


def test_no_commit_is_made_on_closed_days_or_weekends(made: GitRepository) -> None:
    days = {date.fromisoformat(day) for day in made.git("log", "--format=%cs").decode().split()}
    assert not [day for day in days if day.weekday() > 4 or date(2025, 12, 22) <= day <= date(2026, 1, 2)]


class TestTarget:
    """Where it is written."""

    def test_a_folder_with_something_in_it_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("mine")
        with pytest.raises(BuilderError, match="not an empty folder"):
            make(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]

    def test_a_file_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "demo").write_text("mine")
        with pytest.raises(BuilderError, match="not an empty folder"):
            make(tmp_path / "demo")

    def test_an_empty_folder_is_used(self, tmp_path: Path) -> None:
        (tmp_path / "demo").mkdir()
        assert make(tmp_path / "demo").files == len(FILES)

    def test_a_folder_named_from_where_one_stands_is_made_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        make(Path("here/demo"))
        assert (tmp_path / "here" / "demo" / "mkdocs.yml").is_file()

    def test_breaking_off_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(replay_module.ObjectStore, "write_pack", interrupted)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "demo")
        assert list(tmp_path.iterdir()) == []


class TestMisfits:
    """Files and stories that don't go together stop with one sentence."""

    @pytest.mark.parametrize(
        "path",
        [
            "records/notes.txt",
            "records/poems/2026/poem-0001.yaml",
            "records/management-tour/2025/left-over.png",
            "policies/signed/left-over.png",
        ],
    )
    def test_a_file_that_fits_nowhere_is_named(self, tmp_path: Path, path: str) -> None:
        with pytest.raises(BuilderError, match=f"{path} has no place in the demonstration's history"):
            make(tmp_path / "demo", FILES | {path: b"x"})

    def test_a_record_without_a_date_is_named(self, tmp_path: Path) -> None:
        path = f"{TOURS}/2026/tour-0009.yaml"
        with pytest.raises(BuilderError, match=f"{path} .* no line `date:"):
            make(tmp_path / "demo", FILES | {path: b"id: tour-0009\n"})

    def test_an_edit_that_no_longer_fits_its_document_is_named(self, tmp_path: Path) -> None:
        path = "policies/health-and-safety-policy.md"
        changed = FILES | {path: FILES[path].replace(b"on the road", b"on any road")}
        with pytest.raises(BuilderError, match=f"in {path}, where it stands 0 times"):
            make(tmp_path / "demo", changed)

    def test_an_earlier_text_dated_behind_the_present_one_is_found(self, tmp_path: Path) -> None:
        with pytest.raises(BuilderError, match="doesn't end with what the sample has there"):
            make(tmp_path / "demo", story=STORY.replace("since: 2025-11-12", "since: 2026-05-12"))

    def test_an_entry_day_for_a_record_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(BuilderError, match="enters tour-9999, which the sample doesn't have"):
            make(tmp_path / "demo", story=STORY.replace("tour-0003:", "tour-9999:"))

    def test_an_entry_day_before_the_event_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BuilderError, match="enters tour-0003 on 2026-01-14, before the 2026-01-15"):
            make(tmp_path / "demo", story=STORY.replace("2026-06-02", "2026-01-14"))

    def test_somebody_without_the_key_cannot_commit(self, tmp_path: Path) -> None:
        path = "records/people/P-007.yaml"
        with pytest.raises(BuilderError, match="signs for P-007"):
            make(tmp_path / "demo", FILES | {path: FILES[path].replace(b"ssh-ed25519 ", b"ssh-rsa ")})

    def test_a_story_with_an_unknown_field_is_refused(self) -> None:
        with pytest.raises(BuilderError, match=r"story\.yaml:\d+:1: .*poem"):
            read_story(STORY + "poem: true\n")
