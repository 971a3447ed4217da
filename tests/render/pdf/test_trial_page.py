"""The page by which a computer shows that it can make PDFs."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from builder.render.pdf.trial_page import TRIAL, print_trial_page


def test_the_words_printed_are_the_words_read() -> None:
    words, error = print_trial_page()
    assert error == ""
    assert "".join(words.split()) == "".join(TRIAL.split())


def test_why_no_page_can_be_printed_is_given_back_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    find = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "builder.render.pdf.part":
            raise OSError("cannot load library 'libgobject-2.0-0':\n error 0x7e")
        return find(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.delitem(sys.modules, "builder.render.pdf.part", raising=False)
    assert print_trial_page() == ("", "cannot load library 'libgobject-2.0-0': error 0x7e")
