"""The controlled documents of an element: long ones on pages of their own, short ones one after the other on shared pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.pdf.sections.document import describe_document, make_document
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

SHORT_LETTERS = 5_000
"""Of a body that shares pages: about a page and a third, so that a section of its own would waste most of its second page."""

MOST_TOGETHER = 8
"""Documents of one section: when one changes, all of them are laid out again."""


def make_documents(view: View, documents: Sequence[Stored[Policy]]) -> Iterator[Section]:
    """The documents in their order.

    Args:
        view: The material.
        documents: Of one element.
    """
    for (is_short, _), group in groupby(documents, key=lambda each: (is_short_document(each.value), each.value.kind)):
        run = tuple(group)
        if not is_short:
            for stored in run:
                yield make_document(view, stored)
            continue
        for start in range(0, len(run), MOST_TOGETHER):
            some = run[start : start + MOST_TOGETHER]
            yield make_shared_documents(view, some) if len(some) > 1 else make_document(view, some[0])


def is_short_document(policy: Policy) -> bool:
    """Whether a document shares pages; one with a signed copy doesn't, because that page ends a sheet anyway."""
    return policy.signed_copy is None and len(policy.body) <= SHORT_LETTERS


def make_shared_documents(view: View, documents: Sequence[Stored[Policy]]) -> Section:
    """Several documents as one section; each has its own bookmark, its own line of the index and its name at the head of its pages."""
    policies = [stored.value for stored in documents]
    printed = [describe_document(view, stored) for stored in documents]
    first, *others = [(f"{policy.id} {policy.title}", f"doc-{policy.id}") for policy in policies]
    html = write_html(
        "documents",
        title=f"Documents {policies[0].id} to {policies[-1].id}",
        running=(view.element_title(policies[0].area), first[0]),
        footer=f"{policies[0].id} to {policies[-1].id}",
        documents=[each.facts for each in printed],
    )
    assets = {name: data for each in printed for name, data in each.assets.items()}
    return Section(f"documents-{policies[0].id}", first[0], policies[0].area, html, first[1], tuple(others), assets)
