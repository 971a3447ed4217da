"""The manual: a snapshot rendered as a tree of pages, and MkDocs around it."""
