"""Proof: attachments, signatures, and what a record must say to prove anything."""
