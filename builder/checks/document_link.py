"""Links inside and between documents: to a file, to a heading, to an attachment of the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from builder.measure.document import headings_of
from builder.model.finding import Problem
from builder.model.place import Place
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.read.markdown_text import BodyLink, free_name, links, slug_of

_FIX = "Correct the file name, or the heading after `#`."


def find_broken_links(snapshot: Snapshot) -> Iterator[Problem]:
    """A problem for every relative link that leads to no file of the program, or to no heading of a document."""
    documents = {stored.path: stored.value for stored in snapshot.program.policies}
    for stored in snapshot.program.policies:
        for link in _links_of(stored.value.body, stored.value.body_line):
            message = _why_broken(link, stored, documents, snapshot)
            if message:
                yield Problem(Place(stored.path, link.line), message, _FIX, (stored.value.id,))


@lru_cache(maxsize=512)
def _links_of(body: str, first_line: int) -> tuple[BodyLink, ...]:
    return links(body, first_line)


def _why_broken(link: BodyLink, stored: Stored[Policy], documents: Mapping[str, Policy], snapshot: Snapshot) -> str:
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc:
        return ""
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(stored.path), unquote(parts.path)))
        if parts.path
        else stored.path
    )
    if target not in snapshot.program.files and target not in snapshot.program.unreadable:
        return f"The link `{link.target}` leads to {target}, which is not there."
    document = documents.get(target)
    if parts.fragment and document is not None and unquote(parts.fragment) not in anchors(document):
        return f"The link `{link.target}` leads to a heading that {document.id} doesn't have."
    return ""


def anchors(policy: Policy) -> frozenset[str]:
    """The names by which the headings of a document can be linked to."""
    found: set[str] = set()
    for heading in headings_of(policy.body, policy.body_line):
        free_name(slug_of(heading.text), found)
    return frozenset(found)
