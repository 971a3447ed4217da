"""MkDocs run on a tree of ours in this process: strict, quiet, with the day of the snapshot as its clock."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from builder.model.error import BuilderError

_EXPECTED = "A 'dirty' build is being performed"
"""MkDocs warns that a partial build may leave links behind; ours is partial only where no page came, went or changed its name."""


def run_mkdocs(settings: Path, as_of: date, *, partial: bool = False) -> None:
    """Builds the site that a configuration describes.

    Args:
        settings: The configuration file.
        as_of: Stands in the site map instead of the time of the build, so that equal input gives equal bytes.
        partial: Builds only pages whose source is newer than their page.

    Raises:
        BuilderError: MkDocs ended with an error or, being strict, with a warning.
    """
    with _environment(as_of), _listening() as messages:
        # Imported late: the theme prints its own notice on import unless the environment says not to.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        try:
            build(load_config(config_file=str(settings)), dirty=partial)
        except MkDocsException as error:
            raise BuilderError(
                f"MkDocs could not build the manual: {' '.join(messages) or error}",
                "If a page of yours is named, correct it; otherwise report it with this message.",
            ) from error


@contextmanager
def _environment(as_of: date) -> Iterator[None]:
    """Two variables for the length of a build; everything else MkDocs gets is in its configuration."""
    moment = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    wanted = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """MkDocs' warnings as a list instead of lines on the terminal."""
    log = logging.getLogger("mkdocs")
    listener = _Listener()
    propagates = log.propagate
    log.addHandler(listener)
    log.addFilter(_is_worth_saying)
    log.propagate = False
    # Warnings of parts of MkDocs come through child loggers, which the filter above doesn't see.
    build_log = logging.getLogger("mkdocs.commands.build")
    build_log.addFilter(_is_worth_saying)
    try:
        yield listener.messages
    finally:
        log.removeHandler(listener)
        log.removeFilter(_is_worth_saying)
        build_log.removeFilter(_is_worth_saying)
        log.propagate = propagates


def _is_worth_saying(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith(_EXPECTED)
