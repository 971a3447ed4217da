"""The fields of a text put into the order of their model; comments travel with their field, and nothing else moves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from builder.model.place import FieldPath
from builder.write.file_model import FileModel, field_orders, model_at
from builder.write.yaml_change import Cut, apply_cuts
from builder.write.yaml_lines import end_of_entry, has_comment, start_of_entry
from builder.write.yaml_tree import Entry, Piece, read_tree


def order_fields(text: str, held: FileModel) -> str:
    """The text with its fields in order, those inside others too.

    Args:
        text: YAML that the strict reader can read, without two fields of one name.
        held: What it should hold.

    Raises:
        UnusualError: It is YAML that can't be changed piece by piece.
    """
    # From the outside in: what moved is read again before its own fields are put in order.
    depth = 0
    mappings = list(_mappings(read_tree(text), ()))
    while any(len(path) >= depth for _, path in mappings):
        cuts = [cut for piece, path in mappings if len(path) == depth for cut in _ordered(text, piece, path, held)]
        if cuts:
            text = apply_cuts(text, cuts)
            mappings = list(_mappings(read_tree(text), ()))
        depth += 1
    return text


def _mappings(piece: Piece | None, path: FieldPath) -> Iterator[tuple[Piece, FieldPath]]:
    if piece is None:
        return
    if piece.kind == "mapping":
        yield piece, path
    for index, entry in enumerate(piece.entries):
        yield from _mappings(entry.value, (*path, entry.name if piece.kind == "mapping" else index))


def _ordered(text: str, piece: Piece, path: FieldPath, held: FileModel) -> Iterator[Cut]:
    model = model_at(held, path)
    if model is None or len(piece.entries) < 2:
        return
    order = best_order([entry.name for entry in piece.entries], field_orders(model))
    if order == list(range(len(order))):
        return
    if not piece.is_flow:
        yield from _moved_lines(text, piece, order)
    elif not has_comment(text[piece.start : piece.end]):
        yield from _moved_within(text, piece.entries, order)


def best_order(names: Sequence[str], orders: Sequence[Sequence[str]]) -> list[int]:
    """The indexes of the names in the order that moves the fewest of them; of two such orders the first.

    A name that is in no order stays behind the one before it.
    """
    best: list[int] = []
    moved = len(names) + 1
    for order in orders:
        ranks = []
        rank = -1
        for name in names:
            rank = order.index(name) if name in order else rank
            ranks.append(rank)
        count = len(names) - _longest_rising(ranks)
        if count < moved:
            moved = count
            best = sorted(range(len(names)), key=lambda index: ranks[index])
    return best


def _longest_rising(ranks: Sequence[int]) -> int:
    """The length of the longest part of a sequence that is in order already (patience sorting)."""
    tails: list[float] = []
    for rank in ranks:
        # Equal ranks may follow each other, so each counts as a little more than the one before.
        at = bisect_left(tails, rank + 0.5)
        tails[at : at + 1] = [rank]
    return len(tails)


def _moved_within(text: str, entries: Sequence[Entry], order: Sequence[int]) -> Iterator[Cut]:
    """In braces the fields change places; commas and line breaks stay where they are."""
    for place, index in zip(entries, order, strict=True):
        source = entries[index]
        yield Cut(
            place.start,
            max(place.value.end, place.after_sign),
            text[source.start : max(source.value.end, source.after_sign)],
        )


def _moved_lines(text: str, piece: Piece, order: Sequence[int]) -> Iterator[Cut]:
    """Each field moves with its lines and comments; what stands before a line's first character stays."""
    starts, ends = [], []
    for index, entry in enumerate(piece.entries):
        start = start_of_entry(text, piece, index)
        # Without the indent of its first line: the field that comes here has the same.
        starts.append(start + len(text[start : entry.start]) - len(text[start : entry.start].lstrip(" ")))
        ends.append(end_of_entry(text, entry))
    for place, index in enumerate(order):
        if place != index:
            yield Cut(starts[place], ends[place], text[starts[index] : ends[index]])
