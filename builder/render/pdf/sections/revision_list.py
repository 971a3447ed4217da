"""Annex: the revisions of every document with git's ids, so that the documents themselves stay readable."""

from __future__ import annotations

from builder.render.pdf.sections.revisions import list_revisions
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

TITLE = "Annex: revisions of documents"


def make_revision_list(view: View) -> Section | None:
    """Each revision with its commit and content; nothing where the history was not examined."""
    if not view.has_history or not view.selection.documents:
        return None
    documents = [
        {
            "id": stored.value.id,
            "title": stored.value.title,
            "link": view.selection.link(f"doc-{stored.value.id}"),
            "revisions": list_revisions(view, stored) or (),
        }
        for stored in sorted(view.selection.documents, key=lambda stored: stored.value.id)
    ]
    html = write_html("revision_list", title=TITLE, running=(TITLE, ""), documents=documents)
    return Section("revisions", TITLE, "", html, "revisions")
