"""`muster anchor`: what a coordinator carries out and takes back, over the network or on a stick, and what is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding

from builder.commands.anchor import attach_anchor, fetch_anchor, request_anchor
from builder.commands.anchor_verdicts import verify_anchors
from builder.commands.choice import Choice
from builder.commands.prepare import prepare
from builder.demo.time_authority import TimeAuthority
from builder.model.error import BuilderError
from tests.checks.example import minimal_files
from tests.end_to_end.command_line import muster
from tests.histories.repository import GitRepository
from tests.read.stamp.authorities import make_authority, refusal
from tests.seal.authority import Answer, open_authority
from tests.seal.authority import Authority as Server

TODAY = date(2026, 6, 30)
LATER = max(date(2026, 12, 31), datetime.now(UTC).date() + timedelta(days=1))  # noqa: TID251 - openssl stamps the real time
JUNE = datetime(2026, 6, 30, 20, 5, 9, tzinfo=UTC)
AUTHORITY = make_authority(name="Clock House")


@dataclass(frozen=True)
class Desk:
    """A coordinator's desk: the program, and a stick for what is carried out and back."""

    program: GitRepository
    stick: Path
    said: list[str] = field(default_factory=list)

    def request(self, nonce: int = 4711, commit: str | None = None) -> Path:
        """The .tsq file of a new request."""
        before = set(self.stick.glob("*.tsq"))
        request_anchor(
            repo=self.program.root, out=self.stick, commit=commit, today=TODAY, nonce=nonce, say=self.said.append
        )
        [made] = set(self.stick.glob("*.tsq")) - before
        return made

    def answer(self, request: Path, at: datetime = JUNE, serial: int = 7, by: TimeAuthority = AUTHORITY) -> Path:
        """The .tsr file that an authority sends back."""
        answer = request.with_suffix(".tsr")
        answer.write_bytes(by.stamp(request.read_bytes(), at, serial))
        return answer

    def attach(
        self, answer: Path, *, commit: str | None = None, by: str | None = "P-002", trust: Path | None = None
    ) -> None:
        attach_anchor(answer, repo=self.program.root, commit=commit, by=by, trust=trust, say=self.said.append)

    def verify(self, trust: Path | None = None) -> tuple[int, str]:
        """The exit status of `muster anchor verify`, and what it said."""
        said: list[str] = []
        with prepare(Choice(self.program.root, None, None, LATER)) as prepared:
            status = verify_anchors(prepared, trust=trust, say=said.append)
        return status, "\n".join(said)

    def anchors(self) -> list[str]:
        """The files under records/anchor/."""
        folder = self.program.root / "records" / "anchor"
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    def root_of(self, authority: TimeAuthority) -> Path:
        path = self.stick / "tsa.pem"
        path.write_bytes(authority.root.public_bytes(Encoding.PEM))
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    program = GitRepository.make(tmp_path / "program")
    program.commit(minimal_files(), at="2026-06-29 09:00:00 -0600")
    (tmp_path / "stick").mkdir()
    return Desk(program, tmp_path / "stick")


