"""What the doctor says of a computer: made-up facts, as they are on Windows, macOS and Linux."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.measure.set_up.computer import judge_computer
from builder.model.set_up import Advice, Computer, ProgramFolder, RepositoryFacts, Verdict

WELL = Computer(
    system="Windows",
    python=(3, 12, 4),
    is_64_bit=True,
    version="0.1.0",
    page="Muster prints\r\n12 of 12",
    page_wanted="Muster prints 12 of 12",
    git=(2, 47, 1),
    settings=(("user.name", "Robin Kowalski"), ("user.email", "robin@prairie.example")),
    cache=r"C:\Users\robin\AppData\Local\muster",
)


def advice(name: str, computer: Computer, folder: ProgramFolder | None = None) -> Advice:
    [found] = [each for each in judge_computer(computer, folder) if each.name == name]
    return found


def test_where_all_is_well_nothing_asks_for_attention() -> None:
    told = list(judge_computer(WELL))
    assert {each.verdict for each in told} == {Verdict.OK}
    assert [each.name for each in told] == ["python", "pdf", "codes", "git", "identity", "cache"]
    assert [each.cure for each in told] == [""] * 6


@pytest.mark.parametrize(("version", "verdict"), [((3, 10, 12), Verdict.BROKEN), ((3, 11, 0), Verdict.OK)])
def test_python_has_to_be_new_enough(version: tuple[int, int, int], verdict: Verdict) -> None:
    assert advice("python", replace(WELL, python=version)).verdict is verdict


def test_a_32_bit_python_works_until_a_pack_is_large() -> None:
    told = advice("python", replace(WELL, is_64_bit=False))
    assert (told.verdict, "64-bit" in told.cure) == (Verdict.LOOK, True)


@pytest.mark.parametrize(
    ("system", "cure"),
    [
        ("Windows", "pacman -S mingw-w64-ucrt-x86_64-pango"),
        ("Darwin", "brew install pango"),
        ("Linux", "sudo apt install libpango-1.0-0"),
    ],
)
def test_a_missing_library_is_named_with_the_cure_of_the_system(system: str, cure: str) -> None:
    error = "cannot load library 'libpango-1.0-0': error 0x7e. Additionally, ctypes.util.find_library() did not manage to locate it"
    told = advice("pdf", replace(WELL, system=system, page="", page_error=error))
    assert told.verdict is Verdict.BROKEN
    assert told.words == "No PDF can be made here: the library libpango-1.0-0 is missing."
    assert cure in told.cure
    assert "Check, new and save work without it" in told.cure


def test_a_page_with_other_words_than_were_printed_is_no_page() -> None:
    assert advice("pdf", replace(WELL, page="Muster prints 12 of")).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("version", "verdict"), [((), Verdict.BROKEN), ((2, 30, 9), Verdict.BROKEN), ((2, 31), Verdict.OK)]
)
def test_git_has_to_be_there_and_new_enough(version: tuple[int, ...], verdict: Verdict) -> None:
    told = advice("git", replace(WELL, git=version))
    assert (told.verdict, bool(told.cure)) == (verdict, verdict is Verdict.BROKEN)


def test_a_name_is_asked_for_once_and_the_program_may_know_one_of_its_own() -> None:
    nameless = replace(WELL, settings=(("user.name", "Robin Kowalski"),))
    assert "your e-mail address yet" in advice("identity", nameless).words
    own = RepositoryFacts(settings=(("user.email", "office@prairie.example"),))
    told = advice("identity", nameless, ProgramFolder(r"C:\safety", repository=own))
    assert (told.verdict, told.words) == (
        Verdict.OK,
        "What you save carries the name Robin Kowalski <office@prairie.example>.",
    )


def test_of_two_settings_the_last_one_counts_as_it_does_for_git() -> None:
    assert replace(WELL, settings=(("user.name", "Old"), ("user.name", "New"))).setting("user.name") == "New"


def test_a_cache_that_cannot_be_written_makes_things_slow_and_breaks_nothing() -> None:
    told = advice("cache", replace(WELL, cache_error="Read-only file system"))
    assert (told.verdict, told.words) == (
        Verdict.LOOK,
        rf"Nothing can be kept in {WELL.cache}: Read-only file system.",
    )


def test_codes_that_cannot_be_read_are_said() -> None:
    told = advice("codes", replace(WELL, code_error="DLL load failed while importing zxingcpp"))
    assert (told.verdict, "DLL load failed" in told.words) == (Verdict.LOOK, True)
