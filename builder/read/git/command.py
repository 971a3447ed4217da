"""The only module that launches git: fixed arguments, an environment of our own, bytes in and out.

GitPython is the launcher (`git.cmd.Git`) and nothing else; its objects, diffs and configuration parsers are not used on
evidence. No argument, option or variable ever comes from the content of a repository. Needs git 2.31 or newer.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Self

from builder.model.error import BuilderError

if TYPE_CHECKING:
    from git.cmd import Git

_ERROR_LIMIT = 65_536
"""Bytes of git's own complaints that are kept; the rest is read and dropped."""

_LAUNCH = threading.Lock()


@dataclass(frozen=True)
class Output:
    """What a finished git command gave.

    Attributes:
        status: Its exit status.
        out: Standard output, unchanged.
        error: The first line of its complaint, for people; may be empty.
        complaint: All of it, as far as it is kept.
    """

    status: int
    out: bytes
    error: str
    complaint: str = ""


class Command:
    """Runs git on one repository, blind to the user's and the system's settings.

    Args:
        git_dir: The repository's own folder (`.git`, or a bare repository).
        home: An empty folder that stands in for the user's home and for the hooks.
        work_tree: Only for the repository that `muster demo` makes; reading never needs one.
    """

    def __init__(self, git_dir: Path, home: Path, *, work_tree: Path | None = None) -> None:
        self.git_dir = git_dir
        self._launcher = _open_launcher(home)
        self._environment = _environment(git_dir, home, work_tree)
        self._argv = (self._launcher.GIT_PYTHON_GIT_EXECUTABLE or "git", *_neutral_options(home))

    def run(self, *arguments: str, stdin: BinaryIO | None = None) -> Output:
        """What git gave, whether it succeeded or not.

        Args:
            arguments: The subcommand and its fixed arguments.
            stdin: An open file with a descriptor; nothing when left out.
        """
        with _without_git_variables():
            process = self._start(arguments, stdin)
        with process as running:
            out = running.stdout.read()
        return Output(running.status, out, running.error, running.complaint)

    def require(self, *arguments: str, stdin: BinaryIO | None = None) -> bytes:
        """Standard output of a command that has to succeed.

        Raises:
            BuilderError: It didn't.
        """
        output = self.run(*arguments, stdin=stdin)
        if output.status:
            raise _failure(output.error)
        return output.out

    @contextmanager
    def stream(self, *arguments: str, stdin: BinaryIO | None = None) -> Iterator[BinaryIO]:
        """Standard output while git is still writing it; git is ended when the block is left early.

        Raises:
            BuilderError: Git failed; raised when the block ends, so what was read so far may be cut off.
        """
        with _without_git_variables():
            process = self._start(arguments, stdin)
        with process as running:
            yield running.stdout
        if running.status:
            raise _failure(running.error)

    def _start(self, arguments: Sequence[str], stdin: BinaryIO | None) -> _Running:
        from git.exc import GitCommandNotFound

        try:
            return _Running(self._launcher, [*self._argv, *arguments], dict(self._environment), stdin)
        except GitCommandNotFound:
            raise _no_git() from None


class SharingCommand(Command):
    """Runs git in a repository of ours with the user's own settings (their way to the network, their passwords), to fetch and push.

    What the user set for all repositories counts; nothing that another repository names does, since the one it runs in is ours.

    Args:
        git_dir: A bare repository that we made.
        home: An empty folder that stands in for the hooks.
        may_ask: Whether somebody sits at a terminal, whom git may ask for a password.
    """

    def __init__(self, git_dir: Path, home: Path, *, may_ask: bool) -> None:
        super().__init__(git_dir, home)
        own = {name: os.environ[name] for name in _OWN_VARIABLES if name in os.environ}
        own |= {name: value for name, value in os.environ.items() if name.startswith("GIT_SSL_")}
        fixed = {
            "GIT_DIR": str(git_dir),
            "GIT_ALLOW_PROTOCOL": "https:ssh:file",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "1" if may_ask else "0",
            "LC_ALL": "C",
            "LANGUAGE": "C",
        }
        self._environment = {**own, **fixed}
        options = (f"core.hooksPath={home}", *_SHARING_SETTINGS)
        self._argv = (self._argv[0], "--no-pager", *(part for each in options for part in ("-c", each)))
        has_own_ssh = {"GIT_SSH", "GIT_SSH_COMMAND"} & own.keys() or self.run("config", "--get", "core.sshCommand").out
        if not may_ask and not has_own_ssh:
            # Without this, ssh would wait for ever for an answer about an unknown computer that nobody sees.
            patient = "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=20"
            self._environment = {**self._environment, "GIT_SSH_COMMAND": patient}


