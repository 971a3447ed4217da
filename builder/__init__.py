"""Muster: a health and safety program as text in git, checked, browsable, and sealed into an evidence pack for the COR audit."""

from __future__ import annotations

__version__ = "0.1.0"