class TestOffline:
    """With files carried out and back."""

    def test_a_stamp_comes_back_as_a_record_that_holds_with_and_without_muster(self, desk: Desk) -> None:
        answer = desk.answer(desk.request())
        commit = desk.program.head()
        desk.attach(answer)
        assert desk.anchors() == [f"2026/anc-0001.{end}" for end in ("tsq", "tsr", "txt", "yaml")]
        record = yaml.safe_load((desk.program.root / "records/anchor/2026/anc-0001.yaml").read_text())
        assert (str(record["date"]), record["commit"], record["authority"]) == ("2026-06-30", commit, "Clock House")
        assert (record["stamped_at"], record["serial"], record["recorded_by"]) == ("2026-06-30T20:05:09Z", "7", "P-002")
        desk.program.commit({}, message="File the anchor", at="2026-06-30 15:00:00 -0600")
        status, said = desk.verify()
        assert (status, "anc-0001  intact" in said) == (0, True)
        trust = desk.root_of(AUTHORITY)
        status, said = desk.verify(trust)
        assert (status, "anc-0001  trusted" in said) == (0, True)
        [command] = [line.split(": ", 1)[1] for line in said.splitlines() if "without Muster" in line]
        folder = desk.program.root / "records/anchor/2026"
        (folder / "tsa.pem").write_bytes(trust.read_bytes())
        assert (
            subprocess.run(command.split(), cwd=folder, capture_output=True, check=True).stdout == b"Verification: OK\n"
        )

    def test_it_says_that_the_record_has_to_be_committed_and_how_to_check_it(self, desk: Desk) -> None:
        desk.attach(desk.answer(desk.request()))
        said = "\n".join(desk.said)
        assert "Commit it together with the files beside it" in said
        assert "openssl ts -verify -data anc-0001.txt -in anc-0001.tsr -CAfile tsa.pem -attime 1782849909" in said

    def test_a_real_authority_answers_the_request(self, desk: Desk, tmp_path: Path, server: Server) -> None:
        request = desk.request()
        command = ["curl", "-s", "-H", "Content-Type: application/timestamp-query", "--data-binary", f"@{request}"]
        answer = request.with_suffix(".tsr")
        answer.write_bytes(subprocess.run([*command, server.url], check=True, capture_output=True).stdout)
        (tmp_path / "root.pem").write_bytes(server.root)
        desk.attach(answer, trust=tmp_path / "root.pem")
        status, said = desk.verify(tmp_path / "root.pem")
        assert (status, "anc-0001  trusted" in said) == (0, True)

    def test_the_day_is_the_companys_where_the_authority_is_a_day_ahead(self, desk: Desk) -> None:
        desk.attach(desk.answer(desk.request(), at=datetime(2026, 6, 30, 3, 0, tzinfo=UTC)))
        record = yaml.safe_load((desk.program.root / "records/anchor/2026/anc-0001.yaml").read_text())
        assert (str(record["date"]), record["stamped_at"]) == ("2026-06-29", "2026-06-30T03:00:00Z")
        assert desk.verify()[0] == 0

    def test_years_later_the_authoritys_certificate_has_run_out_and_the_stamp_holds(self, desk: Desk) -> None:
        old = make_authority(first=datetime(2020, 1, 1, tzinfo=UTC), last=datetime(2021, 1, 1, tzinfo=UTC))
        desk.attach(desk.answer(desk.request(), at=datetime(2020, 12, 31, 12, 0, tzinfo=UTC), by=old))
        status, said = desk.verify(desk.root_of(old))
        assert (status, "anc-0001  trusted" in said) == (0, True)

    def test_the_program_may_have_gone_on_before_the_answer_came(self, desk: Desk) -> None:
        answer, stamped = desk.answer(desk.request()), desk.program.head()
        desk.program.commit({"policies/new.md": "# New\n"}, at="2026-06-30 12:00:00 -0600")
        desk.attach(answer)
        assert f"commit {stamped[:10]} and all before it" in "\n".join(desk.said)

    def test_without_the_files_of_the_request_the_commit_is_named(self, desk: Desk) -> None:
        answer, stamped = desk.answer(desk.request()), desk.program.head()
        desk.program.commit({"policies/new.md": "# New\n"})
        alone = desk.stick / "mail" / "answer.tsr"
        alone.parent.mkdir()
        alone.write_bytes(answer.read_bytes())
        with pytest.raises(BuilderError, match=r"Nothing beside answer\.tsr says which commit was stamped"):
            desk.attach(alone)
        desk.attach(alone, commit=stamped)
        assert "so its random number could not be compared" in "\n".join(desk.said)
        assert desk.anchors() == [f"2026/anc-0001.{end}" for end in ("tsr", "txt", "yaml")]

    def test_the_next_anchor_takes_the_next_id(self, desk: Desk) -> None:
        desk.attach(desk.answer(desk.request()))
        desk.program.commit({}, message="File the anchor")
        desk.attach(desk.answer(desk.request(), serial=8))
        assert "2026/anc-0002.tsr" in desk.anchors()


