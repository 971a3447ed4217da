"""Everything that `muster fix` would do, as one value that can be shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.measure.mending.misfiled import Move, misfiled
from builder.measure.mending.moved_attachments import moved_attachments
from builder.mend.text_faults import MENDERS, mend_text
from builder.model.program import FileEntry, Program
from builder.read.source import FOLDERS, is_text
from builder.write.canonical import format_file, plain_lines
from builder.write.yaml_edit import Put, edit_yaml


@dataclass(frozen=True)
class TextChange:
    """A file whose text changes.

    Attributes:
        path: Where it stands now.
        before: Its bytes.
        after: Its new text.
        steps: What was put right, with its place: "records/…:6:7: put 0142 in quotes".
    """

    path: str
    before: bytes
    after: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What would be done.

    Attributes:
        texts: The files whose text changes.
        moves: The files that go elsewhere, from where to where, with a sentence each.
        copies: The files of which another one is made, likewise.
    """

    texts: tuple[TextChange, ...] = ()
    moves: tuple[tuple[str, str, str], ...] = ()
    copies: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.texts or self.moves or self.copies)


@dataclass
class _Made:
    texts: dict[str, TextChange] = field(default_factory=dict)
    moves: list[tuple[str, str, str]] = field(default_factory=list)
    copies: list[tuple[str, str, str]] = field(default_factory=list)


def plan_mending(program: Program, read: Callable[[str], bytes], is_chosen: Callable[[str], bool]) -> Plan:
    """What can be put right without deciding anything for anybody, the form of every text included.

    Args:
        program: As it is now.
        read: Gives the bytes of a file.
        is_chosen: Whether a file may be touched.
    """
    made = _Made()
    _bring_back(program, read, is_chosen, made)
    _put_away(misfiled(program), is_chosen, made)
    faulty = {fault.place.path for fault in program.faults if fault.name in MENDERS}
    for path, entry in program.files.items():
        if entry.sha256 and is_chosen(path):
            change = _change(path, read, program.files if path in faulty else {}, made.texts.get(path))
            if change is not None:
                made.texts[path] = change
    return Plan(tuple(change for _, change in sorted(made.texts.items())), tuple(made.moves), tuple(made.copies))


def plan_format(paths: Iterable[str], read: Callable[[str], bytes]) -> Plan:
    """What sets the form of texts right, and changes nothing that the strict reader reads in them.

    Args:
        paths: The files to look at.
        read: Gives the bytes of a file.
    """
    changes = (_change(path, read, {}, None) for path in paths)
    return Plan(tuple(change for change in changes if change is not None))


def _change(
    path: str, read: Callable[[str], bytes], files: Mapping[str, FileEntry], begun: TextChange | None
) -> TextChange | None:
    """The new text of a file, or None where it stays; its faults are mended where the files of the program are given."""
    if not is_text(path) or path.split("/")[0] not in FOLDERS:
        return None
    before = begun.before if begun else read(path)
    text = begun.after if begun else _decode(before)
    if text is None or "\0" in text:
        return None  # Which encoding it was saved in can only be guessed.
    steps = begun.steps if begun else ()
    if files:
        mended = mend_text(path, plain_lines(text), files)
        text = mended.text
        steps += tuple(f"{fault.place}: {said}" for fault, said in mended.steps)
    formatted = format_file(path, text)
    if formatted.encode("utf-8") == before:
        return None
    if formatted != plain_lines(text) or plain_lines(text) != text or not steps:
        steps += (f"{path}: brought into Muster's form{_what_form(before, formatted)}",)
    return TextChange(path, before, formatted, steps)


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _what_form(before: bytes, after: str) -> str:
    """What of the form was different, where a difference of lines would not show it."""
    found = []
    if before.startswith(b"\xef\xbb\xbf"):
        found.append("the mark at its beginning taken away")
    if b"\r" in before and "\r" not in after:
        found.append("line ends as on every system")
    return f": {', '.join(found)}" if found else ""


def _bring_back(program: Program, read: Callable[[str], bytes], is_chosen: Callable[[str], bool], made: _Made) -> None:
    """Attachments that were moved or renamed since they were filed."""
    for (record, index), found in sorted(moved_attachments(program).items()):
        if not is_chosen(record):
            continue
        if found.how == "rename":
            begun = made.texts.get(record)
            before = begun.before if begun else read(record)
            text = begun.after if begun else _decode(before)
            if text is None:
                continue
            name = found.source.rpartition("/")[2]
            said = f"{record}: the attachment is called {name} now; its SHA-256 is the one that was filed"
            after = edit_yaml(plain_lines(text), [Put(("attachments", index, "path"), name)])
            made.texts[record] = TextChange(record, before, after, (*(begun.steps if begun else ()), said))
        else:
            said = f"{found.source} goes back beside {record}; its SHA-256 is the one that was filed"
            (made.moves if found.how == "move" else made.copies).append((found.source, found.target, said))


def _put_away(moves: Mapping[str, Move], is_chosen: Callable[[str], bool], made: _Made) -> None:
    """Files that stand in another place than their id and day say."""
    for path, move in sorted(moves.items()):
        if is_chosen(path):
            made.moves.extend(_with_attachments(move))


def _with_attachments(move: Move) -> Iterator[tuple[str, str, str]]:
    yield move.source, move.target, f"{move.source} goes to {move.target}, where {move.id} belongs"
    for source, target in move.beside:
        yield source, target, f"{source} goes with it to {target}"
