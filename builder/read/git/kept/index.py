"""What was read of a history, kept for the next run: append-only by commit, outside the repository, safe to delete at any time.

A speed-up and never evidence: a pack doesn't use it. A file that is damaged, or was made by other code, for another time zone, other
keys or another repository, is thrown away and built anew without a word; so is everything that can't be read or written for any reason.
Two runs at once never wait for each other: whoever finds that the other was quicker keeps nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from builder.read.code_digest import digest_code
from builder.read.git.keys.keyring import Keyring
from builder.read.git.keys.keyring_line import KeyringLine
from builder.read.git.keys.openpgp import find_gpgv
from builder.read.git.moment import open_zone
from builder.read.git.past.lives import Life, Lives, Turn
from builder.read.git.past.oddity_line import OddityLine
from builder.read.git.past.packed_commits import CommitPages
from builder.read.git.past.story import Story, begin_story
from builder.read.git.past.yardsticks import Yardsticks

_FORM = 1
_TABLES = (
    "CREATE TABLE state (key TEXT, serial TEXT, value TEXT)",
    "CREATE TABLE page (number INTEGER PRIMARY KEY, ids BLOB, rows BLOB)",
    "CREATE TABLE life (number INTEGER PRIMARY KEY, id TEXT, path BLOB, gone_at INTEGER, entries BLOB)",
)
_PUT_PAGE = "INSERT OR REPLACE INTO page VALUES (?, ?, ?)"
_PUT_LIFE = "INSERT OR REPLACE INTO life VALUES (?, ?, ?, ?, ?)"

_Row = tuple[int, str, bytes, int, bytes]


class HistoryIndex:
    """The kept story of one repository.

    Args:
        file: Where it is; need not be there.
        time_zone: IANA name of the company's zone.
        verifier: Whose keys count instead of those in the repository.
    """

    def __init__(self, file: Path, *, time_zone: str, verifier: Keyring | None) -> None:
        self._file = file
        self._zone = time_zone
        self._verifier = verifier
        parts = (_FORM, digest_code(), file.stem, time_zone, verifier.digest if verifier else "", _has_gpgv())
        self._key = hashlib.sha256(repr(parts).encode()).hexdigest()
        self._serial = ""
        self._full_pages = 0
        self._page_sums: list[int] = []
        self._life_sums: list[int] = []

    @property
    def _total(self) -> int:
        return sum(self._page_sums) + sum(self._life_sums)

    def load(self) -> Story:
        """The story as far as it was kept; one before its first commit where there is nothing that can be used."""
        try:
            with closing(self._open()) as database:
                database.execute("BEGIN")
                return self._read(database)
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
            self.forget()
            return begin_story(open_zone(self._zone), self._verifier)

    def save(self, story: Story) -> None:
        """Keep what was added to the story since it was loaded; where that can't be, the next run builds it again."""
        with suppress(sqlite3.Error, OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._serial:
                with closing(self._open()) as database:
                    self._append(database, story)
            else:
                self._replace(story)
            story.changed.clear()

    def forget(self) -> None:
        """Let the next story that is saved take the place of what was loaded."""
        self._serial, self._full_pages, self._page_sums, self._life_sums = "", 0, [], []

    def _open(self) -> sqlite3.Connection:
        # Not created here: a file that isn't there is built aside.
        return sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=rw", uri=True, timeout=1, isolation_level=None)

    def _read(self, database: sqlite3.Connection) -> Story:
        [(key, serial, text)] = database.execute("SELECT key, serial, value FROM state").fetchall()
        if key != self._key or serial != _digest(key, text):
            raise ValueError("damaged, made by other code, or for something else")
        state: dict[str, Any] = json.loads(text)
        pages = database.execute("SELECT number, ids, rows FROM page ORDER BY number").fetchall()
        rows = database.execute("SELECT number, id, path, gone_at, entries FROM life ORDER BY number").fetchall()
        self._page_sums = [_sum_page(*row) for row in pages]
        self._life_sums = [_sum_life(row) for row in rows]
        if self._total != state["sum"] or len(rows) != state["lives"] or len(pages) != state["pages"]:
            raise ValueError("damaged")
        story = Story(
            zone=open_zone(self._zone),
            keys=KeyringLine(state["keys"], self._verifier),
            oddities=OddityLine(state["oddities"], zone=open_zone(self._zone)),
            tip=state["tip"],
            line=state["line"],
            pages=CommitPages([(ids, rows) for _, ids, rows in pages]),
            lives=Lives(
                Life(number, id, path.decode("utf-8", "surrogateescape"), gone_at, entries)
                for number, id, path, gone_at, entries in rows
            ),
            verdicts=Counter(state["verdicts"]),
            identity_changes=[(number, Turn(*turn)) for number, turn in state["identity_changes"]],
            key_changes=[
                (each[0], each[1], tuple(each[2]), tuple(each[3]), *each[4:]) for each in state["key_changes"]
            ],
            yardsticks=[(number, Yardsticks(*said)) for number, said in state["yardsticks"]],
        )
        if len(story.pages) != state["commits"]:
            raise ValueError("damaged")
        self._serial, self._full_pages = serial, len(story.pages.full)
        return story

    def _replace(self, story: Story) -> None:
        """Build the file aside and put it in place at once, so that nobody ever sees a half one."""
        handle, name = tempfile.mkstemp(dir=self._file.parent)
        os.close(handle)
        aside = Path(name)
        try:
            with closing(sqlite3.connect(aside, isolation_level=None)) as database:
                database.execute("PRAGMA journal_mode=OFF")
                database.execute("PRAGMA synchronous=OFF")
                database.execute("BEGIN")
                for table in _TABLES:
                    database.execute(table)
                self._write(database, story, range(len(story.lives.all)))
                database.execute("COMMIT")
            self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)
            aside.replace(self._file)
        finally:
            aside.unlink(missing_ok=True)

    def _append(self, database: sqlite3.Connection, story: Story) -> None:
        database.execute("BEGIN IMMEDIATE")
        found = database.execute("SELECT key, serial FROM state").fetchall()
        if found == [(self._key, self._serial)]:
            self._write(database, story, sorted(story.changed))
            database.execute("COMMIT")

    def _write(self, database: sqlite3.Connection, story: Story, lives: Iterable[int]) -> None:
        """Write the pages from the first one that was not full, the lives with those numbers, and the state."""
        pages = story.pages.pages()
        _lengthen(self._page_sums, len(pages))
        _lengthen(self._life_sums, len(story.lives.all))
        for number in range(self._full_pages, len(pages)):
            database.execute(_PUT_PAGE, (number, *pages[number]))
            self._page_sums[number] = _sum_page(number, *pages[number])
        for number in lives:
            row = _make_row(story.lives.all[number])
            database.execute(_PUT_LIFE, row)
            self._life_sums[number] = _sum_life(row)
        state = json.dumps(_state(story, self._total), ensure_ascii=True)
        self._serial, self._full_pages = _digest(self._key, state), len(story.pages.full)
        database.execute("DELETE FROM state")
        database.execute("INSERT INTO state VALUES (?, ?, ?)", (self._key, self._serial, state))


