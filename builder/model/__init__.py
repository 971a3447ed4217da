"""Frozen types without I/O: the words of the field, as data. The lowest layer; it imports nothing of ours."""
