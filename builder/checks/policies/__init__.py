"""Controlled documents: owner, approval, contents, promises."""
