"""What the browser's editor asks for, answered from the folder of the program: its lists, its entries, and what it saves.

The questions are those of Decap CMS to its proxy backend. Source: decap-server 3.11.3, src/middlewares/localFs/index.ts.
"""

from __future__ import annotations

import base64
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from builder.commands.editing.attachments import base_name
from builder.commands.editing.folder import digest, list_files, read_file
from builder.commands.editing.kinds import find_kind, is_plain_path
from builder.commands.editing.saving import Form, Saved, add_file, change_file, files_named, read_form
from builder.model.error import BuilderError

_MOST_MEDIA = 40_000_000
"""Bytes of pictures sent to the browser in one answer: those of the entry it shows, not of a whole year."""

_MOST_FORMS = 50
"""Files remembered as forms were made from them; each has at most a million bytes."""

_RECENT = 8
"""Entries whose pictures are sent along; a person has few open at once."""


class Desk:
    """The editor's other half: one folder, one writer at a time.

    Attributes:
        root: The folder of the program.
        changed: Called after something was written.
    """

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        self.root = root
        self.changed = changed
        self._lock = threading.Lock()
        self._given_out: dict[str, str] = {}
        self._forms: OrderedDict[str, bytes] = OrderedDict()
        self._recent: list[str] = []
        self._renamed: dict[tuple[str, str], tuple[str, str]] = {}
        self._answers: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
            "info": self._info,
            "entriesByFolder": self._by_folder,
            "entriesByFiles": self._by_files,
            "getEntry": self._entry,
            "persistEntry": self._persist,
            "getMedia": self._media,
            "getMediaFile": self._media_file,
            "persistMedia": self._persist_media,
            "deleteFile": self._delete,
            "deleteFiles": self._delete,
            "getDeployPreview": lambda _: None,
            "unpublishedEntries": lambda _: [],
        }

    def answer(self, question: Any) -> Any:
        """The answer to a question, as plain data.

        Raises:
            BuilderError: It is refused; the message is for the person at the form.
        """
        action = question.get("action") if isinstance(question, dict) else None
        find = self._answers.get(action) if isinstance(action, str) else None
        if find is None:
            raise BuilderError("The editor asked for something that this program doesn't do.", "")
        params = question.get("params", {})
        return find(params if isinstance(params, dict) else {})

    def _info(self, _: Mapping[str, Any]) -> dict[str, Any]:
        return {"repo": self.root.name, "publish_modes": ["simple"], "type": "muster"}

    def _by_folder(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        folder, ending, depth = _text(params, "folder").strip("/"), _text(params, "extension"), params.get("depth", 1)
        paths = list_files(self.root, folder, ending, depth if isinstance(depth, int) else 1)
        return [self._read(path) for path in paths if find_kind(path) is not None]

    def _by_files(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        files = params.get("files")
        wanted = [each for each in files if isinstance(each, dict)] if isinstance(files, list) else []
        return [self._read(_text(each, "path"), each.get("label")) for each in wanted[:1000]]

    def _entry(self, params: Mapping[str, Any]) -> dict[str, Any]:
        path = _text(params, "path")
        found = self._read(path)
        if found["data"] is not None:
            self._given_out[path] = self._keep_form(read_file(self.root, path) or b"")
            self._recent = [path, *(each for each in self._recent if each != path)][:_RECENT]
        return found

    def _read(self, path: str, label: object = None) -> dict[str, Any]:
        """An entry as Decap wants it; what isn't there, or can't be an entry, has no data."""
        data = read_file(self.root, path) if find_kind(path) is not None else None
        text = None if data is None else data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        id = None if data is None else digest(data)
        return {"data": text, "file": {"path": path, "label": label, "id": id}}

    def _persist(self, params: Mapping[str, Any]) -> dict[str, Any]:
        form = read_form(params)
        with self._lock:
            base = self._given_out.get(form.asked) if form.base is None else form.base
            on_disk = read_file(self.root, form.asked) if find_kind(form.asked) is not None else None
            if on_disk is None and base:
                raise BuilderError(
                    f"{form.asked} isn't there any more: somebody moved or deleted it while the form was open.",
                    "Copy what you typed, and look in the folder. Nothing was written.",
                )
            if on_disk is None or not base:
                saved = add_file(self.root, form)
            else:
                made_from = on_disk if digest(on_disk) == base else self._forms.get(base)
                saved = change_file(self.root, form, on_disk, made_from, self._names_of(form))
            self._remember(form, saved)
        self.changed()
        return {"message": "entry persisted", "saved": saved.as_plain()}

    def _names_of(self, form: Form) -> dict[str, tuple[str, str]]:
        """What files of the form were called when they were filed earlier, with their digests: the form still has the old names."""
        return {name: filed for (path, name), filed in self._renamed.items() if path == form.asked}

    def _remember(self, form: Form, saved: Saved) -> None:
        self._given_out[saved.path] = self._keep_form(saved.form)
        for name, filed in saved.filed.items():
            self._renamed[form.asked, name] = filed
            self._renamed[saved.path, name] = filed

    def _keep_form(self, data: bytes) -> str:
        """Remembers a file as a form was made from it, so that a change on disk meanwhile can be told from one in the form."""
        self._forms[digest(data)] = data
        self._forms.move_to_end(digest(data))
        while len(self._forms) > _MOST_FORMS:
            self._forms.popitem(last=False)
        return digest(data)

    def _media(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        folder = _text(params, "mediaFolder").strip("/")
        found = []
        room = _MOST_MEDIA
        for path in self._media_paths(folder):
            size = (self.root / path).stat().st_size
            if size <= room:
                room -= size
                found.append(self._as_media(path))
        return found

    def _media_paths(self, folder: str) -> list[str]:
        """The files of a folder that a form may show: all pictures of pages; of evidence only what the entries just opened name."""
        paths = [path for path in list_files(self.root, folder, "", 1) if find_kind(path) is None]
        if folder.startswith("content"):
            return paths
        named = {
            name
            for entry in self._recent
            if entry.startswith(f"{folder}/") and (data := read_file(self.root, entry)) is not None
            for name in files_named(data, entry)
        }
        return [path for path in paths if base_name(path) in named]

    def _media_file(self, params: Mapping[str, Any]) -> dict[str, Any]:
        path = _text(params, "path")
        if not is_plain_path(path) or read_file(self.root, path) is None:
            raise BuilderError(f"There is no file {path}.", "")
        return self._as_media(path)

    def _as_media(self, path: str) -> dict[str, Any]:
        data = read_file(self.root, path) or b""
        content = base64.b64encode(data).decode("ascii")
        return {
            "id": digest(data),
            "content": content,
            "encoding": "base64",
            "path": path,
            "name": base_name(path),
        }

    def _persist_media(self, _: Mapping[str, Any]) -> Any:
        raise BuilderError(
            "A file is filed with the record or document that it belongs to.",
            "Open the record, and add it there; it then gets its name and the digest that proves it.",
        )

    def _delete(self, _: Mapping[str, Any]) -> Any:
        raise BuilderError(
            "The editor deletes nothing, because an auditor may ask for it.",
            "A document is withdrawn by its status; what was filed by mistake is taken out of the folder by hand, and stays in the history.",
        )


def _text(params: Mapping[str, Any], name: str) -> str:
    value = params.get(name)
    return value if isinstance(value, str) else ""
