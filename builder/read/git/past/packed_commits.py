"""A hundred thousand commits as text in pages, opened only where somebody looks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from builder.model.history import Commit, Moment, SignatureVerdict
from builder.read.git.moment import day_of
from builder.read.git.store.commit_object import ParsedCommit

PAGE = 512
"""Commits on a page."""

MESSAGE_LIMIT = 10_000
"""Letters of a message that are kept."""

_write = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Facts(NamedTuple):
    """What a change tells of the commit that made it."""

    author: str
    authored: date
    subject: str
    signature: SignatureVerdict
    committer: str
    committed: date
    signer: str | None


class CommitPages:
    """Commits by number, in the order in which they arrived.

    Args:
        pages: Ids (20 bytes each, joined) and rows (JSON, joined by commas) of every page; all full but the last.
    """

    def __init__(self, pages: list[tuple[bytes, bytes]] | None = None) -> None:
        self.full = list(pages or ())
        self._ids: list[bytes] = []
        self._rows: list[str] = []
        if self.full and len(self.full[-1][0]) < 20 * PAGE:
            ids, rows = self.full.pop()
            self._ids = [ids[start : start + 20] for start in range(0, len(ids), 20)]
            self._rows = [rows.decode("ascii")]

    def __len__(self) -> int:
        return PAGE * len(self.full) + len(self._ids)

    @property
    def open_page(self) -> tuple[bytes, bytes]:
        """The page that is not full yet."""
        return b"".join(self._ids), ",".join(self._rows).encode("ascii")

    def append(
        self, id: str, parsed: ParsedCommit, verdict: SignatureVerdict, signer: str | None, arrival: str
    ) -> None:
        """Keep a commit; it gets the next number."""
        author, committer = parsed.author_text, parsed.committer_text
        authored, committed = parsed.authored, parsed.committed
        row = (
            parsed.parents,
            author,
            authored.epoch,
            authored.offset,
            0 if committer == author else committer,
            committed.epoch,
            committed.offset,
            parsed.message_text[:MESSAGE_LIMIT],
            verdict.value,
            signer,
            0 if arrival == id else arrival,
        )
        self._ids.append(bytes.fromhex(id))
        self._rows.append(_write(row))
        if len(self._ids) == PAGE:
            self.full.append(self.open_page)
            self._ids, self._rows = [], []

    def pages(self) -> list[tuple[bytes, bytes]]:
        """All pages, the open one too."""
        return [*self.full, self.open_page] if self._ids else self.full


class PackedCommits(Mapping[str, Commit]):
    """The commits as values of the model, by id.

    Args:
        pages: From `CommitPages.pages`.
        zone: The company's.
    """

    def __init__(self, pages: list[tuple[bytes, bytes]], zone: tzinfo) -> None:
        self._pages = pages
        self._zone = zone
        self._places: dict[bytes, int] | None = None
        self._opened: dict[int, list[Facts]] = {}

    def __len__(self) -> int:
        return PAGE * (len(self._pages) - 1) + len(self._pages[-1][0]) // 20 if self._pages else 0

    def __iter__(self) -> Iterator[str]:
        for ids, _ in self._pages:
            for start in range(0, len(ids), 20):
                yield ids[start : start + 20].hex()

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.place(id) is not None

    def __getitem__(self, id: str) -> Commit:
        place = self.place(id)
        if place is None:
            raise KeyError(id)
        return self.commit(place)

    def place(self, id: str) -> int | None:
        """The number of the commit with an id."""
        if self._places is None:
            self._places = {
                ids[start : start + 20]: PAGE * number + start // 20
                for number, (ids, _) in enumerate(self._pages)
                for start in range(0, len(ids), 20)
            }
        try:
            return self._places.get(bytes.fromhex(id))
        except ValueError:
            return None

    def id(self, place: int) -> str:
        """The id of the commit with a number."""
        start = 20 * (place % PAGE)
        return self._pages[place // PAGE][0][start : start + 20].hex()

    def facts(self, place: int) -> Facts:
        """What changes tell of the commit with a number; a page stays open once it was looked at."""
        page = self._opened.get(place // PAGE)
        if page is None:
            rows = json.loads(b"[" + self._pages[place // PAGE][1] + b"]")
            page = self._opened[place // PAGE] = [_facts(row, self._zone) for row in rows]
        return page[place % PAGE]

    def commit(self, place: int) -> Commit:
        """The commit with a number."""
        id = self.id(place)
        row = _open_page(self._pages[place // PAGE][1])[place % PAGE]
        parents, author, written, written_offset, committer, at, offset, message, verdict, signer, arrival = row
        return Commit(
            id=id,
            parents=tuple(parents),
            author=author,
            authored=Moment(written, written_offset),
            committer=author if committer == 0 else committer,
            committed=Moment(at, offset),
            message=message,
            signature=SignatureVerdict(verdict),
            signer=signer,
            arrival=arrival or id,
        )


@lru_cache(maxsize=4)
def _open_page(rows: bytes) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(b"[" + rows + b"]")
    return found


def _facts(row: list[Any], zone: tzinfo) -> Facts:
    _, author, written, _, committer, at, _, message, verdict, signer, _ = row
    author = intern(author)
    return Facts(
        author,
        day_of(Moment(written, 0), zone),
        _subject(message),
        SignatureVerdict(verdict),
        author if committer == 0 else intern(committer),
        day_of(Moment(at, 0), zone),
        intern(signer) if signer else None,
    )


def _subject(message: str) -> str:
    return message.split("\n", 1)[0].replace("\t", "�").strip()