def _state(story: Story, total: int) -> dict[str, Any]:
    return {
        "tip": story.tip,
        "line": story.line,
        "commits": len(story.pages),
        "pages": len(story.pages.pages()),
        "lives": len(story.lives.all),
        "sum": total,
        "verdicts": story.verdicts,
        "identity_changes": story.identity_changes,
        "key_changes": story.key_changes,
        "yardsticks": story.yardsticks,
        "keys": story.keys.state,
        "oddities": story.oddities.state,
    }


def _lengthen(sums: list[int], length: int) -> None:
    sums.extend([0] * (length - len(sums)))


def _digest(key: str, state: str) -> str:
    return hashlib.sha256(f"{key} {state}".encode()).hexdigest()


def _make_row(life: Life) -> _Row:
    path = life.path.encode("utf-8", "surrogateescape")
    return life.number, life.id, path, life.gone_at, bytes(life.entries)


def _sum_life(row: _Row) -> int:
    number, id, path, gone_at, entries = row
    return crc32(entries, crc32(b"%d %d %b %b" % (number, gone_at, id.encode(), path)))


def _sum_page(number: int, ids: bytes, rows: bytes) -> int:
    return crc32(rows, crc32(ids, number))


def _has_gpgv() -> bool:
    return find_gpgv(os.environ.get("PATH", "")) is not None
