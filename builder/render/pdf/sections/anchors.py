"""The annex on anchors: what outside authorities stamped, what that proves, and how to check it with and without Muster."""

from __future__ import annotations

from builder.measure.past.proof_of_age import ProofOfAge
from builder.model.stamp import Stamp
from builder.render.anchor_words import (
    PROVES,
    VERDICT_WORDS,
    count_first_proved,
    moment_words,
    openssl_command,
    reach_words,
)
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

_LISTED = 60
"""Ids of records that no anchor proves yet; the rest is counted."""


def make_anchors(view: View) -> Section | None:
    """The annex; None where the program has no anchors, or the pack may not show them."""
    history, program = view.snapshot.history, view.snapshot.program
    if history is None or not history.stamps:
        return None
    proof = ProofOfAge(history)
    reach = proof.reach(program)
    open = reach.open if reach else ()
    counts = count_first_proved(proof, program)
    html = write_html(
        "anchors",
        title="Annex: anchors in time",
        running=("Annex: anchors in time", ""),
        proves=PROVES,
        reach=reach_words(proof, program),
        rows=[_row(view, stamp, counts[stamp.record]) for stamp in history.stamps],
        open=[{"id": id, "link": view.selection.link_to(id)} for id in open[:_LISTED]],
        more=max(0, len(open) - _LISTED),
        contradictions=[each.words for each in proof.contradictions()],
    )
    return Section("anchors", "Annex: anchors in time", "", html, "anchors")


def _row(view: View, stamp: Stamp, first_proved: int) -> dict[str, object]:
    return {
        "id": stamp.record,
        "link": view.selection.link_to(stamp.record),
        "at": moment_words(stamp),
        "commit": stamp.commit,
        "epoch": stamp.at if stamp.holds and stamp.at is not None else "",
        "proved": f"{first_proved:,}" if stamp.holds else "–",
        "authority": stamp.authority or "–",
        "fingerprint": stamp.fingerprint,
        "verdict": VERDICT_WORDS[stamp.verdict],
        "problem": "" if stamp.holds else stamp.detail,
        "command": openssl_command(stamp.record, stamp.at) if stamp.holds and stamp.at is not None else "",
    }
