"""OpenPGP keys and signatures for tests, made by the real gpg in a folder of their own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class GnuPG:
    """A home of gpg with its keys.

    Attributes:
        home: Its folder; a short path, because gpg's agent listens on a socket in it.
    """

    home: Path

    def run(self, *arguments: str, stdin: bytes = b"", at: str = "20260105T190000") -> bytes:
        """Standard output of a gpg command that has to succeed, run at a time of the test's choice (UTC)."""
        options = (
            "--homedir",
            str(self.home),
            "--batch",
            "--quiet",
            "--no-tty",
            "--passphrase",
            "",
            "--pinentry-mode",
            "loopback",
        )
        argv = ("gpg", *options, "--faked-system-time", f"{at}!", *arguments)
        done = subprocess.run(argv, input=stdin, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def make_key(self, mail: str, *, kind: str = "ed25519", lasts: str = "never", at: str = "20250801T120000") -> str:
        """The armoured public block of a new key."""
        self.run("--quick-gen-key", f"Person <{mail}>", kind, "sign", lasts, at=at)
        return self.export(mail)

    def export(self, mail: str) -> str:
        """The armoured public block of a key."""
        return self.run("--armor", "--export-options", "export-minimal", "--export", mail).decode()

    def sign(self, payload: bytes, mail: str, *options: str, at: str = "20260105T190000") -> bytes:
        """A detached armoured signature, as git keeps it."""
        return self.run("--armor", "--detach-sign", "-u", mail, *options, stdin=payload, at=at)


@contextmanager
def open_gnupg() -> Iterator[GnuPG]:
    """An empty home of gpg; its agent is ended with it."""
    home = Path(tempfile.mkdtemp(prefix="gpg-"))
    home.chmod(0o700)
    try:
        yield GnuPG(home)
    finally:
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], capture_output=True, check=False)
        shutil.rmtree(home, ignore_errors=True)
