"""The one exception that means "cannot run": no repository, no key, broken integrity. Bad content is never an exception."""

from __future__ import annotations


class BuilderError(Exception):
    """A reason why a command could not run, and its cure.

    The command line prints `message` and `cure` as two sentences and ends with status 2; no traceback.

    Attributes:
        message: What stood in the way, one sentence.
        cure: What the person can do about it, one sentence; may be empty.
    """

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
