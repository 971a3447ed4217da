"""A word as it is typed at the prompt that people use: what stands in a message can be copied and run."""

from __future__ import annotations

import shlex
import sys


def shell_word(text: object, platform: str = sys.platform) -> str:
    """The text as one word: bare where it can be, else in the quotes that the shell understands.

    On Windows in double quotes, which its two prompts read alike; a file's name can't hold one there.
    """
    word = str(text)
    if platform != "win32":
        return shlex.quote(word)
    is_plain = word != "" and all(letter.isalnum() or letter in r"\/:._-+~" for letter in word)
    return word if is_plain else f'"{word}"'
