"""The head of a Markdown file changed; its body stays as it is, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from builder.write.yaml_edit import Edit, edit_yaml, replace_values


@dataclass(frozen=True)
class HeadAndBody:
    """A Markdown file taken apart so that its parts put together are the file again.

    Attributes:
        opening: The first line, `---`, with its line break.
        head: The YAML of the front matter.
        closing: The second `---` and all that follows: its line break and the body.
    """

    opening: str
    head: str
    closing: str

    def with_head(self, head: str) -> str:
        """The whole file with another head."""
        return f"{self.opening}{head}{self.closing}"


def split_head(text: str) -> HeadAndBody | None:
    """The parts of a Markdown file; None where it has no front matter, by the same rule as `read.front_matter`."""
    # Not splitlines: it takes form feeds and other marks for line ends.
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            head = "".join(f"{each}\n" for each in lines[1:number])
            return HeadAndBody(f"{lines[0]}\n", head, "\n".join(lines[number:]))
    return None


def edit_front_matter(text: str, edits: Sequence[Edit]) -> str:
    """The file with the edits made in its front matter.

    Raises:
        ValueError: It has no front matter, or an edit can't be made; see `edit_yaml`.
    """
    return _with_changed_head(text, lambda head: edit_yaml(head, edits))


def replace_front_matter(text: str, value: Any, body: str | None = None) -> str:
    """The file with other data in its front matter, and another body where one is given; a file without front matter gets one.

    Args:
        text: The whole Markdown file.
        value: What the front matter says afterwards; see `replace_values`.
        body: What stands behind the line that ends the front matter; None leaves it untouched.

    Raises:
        ValueError: The front matter can't be read, or the value can't be written.
    """
    parts = split_head(text)
    if parts is None:
        return f"---\n{replace_values('', value)}---\n{text if body is None else body}"
    changed = _with_changed_head(text, lambda head: replace_values(head, value))
    if body is None:
        return changed
    again = split_head(changed)
    assert again is not None
    return f"{again.opening}{again.head}{again.closing.split(chr(10), 1)[0]}\n{body}"


def _with_changed_head(text: str, change: Callable[[str], str]) -> str:
    parts = split_head(text)
    if parts is None:
        raise ValueError("The file has no front matter.")
    is_windows = parts.opening.endswith("\r\n")
    head = change(parts.head.replace("\r\n", "\n"))
    if any(line.rstrip() == "---" for line in head.split("\n")):
        # Within a text on lines of its own, such a line would end the front matter.
        raise ValueError("A line of the front matter can't be `---` alone.")
    return parts.with_head(head.replace("\n", "\r\n") if is_windows else head)
