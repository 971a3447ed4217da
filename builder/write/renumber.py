"""Two people gave the same next id to different things: ours gets another one, with its file, its attachments and whatever names it.

Only numbered ids (insp-0042, P-012, SWP-07). Two entries that are called by a word (a site `shop`) are taken for the same thing, and so are two
people or machines of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from builder.read.front_matter import split_front_matter
from builder.read.source import is_text
from builder.read.yaml_text import read_yaml
from builder.render.forms.blank import next_id

_NUMBERED = re.compile(r"([A-Za-z]{1,12}(?:-[A-Za-z]{1,12}){0,3})-([0-9]{1,6})")
_WORD = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_SAME_THING = ("records/people/", "records/assets/", "records/contractors/", "records/positions/", "records/sites/")


@dataclass(frozen=True)
class Renumbering:
    """What ours is called from now on.

    Attributes:
        ids: New ids by old ones.
        paths: New paths by old ones: of the records, and of attachments whose place is taken.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)


def find_renumbering(ours: Mapping[str, bytes], theirs: Mapping[str, bytes], taken: Collection[str]) -> Renumbering:
    """How what we added has to be called so that it doesn't meet what they added.

    Args:
        ours: The files that we added, by path.
        theirs: The files that they added, likewise.
        taken: All ids in use, on either side.
    """
    mine, other = _by_id(ours), _by_id(theirs)
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    used = set(taken) | set(mine) | set(other)
    for id in sorted(mine.keys() & other.keys()):
        found = _NUMBERED.fullmatch(id)
        if found is None or _is_same_thing(mine[id], ours, other[id], theirs):
            continue
        ids[id] = next_id(found[1], used, len(found[2]))
        used.add(ids[id])
        folder, _, name = mine[id].rpartition("/")
        paths[mine[id]] = f"{folder}/{name.replace(id, ids[id], 1)}"
    paths |= _attachments(ours, theirs, ids, set(paths))
    return Renumbering(ids, paths)


def renumber_text(text: str, renumbering: Renumbering, path: str) -> str:
    """The text of a file of ours with the new ids, and the new names of attachments beside it.

    Args:
        text: Of the file.
        renumbering: From `find_renumbering`.
        path: Of the file before it was renamed.
    """
    folder = path.rpartition("/")[0]
    names = {
        old.rpartition("/")[2]: new.rpartition("/")[2]
        for old, new in renumbering.paths.items()
        if old.rpartition("/")[0] == folder and not is_text(old)
    }
    for old, new in sorted(names.items()):
        text = re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", lambda _, new=new: new, text)  # type: ignore[misc]
    return _WORD.sub(lambda found: renumbering.ids.get(found[0], found[0]), text)


def _by_id(files: Mapping[str, bytes]) -> dict[str, str]:
    """Paths of records and documents by their id; where one stands twice, the first by path."""
    found: dict[str, str] = {}
    for path in sorted(files):
        if is_text(path):
            found.setdefault(read_id(path, files[path]), path)
    found.pop("", None)
    return found


def read_id(path: str, data: bytes) -> str:
    """The id of a record, register entry or document: of a record that is its file name, whatever the text says."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    if path.startswith("records/"):
        return name if path.count("/") >= 2 else ""
    if not path.startswith("policies/"):
        return ""
    value = _read(path, data)
    return str(value.get("id") or "") if isinstance(value, Mapping) else ""


def _read(path: str, data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    if path.endswith(".md"):
        parts = split_front_matter(text)
        text = parts.head if parts else ""
    return read_yaml(text, path).value


def _is_same_thing(mine: str, ours: Mapping[str, bytes], other: str, theirs: Mapping[str, bytes]) -> bool:
    one, two = _read(mine, ours[mine]), _read(other, theirs[other])
    if one is not None and one == two and mine == other:
        return True
    if not mine.startswith(_SAME_THING) or not isinstance(one, Mapping) or not isinstance(two, Mapping):
        return False
    names = [str(each.get("name") or each.get("title") or "").casefold().split() for each in (one, two)]
    return bool(names[0]) and names[0] == names[1]


def _attachments(
    ours: Mapping[str, bytes], theirs: Mapping[str, bytes], ids: Mapping[str, str], done: Iterable[str]
) -> dict[str, str]:
    """New names of our attachments: with their record's new id in it, or with a number where the name is taken."""
    found: dict[str, str] = {}
    used = {*ours, *theirs, *done}
    for path in sorted(path for path in ours if not is_text(path)):
        folder, _, name = path.rpartition("/")
        begin = next((id for id in ids if re.match(rf"{re.escape(id)}(?![A-Za-z0-9])", name)), None)
        if begin is not None:
            found[path] = _free(f"{folder}/{ids[begin]}{name[len(begin) :]}", used)
        elif path in theirs and theirs[path] != ours[path]:
            found[path] = _free(path, used)
        used.update(found.get(path, "").split("\0"))
    return found


def _free(path: str, used: Collection[str]) -> str:
    stem, dot, ending = path.rpartition(".")
    tried = path
    number = 2
    while tried in used:
        tried = f"{stem}-{number}{dot}{ending}"
        number += 1
    return tried
