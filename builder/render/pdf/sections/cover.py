"""The cover: who, what for, which days, which commit, the statement, the places to sign, and the index with page numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.model.day import write_day
from builder.model.manifest import Manifest
from builder.model.register import Company
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

PROFILE_WORDS = {
    "auditor": "for the auditor",
    "internal": "internal, with names throughout",
    "public": "public, without what is for the office",
}


KIND_WORDS = {
    "evidence": "evidence pack",
    "scope": "scope pack, without evidence",
    "supplement": "supplement to a pack",
}


@dataclass(frozen=True)
class SignaturePlace:
    """A place to sign: `name` is the field's, `person` and `role` are printed below it."""

    name: str
    label: str
    person: str
    role: str


@dataclass(frozen=True)
class IndexLine:
    """A line of the index; `depth` 0 for a section that stands for itself or opens an element."""

    title: str
    anchor: str
    depth: int


def signature_places(view: View) -> tuple[SignaturePlace, ...]:
    """The three places on the cover, in signing order."""
    company = _company(view)
    lead = view.naming.signer(company.hs_lead) if company and company.hs_lead else ""
    senior = view.naming.signer(company.senior_manager) if company and company.senior_manager else ""
    return (
        SignaturePlace(
            "hs_manager", "Signature of the health and safety lead", lead, "Health and safety lead: compiled this pack"
        ),
        SignaturePlace(
            "senior_manager", "Signature of the senior manager", senior, "Senior manager: releases it for the audit"
        ),
        SignaturePlace(
            "auditor_receipt", "Receipt by the auditor", "", "Auditor: received on the day of this signature"
        ),
    )


def list_index(sections: Sequence[Section]) -> tuple[IndexLine, ...]:
    """The index: every section, those of an element under it, and what a section lists of itself."""
    lines = []
    for section in sections:
        lines.append(IndexLine(section.title, section.anchor, int(section.is_below)))
        lines.extend(IndexLine(title, anchor, 1) for title, anchor in section.entries)
    return tuple(lines)


def make_cover(view: View, manifest: Manifest, index: Sequence[IndexLine], pages: Mapping[str, int | str]) -> Section:
    """The cover and the index, rendered last because they print page numbers.

    Args:
        view: The material.
        manifest: Its names and days only; digests stand in the annex.
        index: What to list.
        pages: Page of the pack for each anchor.
    """
    company = _company(view)
    snapshot = view.snapshot
    html = write_html(
        "cover",
        title=f"{manifest.company}: {KIND_WORDS[manifest.choice.kind]}, {manifest.pack_id}",
        kind=manifest.choice.kind,
        kind_words=KIND_WORDS[manifest.choice.kind],
        previous=manifest.previous,
        footer="Cover and index",
        created=manifest.as_of,
        company=manifest.company,
        trade_name=company.trade_name if company and company.trade_name != manifest.company else None,
        demonstration=company is not None and company.demonstration,
        scheme=company.certificate.scheme if company else "COR",
        facts=_facts(view, manifest, company),
        counts=_counts(manifest),
        hindsight=bool(manifest.entered_on) and manifest.entered_on > manifest.as_of,
        left_out=snapshot.left_out,
        places=signature_places(view),
        index=[
            {"title": line.title, "anchor": line.anchor, "depth": line.depth, "page": pages.get(line.anchor, 0)}
            for line in index
        ],
    )
    return Section("cover", "Cover", "", html, "cover")


def _company(view: View) -> Company | None:
    stored = view.snapshot.program.company
    return stored.value if stored else None


def _facts(view: View, manifest: Manifest, company: Company | None) -> list[tuple[str, str]]:
    snapshot = view.snapshot
    partner = snapshot.standard.partners.get(manifest.partner)
    commit = f"{manifest.commit} on {manifest.branch}" if manifest.branch else manifest.commit
    lines: list[tuple[str, Any]] = [
        ("Period", f"{write_day(snapshot.window.first)} to {write_day(snapshot.window.last)}"),
        ("Judged as of", write_day(snapshot.as_of)),
        ("Standard", f"{snapshot.standard.title}, edition {snapshot.standard.edition}"),
        ("Certifying partner", partner.name if partner else manifest.partner),
        ("Audit", f"{company.certificate.audit} audit, {company.certificate.scheme}" if company else ""),
        ("Pack", f"{manifest.pack_id}, {PROFILE_WORDS[manifest.choice.profile]}"),
        ("Compiled from commit", commit),
        ("Commit entered on", manifest.entered_on),
        ("History", _history(view, manifest)),
    ]
    return [(title, str(value)) for title, value in lines if value]


def _history(view: View, manifest: Manifest) -> str:
    if view.snapshot.history is None:
        return f"not examined. {view.snapshot.history_note}".strip()
    return f"{manifest.commits:,} commits lead to it"


def _counts(manifest: Manifest) -> str:
    words = {"error": "errors", "gap": "gaps", "note": "notes"}
    found = [f"{count} {words.get(name, name) if count != 1 else name}" for name, count in manifest.findings]
    return ", ".join(found) or "nothing"
