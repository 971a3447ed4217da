"""The file by which a folder is known as a site of ours."""

from __future__ import annotations

MARKER = ".muster-site"
"""In the root of a site; a folder without it is somebody else's and isn't replaced. Says which edition it is, as of when."""
