"""A company with a word of its own in every field that a person can write, named after the level of the field; and in its history."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import types
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pikepdf
import yaml
from PIL import Image, PngImagePlugin
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pypdf import PdfReader

from builder.model.field import fact, level_of
from builder.model.level import Level, highest
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.register import Asset, Company, Contractor, Person, Position, Site
from builder.record_types import TYPES
from builder.render.forms.yaml_form import write_yaml
from tests.histories.repository import GitRepository
from tests.render.site.small_company import FILES

WORD = re.compile(rb"zq(public|posted|office|restricted)([0-9]{4})", re.IGNORECASE)
"""Words made of letters and digits only, so that no way of writing them down (JSON, HTML, an address) changes them."""

REGISTERS: Mapping[str, type[BaseModel]] = {
    "people": Person,
    "sites": Site,
    "positions": Position,
    "assets": Asset,
    "contractors": Contractor,
}
SET = {
    "id",
    "sha256",
    "path",
    "partner",
    "branch",
    "time_zone",
    "law",
    "language",
    "record",
    "public",
    "edition",
    "body",
    "kind",
    "answers",
    "question",
    "questions",
}
"""What has to stay as it is for the file to be read; none of it is anybody's own words."""


class Planter:
    """Makes the words and remembers where each stands.

    Attributes:
        places: By word, the file and field it was planted in.
    """

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def word(self, level: Level | str, place: str) -> str:
        """A new word of a level."""
        found = f"zq{level}{len(self.places):04d}"
        self.places[found] = place
        return found

    def plant(self, model: type[BaseModel], data: dict[str, Any], place: str, floor: Level = Level.PUBLIC) -> None:
        """Puts a word into every field that takes text, those that were left out too; a field that doesn't take it stays as it was."""
        for name, info in model.model_fields.items():
            key = info.alias or name
            level = highest(level_of(info), floor)
            for holder, inner, inner_info in _texts(data, key, info):
                before = holder.get(inner)
                is_hidden = highest(level, level_of(inner_info)) if level_of(inner_info) is Level.RESTRICTED else level
                word = self.word(is_hidden, f"{place}: {key}")
                holder[inner] = f"{before or 'Text'} {word}" if not isinstance(before, list) else [*before, word]
                if not _fits(model, data):
                    del self.places[word]
                    if before is None:
                        del holder[inner]
                    else:
                        holder[inner] = before


def _texts(data: dict[str, Any], key: str, info: FieldInfo) -> Iterator[tuple[dict[str, Any], str, FieldInfo]]:
    """The places of free text in a field: itself, or those of its parts."""
    if key in SET or fact(info, "refers"):
        return
    kinds = get_args(info.annotation) if _is_union(info.annotation) else (info.annotation,)
    if str in kinds:
        yield data, key, info
    for kind in kinds:
        part = get_args(kind)[0] if get_origin(kind) is tuple else kind
        if part is str and kind is not str and data.get(key):
            yield data, key, info
        if isinstance(part, type) and issubclass(part, BaseModel):
            value = data.get(key)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    for name, inner in part.model_fields.items():
                        yield from _texts(each, inner.alias or name, inner)


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)


def _fits(model: type[BaseModel], data: dict[str, Any]) -> bool:
    try:
        model.model_validate(data, strict=False)
    except ValidationError:
        return False
    return True


def make_company(planter: Planter) -> dict[str, str | bytes]:
    """The files of the company."""
    files = dict(FILES)
    _plant_registers(planter, files)
    _plant_records(planter, files)
    _plant_documents(planter, files)
    _plant_hidden_documents(planter, files)
    office = planter.word("office", "explained.yaml")
    flood = {"about": "PRG-07/inspection/site/shop/2026-05", "reason": f"A flood {office}", "person": "P-002"}
    files["records/explained.yaml"] = _plain([{**flood, "date": date(2026, 6, 1)}])
    files["mkdocs.yml"] = f"{files['mkdocs.yml']!s}extra: {{note: {planter.word('office', 'mkdocs.yml')}}}\n"
    files["content/how-to/own.md"] = (
        f"---\ntitle: {planter.word('office', 'office page')}\nedition: office\n---\n{planter.word('office', 'office page')}\n"
    )
    files["content/how-to/own.fr.md"] = files["content/how-to/own.md"]
    picture = picture_with(planter.word("office", "text chunk of a picture"))
    files["content/images/gate.png"] = picture
    files["content/orientation.md"] = f"{files['content/orientation.md']!s}\n![The gate](images/gate.png)\n"
    return files


