"""What stands in a message can be copied to the prompt."""

from __future__ import annotations

import pytest

from builder.commands.shell_word import shell_word


@pytest.mark.parametrize(
    ("word", "platform", "typed"),
    [
        ("dist/pack.pdf", "linux", "dist/pack.pdf"),
        ("our program", "linux", "'our program'"),
        ("it's", "darwin", """'it'"'"'s'"""),
        (r"C:\safety\pack.pdf", "win32", r"C:\safety\pack.pdf"),
        (r"C:\Health & Safety\é", "win32", r'"C:\Health & Safety\é"'),
        ("it's", "win32", '"it\'s"'),
        ("", "win32", '""'),
    ],
)
def test_a_name_is_quoted_as_the_prompt_of_the_system_wants_it(word: str, platform: str, typed: str) -> None:
    assert shell_word(word, platform) == typed