class TestRefused:
    """Each with one sentence, and nothing written."""

    @pytest.fixture(autouse=True)
    def _nothing_is_written(self, desk: Desk) -> Iterator[None]:
        yield
        assert desk.anchors() == []

    def test_the_answer_to_an_older_request_of_the_same_commit(self, desk: Desk) -> None:
        old = desk.answer(desk.request(nonce=1)).read_bytes()
        (request,) = desk.stick.glob("*.tsq")
        request.unlink()
        (desk.stick / f"{request.stem}.txt").unlink()
        new = desk.request(nonce=2).with_suffix(".tsr")
        new.write_bytes(old)
        with pytest.raises(BuilderError, match="doesn't carry the random number of the request"):
            desk.attach(new)

    def test_an_authoritys_refusal(self, desk: Desk) -> None:
        answer = desk.request().with_suffix(".tsr")
        answer.write_bytes(refusal("rejection", "unknown client"))
        with pytest.raises(BuilderError, match=r"The authority refused \(rejection: unknown client\)"):
            desk.attach(answer)

    @pytest.mark.parametrize("data", [b"", b"<html>error 500</html>", b"0" * 300_000])
    def test_something_that_is_no_answer(self, desk: Desk, data: bytes) -> None:
        answer = desk.request().with_suffix(".tsr")
        answer.write_bytes(data)
        with pytest.raises(BuilderError):
            desk.attach(answer)

    def test_the_stamp_of_another_program(self, desk: Desk, tmp_path: Path) -> None:
        other = GitRepository.make(tmp_path / "other")
        other.commit({**minimal_files(), "policies/theirs.md": "# Theirs\n"})
        answer = Desk(other, desk.stick).answer(Desk(other, desk.stick).request())
        with pytest.raises(BuilderError, match="is not part of this program's history"):
            desk.attach(answer)

    def test_a_statement_that_was_made_up(self, desk: Desk) -> None:
        request = desk.request()
        text = request.with_suffix(".txt")
        text.write_bytes(text.read_bytes().replace(b"\nfiles ", b"\nfiles 1"))
        forged = AUTHORITY.stamp(_request_over(text.read_bytes()), JUNE, 7)
        request.unlink()
        request.with_suffix(".tsr").write_bytes(forged)
        with pytest.raises(BuilderError, match="doesn't fit what the commit"):
            desk.attach(request.with_suffix(".tsr"))

    def test_an_authority_that_is_not_the_one_the_company_trusts(self, desk: Desk) -> None:
        answer = desk.answer(desk.request())
        trust = desk.root_of(make_authority(name="Another House"))
        with pytest.raises(BuilderError, match="Clock House holds, but none of the given certificates"):
            desk.attach(answer, trust=trust)

    def test_a_person_who_is_not_in_the_register(self, desk: Desk) -> None:
        with pytest.raises(BuilderError, match="There is no person P-999"):
            desk.attach(desk.answer(desk.request()), by="P-999")


def test_a_stamp_is_filed_once(desk: Desk) -> None:
    answer = desk.answer(desk.request())
    desk.attach(answer)
    with pytest.raises(BuilderError, match="filed already, as anc-0001"):
        desk.attach(answer)


def test_all_files_are_written_or_none(desk: Desk) -> None:
    desk.program.write({"records/anchor/2026/anc-0001.tsr": b"in the way"})
    with pytest.raises(BuilderError, match="exists already"):
        desk.attach(desk.answer(desk.request()))
    assert desk.anchors() == ["2026/anc-0001.tsr"]


