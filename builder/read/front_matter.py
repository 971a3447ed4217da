"""Markdown with front matter: the YAML head, the body, and the lines on which they begin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file taken apart.

    Attributes:
        head: YAML between the two `---` lines.
        head_line: Line of the file on which it begins.
        body: Everything behind the second `---`.
        body_line: Line of the file on which the body begins.
    """

    head: str
    head_line: int
    body: str
    body_line: int


def split_front_matter(text: str) -> FrontMatter | None:
    """The head and the body of a Markdown file, or None where the file has no front matter.

    The file begins with a line `---`; the head ends with the next line `---`.
    """
    # Not splitlines: it takes form feeds and other marks for line ends, and the lines would not be those of an editor.
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            head = "".join(f"{each}\n" for each in lines[1:number])
            return FrontMatter(head, 2, "\n".join(lines[number + 1 :]), number + 2)
    return None
