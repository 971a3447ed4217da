"""On a record's own page: when it was entered, what its commit claims, and what became of it afterwards. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from builder.measure.filing.alterations import Alteration, AlterationState, Redating
from builder.measure.filing.filing import Filing, FilingClass
from builder.model.record import Record
from builder.model.stored import Stored
from builder.model.wording import counted
from builder.render.anchor_words import proof_words
from builder.render.filing_lists import SHORT
from builder.render.filing_words import CLASS_WORDS, class_words
from builder.render.history_words import author_name, filed_words, signature_words
from builder.render.site.manual import Manual
from builder.render.site.markup import chip, iso, lines
from builder.render.site.words import sentence

_LOOK = {
    FilingClass.WITHIN: ("ok", "✔"),
    FilingClass.LATER: ("none", "●"),
    FilingClass.BEFORE: ("bad", "✖"),
    FilingClass.BULK: ("bad", "✖"),
    FilingClass.IMPORTED: ("none", "●"),
    FilingClass.ADOPTED: ("none", "–"),
}


def filed_facts(manual: Manual, stored: Stored[Record]) -> Iterator[tuple[str, Markup]]:
    """Titles and values; nothing where the history was not examined or the edition may not show it."""
    filing = manual.filings.get(stored.path) if manual.is_office else None
    if filing is None:
        return
    yield manual.w["entered"], _entry(filing)
    yield "Its commit claims", _claims(filing)
    if stamp := manual.proof.stamp(stored.value):
        yield "Stamp", escape(stamp.detail)
    if age := proof_words(manual.proof.of(stored.path)):
        yield "Proof of age", escape(age)
    changes = [_redating(each) for each in manual.redatings.get(stored.value.id, ())]
    changes += [_alteration(each) for each in manual.alterations.get(stored.value.id, ())]
    if changes:
        yield "Changed afterwards", lines(changes)


def _entry(filing: Filing) -> Markup:
    kind, symbol = _LOOK[filing.kind]
    look = (kind, symbol, CLASS_WORDS[filing.kind])
    parts = [Markup("{}, {}").format(iso(filing.filed), filed_words(filing.days)), chip(look)]
    if filing.kind in (FilingClass.IMPORTED, FilingClass.ADOPTED):
        parts.append(escape(sentence(class_words(filing))))
    return lines(parts)


def _claims(filing: Filing) -> Markup:
    """Who and when, as the commit says; the committer only where that is somebody else or another day."""
    arrival = filing.arrival
    author, committer = author_name(arrival.author), author_name(arrival.committer)
    said = [f"{author} on {arrival.authored}"]
    if committer and (committer, arrival.committed) != (author, arrival.authored):
        said.append(f"committed by {committer} on {arrival.committed}")
    origin = arrival.origin or arrival.commit
    merged = f", merged with {arrival.commit[:SHORT]}" if origin != arrival.commit else ""
    said.append(f"commit {origin[:SHORT]}{merged}, {signature_words(arrival.signature)}")
    return lines(escape(each) for each in said)


def _redating(each: Redating) -> Markup:
    slip = ", put right within a week" if each.is_slip else ""
    return Markup("{}: dated {} instead of {}, by {}{}").format(
        iso(each.change.arrived), each.new, each.old, author_name(each.change.author), slip
    )


def _alteration(each: Alteration) -> Markup:
    fields = ", ".join(name.replace("_", " ") for name in each.fields)
    since = {
        AlterationState.OPEN: f"{counted((each.change.arrived - each.signed_on).days, 'day')} after the last signature, not signed again",
        AlterationState.SIGNED_AGAIN: "signed again",
        AlterationState.CORRECTED: "put right within a week",
    }[each.state]
    return Markup("{}: {} changed by {}; {}").format(
        iso(each.change.arrived), fields, author_name(each.change.author), since
    )