class TestRequest:
    """What is carried out."""

    def test_it_names_the_day_and_the_commit_and_says_what_to_do_with_it(self, desk: Desk) -> None:
        request = desk.request()
        assert request.name == f"anchor-2026-06-30-{desk.program.head()[:10]}.tsq"
        assert request.with_suffix(".txt").read_text().startswith("muster anchor 1\n")
        assert f"muster anchor attach {request.stem}.tsr" in "\n".join(desk.said)

    def test_openssl_reads_it(self, desk: Desk) -> None:
        command = ["openssl", "ts", "-query", "-in", desk.request(), "-text"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert "Hash Algorithm: sha256" in text
        assert "Certificate required: yes" in text

    def test_a_repository_without_a_commit_is_refused(self, tmp_path: Path) -> None:
        empty = GitRepository.make(tmp_path / "empty")
        empty.write(minimal_files())
        with pytest.raises(BuilderError, match="no commit yet"):
            Desk(empty, tmp_path).request()

    def test_a_part_of_a_history_is_refused(self, desk: Desk, tmp_path: Path) -> None:
        desk.program.commit({"policies/new.md": "# New\n"})
        desk.program.git("clone", "--quiet", "--depth=1", f"file://{desk.program.root}", str(tmp_path / "cut"))
        with pytest.raises(BuilderError, match="only the latest part of its history"):
            Desk(GitRepository(tmp_path / "cut"), desk.stick).request()

    def test_a_head_that_stands_on_no_branch_is_said(self, desk: Desk) -> None:
        desk.program.git("checkout", "--quiet", "--detach")
        desk.request()
        assert desk.said[0].startswith("Note: no branch is checked out here")

    def test_a_commit_of_another_branch_is_said(self, desk: Desk) -> None:
        desk.program.git("checkout", "--quiet", "-b", "side")
        desk.program.commit({"policies/new.md": "# New\n"})
        desk.program.git("checkout", "--quiet", "main")
        desk.request(commit="side")
        assert "is not part of the branch main" in desk.said[0]

    def test_a_request_is_not_overwritten(self, desk: Desk) -> None:
        before = desk.request().read_bytes()
        with pytest.raises(BuilderError, match="exists already"):
            request_anchor(
                repo=desk.program.root, out=desk.stick, commit=None, today=TODAY, nonce=5, say=desk.said.append
            )
        assert next(desk.stick.glob("*.tsq")).read_bytes() == before


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    now = datetime.now(UTC)  # noqa: TID251 - openssl stamps the real time
    with open_authority(tmp_path_factory.mktemp("tsa"), now) as opened:
        yield opened


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """openssl's authority on the loopback interface, honest at first."""
    honest = running.answer
    yield running
    running.answer = honest


class TestOverTheNetwork:
    """In one step."""

    def fetch(self, desk: Desk, url: str, trust: Path | None = None) -> None:
        fetch_anchor(url, repo=desk.program.root, by="P-002", trust=trust, nonce=99, say=desk.said.append)

    def test_an_answer_is_filed_at_once(self, desk: Desk, server: Server, tmp_path: Path) -> None:
        (tmp_path / "root.pem").write_bytes(server.root)
        self.fetch(desk, server.url, tmp_path / "root.pem")
        assert [name.split("/")[1] for name in desk.anchors()] == [
            f"anc-0001.{end}" for end in ("tsq", "tsr", "txt", "yaml")
        ]
        assert desk.verify(tmp_path / "root.pem")[0] == 0

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (lambda _, __: (503, "text/plain", b"busy"), "gave no time: it answered 503"),
            (lambda _, __: (302, "text/plain", b""), "gave no time: it answered 302"),
            (lambda _, __: (200, "text/html", b"<html>"), "it sent text/html, not a timestamp"),
            (lambda _, __: (200, "application/timestamp-reply", b"no"), "its answer is not a timestamp"),
            (
                lambda _, __: (200, "application/timestamp-reply", refusal("rejection", "no")),
                "it refused with the status rejection",
            ),
            (
                lambda _, stamp: (200, "application/timestamp-reply", stamp(_request_over(b"something else"))),
                "it stamped something else",
            ),
            (
                lambda question, _: (
                    200,
                    "application/timestamp-reply",
                    AUTHORITY.stamp(_other_nonce(question), JUNE, 1),
                ),
                "random number",
            ),
            (
                lambda question, stamp: (200, "application/timestamp-reply", stamp(question)[:-20] + b"\0" * 20),
                "doesn't fit what it says",
            ),
        ],
        ids=["busy", "redirect", "page", "garbage", "refusal", "other imprint", "other nonce", "bad signature"],
    )
    def test_an_authority_that_fails_or_lies_leaves_nothing_behind(
        self, desk: Desk, server: Server, answer: Answer, words: str
    ) -> None:
        server.answer = answer
        with pytest.raises(BuilderError) as caught:
            self.fetch(desk, server.url)
        assert words in caught.value.message
        assert "Nothing was written." in caught.value.cure
        assert desk.anchors() == []

    def test_an_authority_that_is_not_there_is_said(self, desk: Desk) -> None:
        with pytest.raises(BuilderError, match="gave no time"):
            self.fetch(desk, "http://127.0.0.1:9/")
        assert desk.anchors() == []