def _plant_registers(planter: Planter, files: dict[str, str | bytes]) -> None:
    for path in sorted(files):
        folder = path.split("/")[1] if path.count("/") == 2 else ""
        model = Company if path == "records/company.yaml" else REGISTERS.get(folder)
        if model is None:
            continue
        data = yaml.safe_load(files[path])
        data = yaml.safe_load(_plain(data))
        is_posted = model is Person and bool(data.get("roles"))
        own = {key: data.get(key) for key in ("name", "work_phone")}
        planter.plant(model, data, path)
        if is_posted:
            # The law wants the name and number of this one on the notice board.
            data |= {key: f"{value} {planter.word('posted', path)}" for key, value in own.items()}
        files[path] = _plain(data)


def _plain(data: Any) -> str:
    """As strict YAML has it: days without quotes, everything else that looks like one with them."""
    return write_yaml(data)


def _plant_records(planter: Planter, files: dict[str, str | bytes]) -> None:
    for number, (name, model) in enumerate(sorted(TYPES.items())):
        if name in ("stub", "anchor", "pack-release"):
            continue
        id = f"{model.PREFIX}-9{number:03d}"
        scan = f"{id}-{planter.word('office', 'name of a scan')}.png"
        data = _record(model, id)
        planter.plant(model, data, name)
        picture = picture_with(planter.word("office", "text chunk of a scan"))
        caption = f"Scan {planter.word('office', 'caption')}"
        data["attachments"] = [{"path": scan, "sha256": _sha256(picture), "caption": caption, "level": "office"}]
        files[f"records/{name}/2026/{id}.yaml"] = _plain(data)
        files[f"records/{name}/2026/{scan}"] = picture
    secret = _record(TYPES["inspection"], "insp-9999")
    secret |= {"confidentiality": "restricted", "notes": planter.word("restricted", "restricted record")}
    files["records/inspection/2026/insp-9999.yaml"] = _plain(secret)


def _record(model: type[Record], id: str) -> dict[str, Any]:
    common = {"id": id, "date": date(2026, 9, 14), "site": "shop", "recorded_by": "P-003"}
    signed = [{"person": "P-003", "role": "worker", "date": date(2026, 9, 14), "method": "typed"}]
    return {**common, **yaml.safe_load(yaml.safe_dump(model.EXAMPLE)), "people": [{"person": "P-004", "role": "crew"}], "signatures": signed}  # fmt: skip


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _plant_documents(planter: Planter, files: dict[str, str | bytes]) -> None:
    for path in [path for path in sorted(files) if path.startswith("policies/") and path.endswith(".md")]:
        _, front, body = str(files[path]).split("---\n", 2)
        data = yaml.safe_load(front)
        # Nothing of a draft is for workers, its title neither.
        floor = Level.OFFICE if data["status"] == "draft" else Level.PUBLIC
        planter.plant(Policy, data, path, floor)
        files[path] = f"---\n{_plain(data)}---\n{body}\n\n{planter.word(highest(floor, Level.PUBLIC), path)} body.\n"


