"""The words on the editor's forms and on the buttons that lead to them; guides and tests name them from here."""

from __future__ import annotations

EDIT_DOCUMENT = "Edit this document"
"""The button on the page of a document."""

EDIT_RECORD = "Edit this record"
"""The button on the page of a record."""

EDIT_ENTRY = "Edit this entry"
"""The button on the page of a site, a person, a position, a piece of equipment."""

EDIT_PAGE = "Edit this page"
"""The button on a page of the company's own content."""

ADD_RECORD = "Add a record"
"""The button on the register of a record type."""

ADD_DOCUMENT = "Add a document"
"""The button on the list of documents."""

OPEN_EDITOR = "Editor"
"""The button on the home page that opens the editor itself."""

DOCUMENTS = "Documents"
PAGES = "Pages of the manual"
COMPANY = "Company"
EXPLAINED = "Explained gaps"
"""Collections that are no register and no record type; a record type's collection is called by its plural, `Inspections`."""

REGISTERS = {
    "people": ("People", "Person"),
    "sites": ("Sites", "Site"),
    "positions": ("Positions", "Position"),
    "assets": ("Equipment", "Piece of equipment"),
    "contractors": ("Contractors", "Contractor"),
}
"""What the registers are called in the editor, many and one, by folder."""

SAVE = "Save"
"""Decap's `Publish` where a save goes straight to the folder."""

SEND = "Send for review"
"""Decap's `Save` where a save becomes a proposal on a forge."""

TEXT = "Text"
"""The field with the body of a document or page."""

ATTACHMENTS_HINT = (
    "A photo or the signed scan: choose the file, say what one sees. Its check sum is worked out on saving."
)
ID_GIVEN = "given on saving"
"""What a form shows instead of an id until there is one."""