class TestVerdicts:
    """What `muster anchor verify` says later."""

    @pytest.fixture
    def filed(self, desk: Desk) -> Desk:
        desk.attach(desk.answer(desk.request()))
        desk.program.commit({}, message="File the anchor", at="2026-06-30 15:00:00 -0600")
        return desk

    def test_no_anchors_is_no_fault(self, desk: Desk) -> None:
        status, said = desk.verify()
        assert (status, said.startswith("The program has no anchors.")) == (0, True)

    def test_it_says_how_many_records_are_proved_and_by_when(self, filed: Desk) -> None:
        extra = minimal_files()["records/inspection/2026/insp-0001.yaml"].replace(b"insp-0001", b"insp-0009")
        filed.program.commit({"records/inspection/2026/insp-0009.yaml": extra}, at="2026-07-01 09:00:00 -0600")
        said = filed.verify()[1]
        assert (
            "19 of 20 records are proved to have existed by 2026-06-30 20:05:09 UTC (anc-0001) or earlier; 1 came since."
            in said
        )

    def test_a_history_that_was_rewritten_is_another_program(self, filed: Desk) -> None:
        filed.program.git("commit", "--quiet", "--amend", "-m", "As if nothing had been")
        first = filed.program.git("commit-tree", "HEAD^{tree}", "-m", "Everything at once").decode().strip()
        filed.program.git("reset", "--quiet", "--hard", first)
        status, said = filed.verify()
        assert status == 1
        assert "anc-0001  for another program" in said
        assert "the history was rewritten since" in said

    @pytest.mark.parametrize(
        ("name", "old", "new", "words"),
        [
            ("anc-0001.tsr", b"Clock House", b"Clock Mouse", "certificate"),
            (
                "anc-0001.yaml",
                b"2026-06-30T20:05:09Z",
                b"2026-06-01T20:05:09Z",
                "the stamp itself says 2026-06-30T20:05:09Z",
            ),
            ("anc-0001.yaml", b"date: 2026-06-30", b"date: 2026-06-01", "the stamp itself says 2026-06-30"),
        ],
        ids=["answer", "time", "day"],
    )
    def test_what_was_changed_since_is_bad(self, filed: Desk, name: str, old: bytes, new: bytes, words: str) -> None:
        path = filed.program.root / "records/anchor/2026" / name
        assert old in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(old, new))
        status, said = filed.verify()
        assert (status, "anc-0001  bad" in said) == (1, True)
        assert words in said

    def test_an_answer_that_is_gone_is_missing(self, filed: Desk) -> None:
        (filed.program.root / "records/anchor/2026/anc-0001.tsr").unlink()
        status, said = filed.verify()
        assert (status, "anc-0001  missing" in said) == (1, True)

    def test_the_statement_beside_it_is_not_believed(self, filed: Desk) -> None:
        (filed.program.root / "records/anchor/2026/anc-0001.txt").write_text("anything")
        assert filed.verify()[0] == 0

    def test_a_stamp_over_a_commit_that_is_none_is_another_program(self, filed: Desk) -> None:
        path = filed.program.root / "records/anchor/2026/anc-0001.yaml"
        tree = filed.program.git("rev-parse", "HEAD^{tree}").decode().strip()
        commit = yaml.safe_load(path.read_text())["commit"]
        path.write_text(path.read_text().replace(commit, tree))
        assert "anc-0001  for another program" in filed.verify()[1]

    def test_a_commit_that_is_dated_before_a_stamp_it_follows_is_said(self, filed: Desk) -> None:
        extra = minimal_files()["records/inspection/2026/insp-0001.yaml"].replace(b"insp-0001", b"insp-0009")
        filed.program.commit({"records/inspection/2026/insp-0009.yaml": extra}, at="2026-06-10 09:00:00 -0600")
        said = filed.verify()[1]
        assert "says that it entered on 2026-06-10, but the stamp anc-0001 of 2026-06-30 was there before it" in said
        assert "at least 20 days after the day it gives" in said


def test_the_command_line_does_it_all(desk: Desk) -> None:
    """Without a clock, a cache or a network of its own."""
    root = desk.program.root
    done = muster("anchor", "request", "--out", desk.stick, "--repo", root, cwd=root)
    assert done.returncode == 0, done.stderr
    answer = desk.answer(next(desk.stick.glob("*.tsq")))
    done = muster("anchor", "attach", answer, "--repo", root, "--by", "P-002", cwd=root)
    assert done.returncode == 0, done.stderr
    done = muster("anchor", "verify", "--trust", desk.root_of(AUTHORITY), cwd=root)
    assert (done.returncode, "trusted" in done.stdout, done.stderr) == (0, True, "")
    done = muster("anchor", "attach", answer, cwd=root)
    assert (done.returncode, "filed already" in done.stderr) == (2, True)
    assert muster("anchor", "--repo", ".", cwd=root).returncode == 2


def _request_over(data: bytes) -> bytes:
    command = ["openssl", "ts", "-query", "-data", "/dev/stdin", "-sha256", "-cert"]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


def _other_nonce(question: bytes) -> bytes:
    from asn1crypto import tsp

    request = tsp.TimeStampReq.load(question)
    request["nonce"] = 1
    data: bytes = request.dump(force=True)
    return data