def _plant_hidden_documents(planter: Planter, files: dict[str, str | bytes]) -> None:
    """Documents that workers don't read: one that was withdrawn, with its scan, and a translation that is still a draft."""
    policy, translation = str(files["policies/hanging-pipe.md"]), str(files["policies/hanging-pipe.fr.md"])
    scan = picture_with(planter.word("office", "text chunk of a signed copy"))
    name = f"signed-{planter.word('office', 'name of a signed copy')}.png"
    copy = f"signed_copy: {{path: {name}, sha256: {_sha256(scan)}, level: office}}\n"
    withdrawn = policy.replace("id: SJP-03", "id: SJP-90").replace("status: approved\n", f"status: withdrawn\n{copy}")
    files["policies/old-way.md"] = f"{withdrawn}\n{planter.word('office', 'text of a withdrawn document')}\n"
    files[f"policies/{name}"] = scan
    draft = translation.replace("SJP-03-FR", "SJP-03-TL").replace("status: approved", "status: draft")
    draft = draft.replace("language: fr", "language: tl")
    files["policies/hanging-pipe.tl.md"] = f"{draft}\n{planter.word('office', 'draft of a translation')}\n"


def picture_with(word: str) -> bytes:
    """A picture that says a word in its data for machines, as cameras and scanners write them."""
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", word, zip=True)
    note.add_itxt("Comment", word)
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG", pnginfo=note)
    return data.getvalue()


def make_history(planter: Planter, folder: Path) -> GitRepository:
    """The company in a git repository whose history holds what no page may show."""
    made = GitRepository.make(folder)
    files = make_company(planter)
    names = (f"Robin {planter.word('office', 'git name')} <{planter.word('office', 'git mail')}@example.ca>",)
    words = {what: planter.word("office", what) for what in ("message", "draft text", "deleted document", "old record")}
    policy = "policies/hanging-pipe.md"
    now = str(files[policy])
    first = now.replace("version: 3", "version: 2").replace("Harness on.", "Harness on, lanyard clipped.")
    draft = now.replace("status: approved", "status: draft").replace("Gate shut.", f"Gate shut. {words['draft text']}")
    gone = str(files["policies/inspections.md"]).replace("PRG-07", "PRG-99").replace("answers:", "keywords: [x]\nx:")
    record = "records/inspection/2026/insp-0001.yaml"
    old = str(files[record]).replace("Guard missing", f"Guard missing {words['old record']}")
    steps: tuple[tuple[str, dict[str, str | bytes | None]], ...] = (
        ("2025-09-01T12:00:00-06:00", {**files, policy: first, record: old, "policies/gone.md": f"{gone}{words['deleted document']}"}),
        ("2026-07-01T12:00:00-06:00", {policy: draft, "policies/gone.md": None}),
        ("2026-08-10T12:00:00-06:00", {policy: now, record: files[record]}),
    )  # fmt: skip
    for at, changed in steps:
        made.commit(changed, at=at, by=names[0], message=f"Change {words['message']}")
    made.git("tag", "-a", "approved/SJP-03/v3", "-m", planter.word("office", "tag"), by=names[0])
    return made


def read_everything(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every byte of a site by file, names of files too; what is packed, compressed or drawn in fonts is taken apart first."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        yield name, name.encode()
        if path.is_file():
            yield from _take_apart(name, path.read_bytes())


def _take_apart(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data.startswith(b"\x1f\x8b"):
        yield from _take_apart(name.removesuffix(".gz"), gzip.decompress(data))
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield name, archive.comment
            for each in archive.namelist():
                yield f"{name}/{each}", each.encode()
                yield from _take_apart(f"{name}/{each}", archive.read(each))
    elif data.startswith(b"%PDF"):
        yield from _read_pdf(name, data)
    elif data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as picture:
            yield name, repr(picture.info).encode()
    elif not name.endswith((".woff2", ".png", ".jpg", ".ttf")):
        yield name, b"".join(data.decode("utf-16", "ignore").encode("utf-8", "ignore").split())


def _read_pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    reader = PdfReader(io.BytesIO(data))
    yield name, "\n".join(page.extract_text() for page in reader.pages).encode()
    yield name, repr((reader.metadata, reader.outline)).encode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, found in enumerate(pdf.objects):
            yield f"{name}#{number}", repr(found).encode()
            if isinstance(found, pikepdf.Stream):
                try:
                    inside = found.read_bytes()
                except pikepdf.PdfError:
                    continue
                yield from _take_apart(f"{name}#{number}.ttf", inside)
