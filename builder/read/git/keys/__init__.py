"""Whose key it was: signatures of commits and tags, and the keys that count for them."""
