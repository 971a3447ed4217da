"""A form that was saved becomes a file: put into the one that stands there, or written anew in the one canonical way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builder.commands.editing.arriving import (
    NOT_SAVED,
    Content,
    read_arrived,
    read_kept,
    refuse_unreadable,
    settle,
    settle_body,
    without_empty,
)
from builder.commands.editing.attachments import Asset, base_name, file_beside, has_location, name_files, read_assets
from builder.commands.editing.folder import digest, list_files, read_file, write_files
from builder.commands.editing.identity import kind_of_new, name_new
from builder.commands.editing.kinds import Kind, need_kind
from builder.commands.editing.pictures import file_pictures
from builder.model.error import BuilderError
from builder.read.file_text import FileText
from builder.read.front_matter import split_front_matter
from builder.read.yaml_text import read_yaml
from builder.write.canonical import format_file
from builder.write.front_matter import replace_front_matter
from builder.write.merge import merge_file
from builder.write.yaml_edit import replace_values

_LOCATION = "says where it was taken, and keeps saying so in the file; the copy on the manual's pages doesn't."


@dataclass(frozen=True)
class Form:
    """What a form sends when it is saved.

    Attributes:
        asked: The path that the editor wants it to have.
        raw: Its text.
        base: The digest of the file that the form was made from; empty for a new entry, None where the browser doesn't say.
        assets: Files that were added.
    """

    asked: str
    raw: str
    base: str | None
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True)
class Saved:
    """What became of a form.

    Attributes:
        path: Of the file.
        id: Of the entry; empty for a page.
        base: The digest of the file as the form knows it, which the next save of the same form names.
        is_new: Whether it is a new file.
        filed: What files of the form are called now, with their digests, by the name they arrived with.
        notices: Sentences that the person should read.
        form: The file as the form knows it.
    """

    path: str
    id: str
    base: str
    is_new: bool = False
    filed: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[str, ...] = ()
    form: bytes = b""

    def as_plain(self) -> dict[str, Any]:
        """For the browser."""
        return {
            "path": self.path,
            "id": self.id,
            "base": self.base,
            "is_new": self.is_new,
            "notices": list(self.notices),
        }


def read_form(params: Mapping[str, Any]) -> Form:
    """The one file of a request, and what was added to it.

    Raises:
        BuilderError: It isn't one.
    """
    given = params.get("dataFiles") or [params.get("entry")]
    only = given[0] if isinstance(given, list) and len(given) == 1 else None
    path, raw = (only.get("path"), only.get("raw")) if isinstance(only, dict) else (None, None)
    if not isinstance(only, dict) or not isinstance(path, str) or not isinstance(raw, str):
        raise BuilderError("A form is one file.", NOT_SAVED)
    moved = only.get("newPath")
    if moved not in (None, "", path):
        raise BuilderError(
            "The name of a file stays what it was.", f"Leave the id and the path as they are. {NOT_SAVED}"
        )
    base = only.get("base")
    return Form(path, raw, base if isinstance(base, str) else None, read_assets(params.get("assets") or []))


def add_file(root: Path, form: Form) -> Saved:
    """Files a new entry, under the id that it asks for where that is free.

    Raises:
        BuilderError: It can't be filed as it is.
    """
    kind = kind_of_new(form.asked)
    arrived = read_arrived(form.raw, form.asked, kind)
    data = without_empty(arrived.data)
    if not isinstance(data, dict) and kind.folder:
        raise BuilderError("The form holds no fields.", NOT_SAVED)
    wished = str(data.get("id") or "") if isinstance(data, dict) else ""
    path, id = name_new(root, kind, form.asked, data if isinstance(data, dict) else {})
    files, filed = _file_assets(root, form, kind, path, id, data, {})
    text = format_file(path, _write(kind, Content(data, arrived.body)))
    files[path] = text.encode("utf-8")
    refuse_unreadable(path, files[path])
    write_files(root, files)
    is_taken = wished not in ("", id) and kind.prefix and wished.startswith(f"{kind.prefix}-")
    notices = [f"It was filed as {id}, because {wished} is taken."] if is_taken else []
    return Saved(path, id, digest(files[path]), True, filed, (*notices, *_about_files(files, filed)), files[path])


def change_file(
    root: Path, form: Form, on_disk: bytes, made_from: bytes | None, earlier: Mapping[str, tuple[str, str]]
) -> Saved:
    """Puts a form into the file that stands there; where somebody else changed the file meanwhile, both changes are in it afterwards.

    Args:
        root: The folder of the program.
        form: What arrived.
        on_disk: The file as it is.
        made_from: The file that the form was made from; None where nobody knows it any more.
        earlier: Names and digests of files that were filed with the same form before, by the name they arrived with.

    Raises:
        BuilderError: Both changed the same, or the form can't be filed as it is.
    """
    kind = need_kind(form.asked)
    if made_from is None:
        raise _changed_meanwhile(form.asked, "")
    text = _decode(form.asked, made_from)
    kept = read_kept(text, form.asked, kind)
    arrived = read_arrived(form.raw, form.asked, kind)
    data = settle(arrived.data, kept.data)
    id = _same_id(data, kept.data)
    files, filed = _file_assets(root, form, kind, form.asked, id, data, earlier)
    ours = _put(text, kind, data, kept, settle_body(arrived.body, kept.body))
    if ours == text and not files:
        notice = "Nothing was different, so nothing was written."
        return Saved(form.asked, id, digest(made_from), form=made_from, notices=(notice,))
    whole, notices = _put_together(form.asked, text, ours, _decode(form.asked, on_disk))
    files[form.asked] = whole.encode("utf-8")
    refuse_unreadable(form.asked, files[form.asked])
    write_files(root, files)
    # The form still holds what it held: its next save is compared with that, not with what somebody else added.
    made_now = ours.encode("utf-8")
    notices = (*notices, *_about_approval(kept.data, data, is_other_text=_body(ours) != _body(text)))
    return Saved(form.asked, id, digest(made_now), False, filed, (*notices, *_about_files(files, filed)), made_now)


def _about_approval(kept: Any, data: Any, *, is_other_text: bool) -> tuple[str, ...]:
    """What to say where the text of an approved document was changed and the document still calls itself approved as it was."""
    if not is_other_text or not isinstance(data, dict) or data.get("status") != "approved":
        return ()
    if any(data.get(name) != kept.get(name) for name in ("status", "version", "approved_on")):
        return ()
    what = f"It still says that version {data.get('version')} is approved, and its text is another one now."
    cure = "Raise the version and have it approved again, or set its status to draft until then."
    return (f"{what} {cure} For a slip of the pen, version and approval may stay.",)


def _body(text: str) -> str:
    parts = split_front_matter(text)
    return parts.body if parts else ""


def _decode(path: str, data: bytes) -> str:
    text, faults = FileText.of(path, data).decode()
    if text is None:
        raise BuilderError(faults[0].message, f"{faults[0].fix} Nothing was written.")
    return text


def _put_together(path: str, base: str, ours: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    """The file with the changes of the form and of whoever changed it on disk meanwhile, and what to say of it."""
    if theirs == base:
        return ours, ()
    merged = merge_file(path, base, ours, theirs)
    if merged.clashes:
        raise _changed_meanwhile(path, f" Both changed: {', '.join(merged.clashes)}.")
    return merged.text, ("Somebody changed the file meanwhile, elsewhere in it; both changes are in it now.",)


def _changed_meanwhile(path: str, what: str) -> BuilderError:
    return BuilderError(
        f"{path} was changed on disk since you opened it here, in another window or program.{what}",
        "Nothing was written. Copy what you typed, open the entry again, and put it in there.",
    )


def _same_id(data: Any, kept: Any) -> str:
    own = str(kept.get("id") or "") if isinstance(kept, dict) else ""
    if own and isinstance(data, dict) and data.get("id") != own:
        raise BuilderError(
            f"The id stays {own}: other records and an auditor's notes refer to it.", f"Put it back. {NOT_SAVED}"
        )
    return own


def _write(kind: Kind, content: Content) -> str:
    if not kind.is_markdown:
        return replace_values("", content.data)
    body = content.body.strip("\n")
    return replace_front_matter("", content.data, f"\n{body}\n" if body else "")


def _put(text: str, kind: Kind, data: Any, kept: Content, body: str) -> str:
    try:
        if not kind.is_markdown:
            return replace_values(text, data)
        if split_front_matter(text) is None and not data:
            return body
        return replace_front_matter(text, data, None if body == kept.body else body)
    except ValueError as error:
        raise BuilderError(f"It can't be written: {error}", NOT_SAVED) from None


def _file_assets(
    root: Path,
    form: Form,
    kind: Kind,
    path: str,
    id: str,
    data: Any,
    earlier: Mapping[str, tuple[str, str]],
) -> tuple[dict[str, bytes], dict[str, tuple[str, str]]]:
    """The files to write beside an entry, and their names and digests by the name they arrived with; the data is told of them."""
    if kind.is_markdown:
        return file_pictures(root, form.assets, path, id, data)
    if not kind.has_attachments:
        if form.assets:
            raise BuilderError(f"Files belong to records; {kind.what} has none.", NOT_SAVED)
        return {}, {}
    folder = path.rpartition("/")[0]
    beside = {base_name(each) for each in list_files(root, folder, "", 1)}
    named = {name for name in _names(data) if name in beside}
    own = named | {name for name in beside if name.startswith(f"{id}-")}
    taken = {name: digest(read_file(root, f"{folder}/{name}") or b"") if name in own else "" for name in beside}
    names, files = file_beside(form.assets, id, folder, taken)
    digests = {name: taken[name] for name in named}
    digests |= {target.rpartition("/")[2]: digest(content) for target, content in files.items()}
    digests |= {name: taken[name] for name in names.values() if name in taken}
    known = {asked: filed for asked, filed in earlier.items() if asked not in names and asked not in beside}
    digests |= dict(known.values())
    name_files(data, names | {asked: name for asked, (name, _) in known.items()}, digests)
    return files, {asked: (name, digests[name]) for asked, name in names.items()}


def _names(data: Any) -> set[str]:
    entries = data.get("attachments") if isinstance(data, dict) else None
    found = entries if isinstance(entries, list) else []
    return {base_name(each["path"]) for each in found if isinstance(each, dict) and isinstance(each.get("path"), str)}


def files_named(data: bytes, path: str) -> set[str]:
    """The names of the files that an entry says belong to it; none where it can't be read."""
    text, _ = FileText.of(path, data).decode()
    if text is None:
        return set()
    parts = split_front_matter(text) if path.endswith(".md") else None
    value = read_yaml(parts.head if parts else text, path).value
    copy = value.get("signed_copy") if isinstance(value, dict) else None
    name = copy.get("path") if isinstance(copy, dict) else None
    return _names(value) | ({base_name(name)} if isinstance(name, str) else set())


def _about_files(files: Mapping[str, bytes], filed: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    new = [(path.rpartition("/")[2], data) for path, data in files.items()]
    names = [name for name, _ in new if name in {name for name, _ in filed.values()}]
    found = [f"Filed beside it: {', '.join(names)}."] if names else []
    found += [f"{name} {_LOCATION}" for name, data in new if has_location(data)]
    return tuple(found)
