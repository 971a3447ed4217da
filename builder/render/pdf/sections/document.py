"""A controlled document in full: control block, body, what it promises, its signed copy and its revisions."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from builder.model.policy import KIND_TITLES, Obligation, Policy
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.markdown import heading_ids, render_markdown
from builder.render.pdf.sections.control_block import make_control_block
from builder.render.pdf.sections.revisions import in_force_words, list_revisions
from builder.render.pdf.sections.scan import Scan, prepare_scan, scan_pages
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Piece
from builder.render.pdf.sections.view import View

UNIT_WORDS = {
    "site": "each site",
    "person": "each person",
    "asset": "each asset",
    "position": "each position",
    "contractor": "each contractor",
    "crew-day": "each crew, each day worked",
    "incident": "each incident",
    "company": "the company",
}

_STATUS_NOTES = {
    "withdrawn": "This document no longer applies. It is printed because records of the period may rest on it.",
    "draft": "This document is not in force.",
}


def make_document(view: View, stored: Stored[Policy]) -> Section:
    """One controlled document as a section."""
    policy = stored.value
    document = describe_document(view, stored)
    html = write_html(
        "document",
        title=f"{policy.id} {policy.title}",
        running=(view.element_title(policy.area), f"{policy.id} {policy.title}"),
        footer=f"{policy.id}, version {policy.version}",
        document=document.facts,
    )
    return Section(
        f"document-{policy.id}",
        f"{policy.id} {policy.title}",
        policy.area,
        html,
        f"doc-{policy.id}",
        (),
        document.assets,
    )


@dataclass(frozen=True)
class PrintedDocument:
    """What the templates print of a document, and the pictures behind it."""

    facts: dict[str, Any]
    assets: dict[str, bytes]


def describe_document(view: View, stored: Stored[Policy]) -> PrintedDocument:
    """A document as words: control block, body, promises, revisions, signed copy."""
    policy = stored.value
    scan = _signed_copy(view, policy)
    pictures: dict[str, bytes] = {}
    facts = {
        "id": policy.id,
        "name": policy.title,
        "kind": KIND_TITLES[policy.kind],
        "status": policy.status,
        "status_note": _STATUS_NOTES.get(policy.status, ""),
        "language": policy.language,
        "control": make_control_block(view, stored),
        "body": _body(view, stored, pictures),
        "obligations": [_promise(view, policy, index, each) for index, each in enumerate(policy.obligations)],
        "forms": [_form(view, name) for name in policy.forms],
        "revisions": list_revisions(view, stored),
        "in_force": in_force_words(view, stored),
        "history_note": f"Not examined. {view.snapshot.history_note}".strip(),
        "signed_copy": _signed_page(policy, scan),
    }
    return PrintedDocument(facts, pictures | (scan.assets if scan else {}))


def _body(view: View, stored: Stored[Policy], pictures: dict[str, bytes]) -> str:
    policy = stored.value
    ids = heading_ids(policy.body, f"doc-{policy.id}") if "(#" in policy.body else {}
    by_path = {each.path: each.value.id for each in view.selection.documents}

    def resolve(target: str) -> str | None:
        path, _, fragment = target.partition("#")
        if not path:
            return f"#{ids[fragment]}" if fragment in ids else None
        found = by_path.get(_path(stored.path, path))
        return view.selection.link(f"doc-{found}") if found else None

    def picture(target: str) -> str | None:
        path = _path(stored.path, target)
        known = view.snapshot.program.files.get(path)
        if known is None or not known.sha256:
            return None
        scan = prepare_scan(view, path, known.sha256)
        if scan.problem:
            return None
        first = scan.pages[0]
        pictures[first.asset] = first.data
        return f"asset:{first.asset}"

    return render_markdown(policy.body, prefix=f"doc-{policy.id}", resolve=resolve, picture=picture)


def _path(document: str, target: str) -> str:
    """The path of a relative target; one with a scheme or a leading slash names no file of the program."""
    if ":" in target or target.startswith("/"):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(target)))


@dataclass(frozen=True)
class Promise:
    """An obligation of a document with what became of it, as words."""

    record: str
    link: str | None
    rhythm: str
    by: str
    answers: tuple[Piece, ...]
    required: str
    found: int
    on_time: int


def _form(view: View, name: str) -> Piece:
    """A record type that the document has people fill in on an event, with the way to its register."""
    return Piece(TYPES[name].TITLE if name in TYPES else name, view.selection.link(f"register-{name}"))


def _promise(view: View, policy: Policy, index: int, obligation: Obligation) -> Promise:
    expected = [each for each in view.snapshot.expected if each.document == policy.id and each.obligation == index]
    required = [each for each in expected if each.is_required]
    kind = TYPES.get(obligation.record)
    name = kind.TITLE if kind else obligation.record
    return Promise(
        record=f"{name}: {obligation.kind.replace('-', ' ')}" if obligation.kind else name,
        link=view.selection.link(f"register-{obligation.record}"),
        rhythm=_rhythm(obligation),
        by=(obligation.by or "").replace("-", " "),
        answers=tuple(Piece(id, view.selection.link(f"question-{id}")) for id in obligation.answers),
        required=str(len(required)),
        found=sum(each.is_found for each in required),
        on_time=sum(each.outcome == "met" for each in required),
    )


def _rhythm(obligation: Obligation) -> str:
    words = f"for {UNIT_WORDS[obligation.per]}"
    if obligation.every:
        words = f"every {obligation.every.words.removeprefix('1 ')} {words}"
    elif obligation.within:
        words = f"within {obligation.within.words} {words}"
    elif obligation.per == "person":
        words = f"once {words}"
    if obligation.where:
        words += ", where " + " and ".join(
            f"{name} is {' or '.join(values)}" for name, values in obligation.where.items()
        )
    if obligation.grace:
        words += f"; {obligation.grace.words} of grace"
    return words


def _signed_copy(view: View, policy: Policy) -> Scan | None:
    if policy.signed_copy is None:
        return None
    return prepare_scan(view, f"policies/{policy.signed_copy.path}", policy.signed_copy.sha256)


def _signed_page(policy: Policy, scan: Scan | None) -> dict[str, Any] | None:
    if scan is None or policy.signed_copy is None:
        return None
    return {
        "anchor": f"signed-{policy.id}",
        "path": f"policies/{policy.signed_copy.path}",
        "sha256": policy.signed_copy.sha256,
        "pages": scan_pages(scan, f"Signed copy of {policy.id} {policy.title}"),
        "more": scan.more,
        "problem": f"The signed copy can't be printed: {scan.problem}",
    }
