"""The registers of the sample company and some of its records, read once: a program into which spreadsheets are imported."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.model.program import Program
from builder.read.program import read_program
from builder.read.source import MemorySource

TOP = Path(__file__).parents[2]
_WANTED = ("company.yaml", "people/*.yaml", "sites/*.yaml", "positions/*.yaml", "assets/*.yaml", "training/2025/*.yaml")


def register_files() -> dict[str, bytes]:
    """The files, by path."""
    found = (file for pattern in _WANTED for file in sorted((TOP / "records").glob(pattern)))
    return {file.relative_to(TOP).as_posix(): file.read_bytes() for file in found}


@cache
def sample_registers() -> Program:
    """The program in them."""
    return read_program(MemorySource(register_files()))
