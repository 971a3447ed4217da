"""The controlled documents: their pages, revisions, differences, permanent addresses and PDFs."""
