"""What a new file is called: the id that its form asks for where that is free, else the next free one, in the folder of its year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from builder.commands.editing.arriving import NOT_SAVED
from builder.commands.editing.folder import list_files, read_file
from builder.commands.editing.kinds import Kind, find_kind
from builder.commands.new import PREFIX_OF_KIND
from builder.model.error import BuilderError
from builder.model.written_day import parse_day
from builder.render.forms.blank import next_id
from builder.render.starter import slug

_POLICY_ID = re.compile(rb"^id:\s*[\"']?([A-Z]{2,5}-[0-9]{2,4})", re.MULTILINE)


def kind_of_new(asked: str) -> Kind:
    """The kind of a new file, told by the folders of the path that the editor asks for; the name may still be wrong.

    Raises:
        BuilderError: Nothing is filed there.
    """
    parts = asked.split("/")
    tries = [asked]
    if len(parts) > 2 and parts[0] == "records" and not {".", ".."} & set(parts):
        tries = [f"records/{parts[1]}/2000/new.yaml", f"records/{parts[1]}/new.yaml"]
    kind = next((kind for each in tries if (kind := find_kind(each)) is not None), None)
    if kind is None:
        raise BuilderError(f"Nothing can be filed as {asked!r}.", NOT_SAVED)
    return kind


def name_new(root: Path, kind: Kind, asked: str, data: dict[str, Any]) -> tuple[str, str]:
    """The path of a new file and its id, which is put into the data; the id is empty for a page.

    Raises:
        BuilderError: Its name is taken and can't be counted up, or its day is missing.
    """
    if kind.is_markdown:
        return _name_document(root, kind, asked, data)
    if not kind.folder:
        return _free(root, asked), ""
    taken = [Path(path).stem for path in list_files(root, kind.folder, "yaml", 2)]
    wished = str(data.get("id") or "")
    id = _choose(wished, kind.prefix, kind.digits, taken) if kind.prefix else _word_id(data, wished)
    _set_first(data, id)
    folder = f"{kind.folder}/{_year(data)}" if kind.has_year else kind.folder
    return _free(root, f"{folder}/{id}.yaml"), id


def _choose(wished: str, prefix: str, digits: int, taken: Iterable[str]) -> str:
    used = set(taken)
    is_good = re.fullmatch(rf"{re.escape(prefix)}-[0-9]{{{digits},6}}", wished) is not None
    return wished if is_good and wished not in used else next_id(prefix, used, digits)


def _word_id(data: dict[str, Any], wished: str) -> str:
    found = slug(wished or str(data.get("name") or data.get("title") or ""))
    if not found:
        raise BuilderError("It needs a name, of which the name of its file is made.", NOT_SAVED)
    return found


def _year(data: dict[str, Any]) -> int:
    day = data.get("date")
    try:
        return parse_day(day).year if isinstance(day, str) else _no_day()
    except ValueError as error:
        raise BuilderError(f"The date can't be read. {error}", NOT_SAVED) from None


def _no_day() -> int:
    raise BuilderError("A record needs the day on which it happened.", f"Fill in Date. {NOT_SAVED}")


def _name_document(root: Path, kind: Kind, asked: str, data: dict[str, Any]) -> tuple[str, str]:
    id = ""
    if kind.folder == "policies":
        prefix = PREFIX_OF_KIND.get(str(data.get("kind") or ""), "PRG")
        wished = str(data.get("id") or "")
        own = wished.partition("-")[0]
        prefix = own if re.fullmatch(r"[A-Z]{2,5}-[0-9]{2,4}", wished) else prefix
        id = _choose(wished, prefix, 2, _policy_ids(root))
        _set_first(data, id)
    if find_kind(asked) is None:
        title = slug(str(data.get("title") or ""))
        if not title:
            raise BuilderError("It needs a title, of which the name of its file is made.", NOT_SAVED)
        asked = f"{kind.folder}/{title}.md"
    return _free(root, asked), id


def _policy_ids(root: Path) -> Iterator[str]:
    for path in list_files(root, "policies", "md", 8):
        found = _POLICY_ID.search((read_file(root, path) or b"")[:4000])
        if found:
            yield found[1].decode()


def _set_first(data: dict[str, Any], id: str) -> None:
    rest = {name: value for name, value in data.items() if name != "id"}
    data.clear()
    data.update({"id": id, **rest})


def _free(root: Path, path: str) -> str:
    # Windows and macOS take `Spill.md` and `spill.md` for one file.
    beside = (root / path).parent
    names = {each.name.casefold() for each in beside.iterdir()} if beside.is_dir() else set()
    if Path(path).name.casefold() in names:
        raise BuilderError(f"There is a file {path} already.", f"Give this one another name. {NOT_SAVED}")
    return path
