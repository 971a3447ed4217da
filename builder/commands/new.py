"""`muster new TYPE`: a commented file with the next id, in which what is not known stays empty and is found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from builder.commands.files import write_new
from builder.commands.program_folder import find_program
from builder.commands.release_facts import read_release
from builder.commands.scan import Paper, describe_version, known_people, read_code, scan_files
from builder.model.error import BuilderError
from builder.model.policy import KIND_TITLES, ElementKey
from builder.model.program import Program
from builder.model.record import Record, in_sentence
from builder.model.register import Asset, Contractor, Person, Position, Site
from builder.read.program import read_program
from builder.read.source import FolderSource, Source
from builder.record_types import TYPES
from builder.record_types.pack_release import PackRelease
from builder.render.forms.blank import blank_entry, blank_policy, blank_record, choices, next_id
from builder.render.starter import slug
from builder.render.talk.stubs import fields_of_code

ENTRIES: dict[str, tuple[type[Any], str, str]] = {
    "person": (Person, "people", "P"),
    "site": (Site, "sites", ""),
    "position": (Position, "positions", ""),
    "asset": (Asset, "assets", "A"),
    "contractor": (Contractor, "contractors", "C"),
}
PREFIX_OF_KIND = {
    "policy": "POL",
    "swp": "SWP",
    "sjp": "SJP",
    "plan": "PLN",
    "form": "FRM",
    "rule": "POL",
    "statement": "POL",
}


def new(
    type_name: str,
    title: str,
    *,
    repo: Path,
    day: date,
    site: str | None,
    by: str | None,
    kind: str | None,
    area: str | None,
    say: Callable[[str], None],
    pack: Path | None = None,
    paper: Paper | None = None,
) -> int:
    """Write the file and say where it is.

    Args:
        repo: The folder of the program.
        say: Prints a line.
        type_name: A record type, a register entry (person, site, position, asset, contractor) or `policy`.
        title: Of a document, a site or a position; the name of a person, asset or contractor.
        day: Of the record.
        site: Filled in where the type has one, like `by` and `kind`.
        by: Who recorded it.
        kind: Of the record or document.
        area: Element key of a document.
        pack: The file that is handed over, for a release of a pack: its name, kind and digest are filled in.
        paper: The signed paper, whose scan is filed beside the record.

    Raises:
        BuilderError: The type, the site or a person isn't known, a title is wanted and missing, or the pack or a scan can't be read.
    """
    root = find_program(repo)
    source = FolderSource(root)
    program = read_program(source)
    scans: dict[str, bytes] = {}
    if paper is not None and type_name not in TYPES:
        raise BuilderError("Only a record has a scan, people and signatures.", "Leave --scan and the rest out.")
    if type_name == "policy":
        path, text = _policy(
            {*program.policy_by_id, *_claimed_ids(source, program)}, title, kind or "policy", area, day
        )
    elif type_name in ENTRIES:
        path, text = _entry(program, type_name, title)
    elif type_name in TYPES:
        known = read_release(pack, program, day) if pack is not None and type_name == PackRelease.TYPE else {}
        if paper is not None:
            site, kind, known, scans = _from_paper(program, type_name, day, site, kind, paper, say)
        path, text = _record(program, type_name, day, site, by, kind, known)
    else:
        types = sorted([*TYPES, *ENTRIES, "policy"])
        raise _unknown(f"There is no type called {type_name}.", type_name, "types", types)
    write_new(root, {path: text, **scans})
    say(path if root == Path.cwd() else str(root / path))
    if scans and paper is not None and not paper.level:
        say("Look at every page of the scan, then give it a `level`; until then nobody is shown it.")
    say("Fill it in; `muster check` says what is still missing.")
    return 0


def _from_paper(
    program: Program,
    type_name: str,
    day: date,
    site: str | None,
    kind: str | None,
    paper: Paper,
    say: Callable[[str], None],
) -> tuple[str | None, str | None, dict[str, Any], dict[str, bytes]]:
    """Site and kind, the fields that the paper fills in, and the files that go beside the record."""
    model = TYPES[type_name]
    code = read_code(paper, type_name, site, kind)
    if code is not None:
        site, kind = site or code.site or None, kind or code.kind or None
        old = describe_version(code, program)
        if old:
            say(old)
    known = known_people(paper, model, program, day) | (fields_of_code(code, program) if code else {})
    id = next_id(model.PREFIX, {*program.record_by_id, *program.unreadable_ids})
    attachments, files = scan_files(paper, code, model, f"records/{type_name}/{day.year}", id, program)
    return site, kind, known | ({"attachments": attachments} if attachments else {}), files


def _record(
    program: Program,
    type_name: str,
    day: date,
    site: str | None,
    by: str | None,
    kind: str | None,
    known: Mapping[str, Any],
) -> tuple[str, str]:
    model = TYPES[type_name]
    taken = {*program.record_by_id, *program.unreadable_ids}
    id = next_id(model.PREFIX, taken)
    if site and program.sites and site not in program.sites:
        raise _unknown(f"There is no site {site}.", site, "sites", program.sites)
    known = dict(known)
    if site:
        known["site"] = site
    elif len(program.sites) == 1 and model.UNIT in ("site", "crew-day"):
        known["site"] = next(iter(program.sites))
    if by:
        known["recorded_by"] = by
    if kind:
        known |= _kind(model, kind)
    return f"records/{type_name}/{day.year}/{id}.yaml", blank_record(model, id, day, known)


def _kind(model: type[Record], kind: str) -> dict[str, str]:
    """The field that holds the kind (or class) of a record, with the kind in it."""
    name = next((name for name in ("kind", "class_") if name in model.model_fields), None)
    if name is None:
        raise BuilderError(f"{model.PLURAL} have no kinds.", "Leave --kind out.")
    kinds = choices(model.model_fields[name].annotation)
    if kind not in kinds:
        raise _unknown(f"{kind} is not a kind of {in_sentence(model.TITLE)}.", kind, "kinds", kinds)
    return {name: kind}


def _unknown(message: str, wrong: str, what: str, known: Iterable[str]) -> BuilderError:
    names = list(known)
    near = difflib.get_close_matches(wrong, names, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return BuilderError(message, f"{hint}The {what} are: {', '.join(names)}.")


def _entry(program: Program, type_name: str, title: str) -> tuple[str, str]:
    model, folder, prefix = ENTRIES[type_name]
    if not title:
        raise BuilderError(f"A {type_name} needs a name.", f'Write: muster new {type_name} "NAME".')
    taken = {*getattr(program, folder), *program.unreadable_ids}
    id = next_id(prefix, taken, 2 if prefix == "C" else 3) if prefix else _slug(title)
    return f"records/{folder}/{id}.yaml", blank_entry(model, id, {"name": title, "title": title})


def _slug(title: str) -> str:
    found = slug(title)
    if not found:
        raise BuilderError(
            f"{title!r} has no Latin letter or digit to make a file name of.",
            "Give a title with some; it can be changed in the file afterwards.",
        )
    return found


def _policy(taken: Collection[str], title: str, kind: str, area: str | None, day: date) -> tuple[str, str]:
    if not title:
        raise BuilderError(
            "A document needs a title.", 'Write: muster new policy "Inspection program" --area inspections.'
        )
    if kind not in KIND_TITLES:
        raise _unknown(f"{kind} is not a kind of document.", kind, "kinds", KIND_TITLES)
    areas = get_args(ElementKey)
    if area and area not in areas:
        raise _unknown(f"{area} is not an element.", area, "elements", areas)
    id = next_id(PREFIX_OF_KIND.get(kind, "PRG"), taken, 2)
    return f"policies/{_slug(title)}.md", blank_policy(id, title, kind, area or "leadership", day)


def _claimed_ids(source: Source, program: Program) -> Iterator[str]:
    """Ids written in documents that can't be used yet, so that a new one doesn't take them."""
    paths = [path for path in sorted(program.unreadable) if path.startswith("policies/")]
    for _, data in source.read(path for path in paths if path in program.files and program.files[path].sha256):
        yield from re.findall(r"^id:\s*[\"']?([A-Z]{2,5}-[0-9]{2,4})", data.decode("utf-8", "replace"), re.MULTILINE)
