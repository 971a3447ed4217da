"""`muster fix`: puts right what needs no decision, after showing what that is; everything else is left, and said."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.commands.carrying_out import carry_out
from builder.commands.program_folder import find_program
from builder.mend.left_alone import left_alone
from builder.mend.plan import Plan, TextChange, plan_format, plan_mending
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.wording import counted, visible
from builder.read.program import MAX_TEXT, read_program
from builder.read.source import FolderSource
from builder.write.canonical import plain_lines

_SHOWN = 40
"""Files whose difference is shown at once; with more of them nobody reads any."""

_LEFT = 20
"""Places listed of what is left to a person."""

_COLOURS = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}
_PLAIN = "\033[0m"

_HUNK = re.compile(r"@@ -([0-9]+)")


def fix(
    paths: Sequence[Path],
    *,
    repo: Path,
    only_format: bool,
    only_check: bool,
    confirm: Callable[[str], bool] | None,
    is_sure: bool,
    has_colours: bool,
    say: Callable[[str], None],
) -> int:
    """Shows what would be put right, asks, and does all of it or nothing.

    Args:
        paths: Files and folders to look at; all where none is given.
        repo: The folder of the program.
        only_format: Whether only the form of texts is set right.
        only_check: Whether nothing is written, and it is only said what would be.
        confirm: Asks a question; None where nobody is there to answer.
        is_sure: Whether nothing is asked.
        has_colours: Whether differences are shown in colours.
        say: Prints a line.

    Returns:
        0 where nothing is to be done or all was done, 1 where something waits.

    Raises:
        BuilderError: There is no program, a path is not in it, or a file was changed meanwhile.
    """
    root = find_program(repo)
    is_chosen = _chooser(root, repo, paths)
    source = FolderSource(root)
    program = Program() if only_format else read_program(source)
    plan = _plan_form(source, is_chosen) if only_format else plan_mending(program, _reader(source), is_chosen)
    if only_check:
        return _name(plan, "muster fix --format" if only_format else "muster fix", say)
    for line in _show(plan, has_colours):
        say(line)
    if not only_format:
        left = [f"  {place}  {name}: {why}" for place, name, why in left_alone(program, is_chosen)]
        if left:
            say(f"Left to you ({len(left)}), because nobody else can decide it:")
            for line in (*left[:_LEFT], *([f"  and {len(left) - _LEFT} more"] if len(left) > _LEFT else [])):
                say(visible(line))
    if plan.is_empty:
        say("Nothing to put right." if not only_format else "Every file is in Muster's form.")
        return 0
    return _do(root, plan, confirm, is_sure, say)


def _plan_form(source: FolderSource, is_chosen: Callable[[str], bool]) -> Plan:
    """The form alone, for which no file has to be known but the one looked at: a hook that runs at each commit is quick."""
    entries = source.entries().values()
    paths = (each.path for each in entries if each.kind == "file" and each.size <= MAX_TEXT and is_chosen(each.path))
    return plan_format(paths, _reader(source))


def _reader(source: FolderSource) -> Callable[[str], bytes]:
    return lambda path: next(data for _, data in source.read([path]))


def _do(
    root: Path, plan: Plan, confirm: Callable[[str], bool] | None, is_sure: bool, say: Callable[[str], None]
) -> int:
    what = _summary(plan)
    if not is_sure and confirm is None:
        say(f"Nothing was written. To put {what} right: muster fix --yes")
        return 1
    if not is_sure and confirm is not None and not confirm(f"Put {what} right?"):
        say("Nothing was written.")
        return 1
    carry_out(
        root,
        {change.path: (change.before, change.after) for change in plan.texts},
        [(source, target) for source, target, _ in plan.moves],
        [(source, target) for source, target, _ in plan.copies],
    )
    say(f"Done: {what} put right. No date, person or signature was touched. `muster check` shows what is left.")
    return 0


def _summary(plan: Plan) -> str:
    """How much it is: "3 files and the place of 1 file"."""
    parts = []
    if plan.texts:
        parts.append(counted(len(plan.texts), "file"))
    if plan.moves or plan.copies:
        number = len(plan.moves) + len(plan.copies)
        parts.append(f"the place of {counted(number, 'file')}")
    return " and ".join(parts)


def _name(plan: Plan, command: str, say: Callable[[str], None]) -> int:
    """Names every file that would change, and what with it."""
    if plan.is_empty:
        return 0
    for change in plan.texts:
        for step in change.steps:
            say(visible(step))
    for _, _, said in (*plan.moves, *plan.copies):
        say(visible(said))
    say(f"Not done yet: `{command}` puts {_summary(plan)} right.")
    return 1


def _show(plan: Plan, has_colours: bool) -> Iterator[str]:
    for change in plan.texts[:_SHOWN]:
        yield from (visible(step) for step in change.steps)
        difference = list(_difference(change, has_colours))
        yield from (*difference, "") if difference else ()
    if len(plan.texts) > _SHOWN:
        yield f"and {counted(len(plan.texts) - _SHOWN, 'more file')}; `muster fix FOLDER` shows those of a folder"
    for _, _, said in (*plan.moves, *plan.copies):
        yield visible(said)


def _difference(change: TextChange, has_colours: bool) -> Iterator[str]:
    """The lines taken away and put in, with one line around them."""
    before = plain_lines(change.before.decode("utf-8", "replace"))
    lines = difflib.unified_diff(before.split("\n"), change.after.split("\n"), lineterm="", n=1)
    for line in list(lines)[2:]:
        found = _HUNK.match(line)
        shown = f"  line {found[1]}:" if found else f"  {visible(line)}"
        colour = _COLOURS.get(line[:1]) if has_colours else None
        yield f"{colour}{shown}{_PLAIN}" if colour else shown


def _chooser(root: Path, repo: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a file is one of those asked for, or lies in a folder asked for."""
    if not paths:
        return lambda _: True
    wanted = {_inside(root, repo, path) for path in paths}
    return lambda path: any(each in ("", path) or path.startswith(f"{each}/") for each in wanted)


def _inside(root: Path, repo: Path, path: Path) -> str:
    """A path as given, from where one stands or from the top of the program, as a path within the program."""
    for base in (Path.cwd(), repo, root):
        whole = base / path
        if whole.exists():
            try:
                found = whole.parent.resolve() / whole.name if whole.name else whole.resolve()
                inside = found.relative_to(root.resolve()).as_posix()
                return "" if inside == "." else inside
            except ValueError:
                continue
    raise BuilderError(f"There is no {path} in the program.", "Give a file or a folder of it.")
