"""Where the names of a document's fields stand: looked up in YAML's node tree, because only a fault asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from builder.model.place import FieldPath, Place


class KeyPlaces(Mapping[FieldPath, Place]):
    """Where the fields' names stand; looked up in the node tree when a fault needs one."""

    def __init__(self, path: str, first_line: int, node: yaml.Node | None) -> None:
        self._path = path
        self._first_line = first_line
        self._node = node

    def __getitem__(self, steps: FieldPath) -> Place:
        node, mark = self._node, None
        for step in steps:
            if isinstance(node, yaml.MappingNode) and isinstance(step, str):
                pairs = (pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode) and pair[0].value == step)
                key, node = next(pairs, (None, None))
                mark = key and key.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node, mark = node.value[step], None
            else:
                raise KeyError(steps)
        if mark is None:
            raise KeyError(steps)
        return Place(self._path, mark.line + self._first_line, mark.column + 1)

    def below(self, step: str | int) -> KeyPlaces:
        """The same inside an item of a document that is a list."""
        inside = self._node.value[step] if isinstance(self._node, yaml.SequenceNode) else None
        return KeyPlaces(self._path, self._first_line, inside)

    def __iter__(self) -> Iterator[FieldPath]:
        raise TypeError("The names of fields are looked up one by one.")

    def __len__(self) -> int:
        raise TypeError("The names of fields are looked up one by one.")
