"""What a person sees while a pack is compiled: on a terminal, in a log, and with --quiet."""

from __future__ import annotations

import io
import sys

import pytest
import typer

from builder.cli.terminal import ask, say, show_progress, tell
from builder.model.error import BuilderError
from builder.model.progress import Step

SECTIONS = [Step(f"Element {number}", number, 9, min(number, 5)) for number in range(1, 10)]
STEPS = [*SECTIONS, Step("Putting 9 sections together"), Step("Writing pack.pdf")]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(screen: io.StringIO, monkeypatch: pytest.MonkeyPatch, columns: int = 80) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stderr", screen)
    show = show_progress(False)
    assert show
    for step in STEPS:
        show(step)
    return screen.getvalue()


def test_who_leaves_a_question_is_told_that_nothing_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(*_: object, **__: object) -> str:
        raise typer.Abort

    monkeypatch.setattr(typer, "prompt", leave)
    with pytest.raises(BuilderError, match="Stopped at a question, and nothing was written"):
        ask("What is it?", "")


def test_a_log_gets_a_line_for_each_quarter_with_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch).splitlines() == [
        "  3 of 9 sections, 3 of them unchanged",
        "  5 of 9 sections, 5 of them unchanged",
        "  7 of 9 sections, 5 of them unchanged",
        "  9 of 9 sections, 5 of them unchanged",
        "  Putting 9 sections together …",
        "  Writing pack.pdf …",
    ]


def test_a_terminal_gets_one_line_that_names_the_section(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(Terminal(), monkeypatch)
    bars = text.split("\n")[0].split("\r")[1:]
    assert len(bars) == 9
    assert "] 4 of 9 sections, 4 of them unchanged · Element 4" in bars[3]
    assert bars[8].rstrip().endswith("] 9 of 9 sections, 5 of them unchanged")
    assert text.count("\n") == 3


def test_a_line_of_the_bar_covers_the_one_before_and_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    bars = shown(Terminal(), monkeypatch, columns=50).split("\n")[0].split("\r")[1:]
    assert {len(bar) for bar in bars} == {49}
    assert bars[3].endswith("…")


def test_nothing_is_shown_to_somebody_who_wants_quiet() -> None:
    assert show_progress(True) is None


def test_what_comes_from_outside_is_shown_and_never_commands_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b]0;title\x07\x1b[2J\rÁna\x9b2J\x08\ttab\nline\r\n\x1b[31mred\x1b[0m"
    say(hostile)
    tell(hostile)
    out, err = capsys.readouterr()
    assert out == err == "\\x1b]0;title\\x07\\x1b[2J\\rÁna\\x9b2J\\x08\ttab\nline\r\n\x1b[31mred\x1b[0m\n"