_OWN_VARIABLES = (
    *("GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
)
"""Variables of git that belong to the user and not to a repository, and say how to reach another computer."""

_SHARING_SETTINGS = (
    "core.commitGraph=false",
    "core.fsmonitor=false",
    # The repository is gone in a minute; tidying it up could only do harm to the one it borrows from.
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.unpackLimit=1",
    "fetch.writeCommitGraph=false",
    "fetch.prune=false",
    "submodule.recurse=false",
    "push.gpgSign=false",
    "push.followTags=false",
    "push.autoSetupRemote=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=60",
)


class _Running:
    """A started git whose complaints are drained beside its output, so that neither pipe can block the other."""

    def __init__(self, launcher: Git, argv: list[str], environment: dict[str, str], stdin: BinaryIO | None) -> None:
        self._process = launcher.execute(argv, stdin, as_process=True, env=environment)
        self.stdout: BinaryIO = self._process.stdout
        self.status = 0
        self._complaint = b""
        self._drain = threading.Thread(target=self._read_complaint, args=(self._process.stderr,), daemon=True)
        self._drain.start()

    def _read_complaint(self, stderr: IO[bytes]) -> None:
        self._complaint = stderr.read(_ERROR_LIMIT)
        while stderr.read(_ERROR_LIMIT):
            pass

    @property
    def complaint(self) -> str:
        """Everything that was kept of it."""
        return self._complaint.decode("utf-8", "replace")

    @property
    def error(self) -> str:
        """The first line of the complaint, without git's own "fatal:" or "error:"; with the next one, where it ends in a colon."""
        lines = self.complaint.strip().splitlines()
        first = next((at for at, each in enumerate(lines) if each.startswith(("fatal:", "error:"))), 0)
        line = " ".join(lines[first : first + (2 if lines and lines[first].endswith(":") else 1)])
        return " ".join(line.removeprefix("fatal:").removeprefix("error:").split())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        process = self._process.proc
        assert process is not None
        if kind is not None or self.stdout.read(1):
            # The reader stopped half-way; git would wait for ever for someone to read the rest.
            process.terminate()
            process.wait()
            self._close(process)
            return
        self.status = process.wait()
        self._close(process)

    def _close(self, process: object) -> None:
        self._drain.join()
        self.stdout.close()
        getattr(process, "stderr").close()  # noqa: B009 - typed as optional, always a pipe here


def _open_launcher(home: Path) -> Git:
    try:
        # Imported late: GitPython looks for the program while it is imported, and takes a tenth of a second. It would take another one
        # that a variable names (GIT_PYTHON_GIT_EXECUTABLE).
        with _without_git_variables():
            from git.cmd import Git
    except ImportError:
        raise _no_git() from None
    return Git(str(home))


def _no_git() -> BuilderError:
    return BuilderError(
        "Git is not installed on this computer, or not on its search path.",
        "Install git from https://git-scm.com and start again.",
    )


def _neutral_options(home: Path) -> tuple[str, ...]:
    """Options before the subcommand that switch off whatever a repository could name.

    The commit graph is an unsigned cache that supplies parents and dates, so it isn't believed either.
    """
    settings = (
        "core.commitGraph=false",
        "core.fsmonitor=false",
        f"core.hooksPath={home}",
        "core.pager=cat",
        "log.showSignature=false",
        "diff.external=",
        "gpg.program=false",
        "gpg.ssh.program=false",
    )
    return ("--no-pager", *(part for setting in settings for part in ("-c", setting)))


def _environment(git_dir: Path, home: Path, work_tree: Path | None) -> Mapping[str, str]:
    empty = home / "empty"
    variables = {
        "GIT_DIR": str(git_dir),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(empty),
        "GIT_CONFIG_SYSTEM": str(empty),
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "TZ": "UTC",
    }
    if work_tree is not None:
        variables["GIT_WORK_TREE"] = str(work_tree)
    return variables


@contextmanager
def _without_git_variables() -> Iterator[None]:
    """While git is being started, no GIT_* variable of ours is there to be inherited.

    A hook that starts us leaves GIT_DIR, GIT_INDEX_FILE and others behind, and GitPython hands the whole environment on. They
    can't be overridden one by one (an empty GIT_OBJECT_DIRECTORY means something else than none), so they are taken away for
    that moment; usually there are none and nothing is touched.
    """
    with _LAUNCH:
        taken = {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
        for name in taken:
            del os.environ[name]
        try:
            yield
        finally:
            os.environ.update(taken)


def _failure(error: str) -> BuilderError:
    return BuilderError(
        f"Git could not read the repository: {error.rstrip('.') or 'it gave no reason'}.",
        "Run `git fsck` in the repository; if it reports damage, clone the repository again.",
    )
