"""`muster talk POLICY`: what changed in a document, who still has to hear it, the sheets that they sign, and the records of it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from builder.commands.files import write_all
from builder.commands.prepare import Prepared
from builder.commands.revision_texts import with_text_changes
from builder.commands.talk_filing import Told, file_talk
from builder.measure.level import at_level
from builder.measure.past.in_force import Revision, adoption_day
from builder.measure.past.text_steps import compare_passages, passages_of
from builder.measure.past.worded import earlier_texts, revision_since
from builder.measure.translation import is_translation
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.level import Level
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.model.text_change import TextChange
from builder.model.wording import counted
from builder.model.written_day import parse_day
from builder.read.git.store.objects import read_objects
from builder.render.forms.printed.making import Paper
from builder.render.starter import slug
from builder.render.talk.newest import newest_talks
from builder.render.talk.sheet import make_sheet
from builder.render.talk.talk import Group, Talk, make_talk
from builder.render.talk.text import write_news, write_talk

MOST_TEXTS = 50
"""Earlier texts that are looked through for one that reads otherwise; nobody tells a crew of a change that old."""


def talk(
    prepared: Prepared,
    name: str,
    *,
    since: str = "",
    out: Path | None = None,
    site: str | None = None,
    paper: Paper = "letter",
    told: Told | None = None,
    cache: Cache | None = None,
    say: Callable[[str], None],
) -> int:
    """Tells of the change of a document, writes a sheet for each crew that still has to hear it, and files the records of it.

    Args:
        prepared: The program.
        name: Id, path or title of the document.
        since: A version or a day to hold it against; the version before the newest change when left out.
        out: A folder for the sheets; without one none are made.
        site: Id of a site, to tell of its people only.
        paper: Size of the page.
        told: What is to be filed of a meeting; nothing when left out.
        cache: Where rendered sheets are kept.
        say: Prints a line.

    Returns:
        The exit status: 0.

    Raises:
        BuilderError: The document, the version, the site or a person isn't known, or a sheet can't be printed.
    """
    if told is not None and (prepared.root is None or prepared.commit):
        raise BuilderError("Records are filed into the files on disk.", "Leave --commit out.")
    snapshot = at_level(prepared.snapshot, Level.OFFICE)
    found = find_talk(prepared, snapshot, name, since)
    groups = choose_groups(found, snapshot, site)
    if told is not None and prepared.root is not None:
        file_talk(found, groups, told, snapshot, prepared.root, say)
    else:
        say(write_talk(found, snapshot))
    if out is not None:
        _write_sheets(out, found, groups, snapshot, paper, cache, say)
    return 0


def _write_sheets(
    out: Path,
    found: Talk,
    groups: Sequence[Group],
    snapshot: Snapshot,
    paper: Paper,
    cache: Cache | None,
    say: Callable[[str], None],
) -> None:
    if out.exists() and not out.is_dir():
        raise BuilderError(f"{out} is not a folder.", "Give --out a folder.")
    names = sheet_names(found, groups)
    files = {
        out / name: make_sheet(found, each, snapshot, paper, cache=cache)
        for name, each in zip(names, groups, strict=True)
    }
    out.mkdir(parents=True, exist_ok=True)
    write_all(files)
    say("")
    say(f"{counted(len(files), 'sheet')} to print in {out}{':' if files else '.'}")
    for path in files:
        say(f"  {path.name}")


def news(prepared: Prepared, *, say: Callable[[str], None]) -> int:
    """Says of which changes people still have to hear.

    Returns:
        The exit status: 0.

    Raises:
        BuilderError: The history can't be read.
    """
    snapshot = at_level(with_text_changes(prepared, prepared.snapshot), Level.OFFICE)
    if snapshot.history is None:
        raise BuilderError(
            f"Nobody knows what changed. {snapshot.history_note}".strip(), "Save the program once with `muster save`."
        )
    say(write_news(newest_talks(snapshot)))
    return 0


def find_talk(prepared: Prepared, snapshot: Snapshot, name: str, since: str) -> Talk:
    """The change of a document, held against an earlier version; see `talk`.

    Raises:
        BuilderError: The document or the version isn't known.
    """
    stored = find_document(snapshot, name)
    before, change, whole = _compare(prepared, stored, since)
    return make_talk(snapshot, stored, before, change, whole)


def find_document(snapshot: Snapshot, name: str) -> Stored[Policy]:
    """A document by its id, path or title; capitals don't matter.

    Raises:
        BuilderError: There is none, or it is a translation.
    """
    program = snapshot.program
    wanted = name.replace("\\", "/").removeprefix("./").casefold()
    for stored in program.policies:
        if wanted in (stored.value.id.casefold(), stored.path.casefold(), stored.value.title.casefold()):
            if is_translation(program, stored.value) and stored.value.translates:
                raise BuilderError(
                    f"{stored.value.id} is a translation.",
                    f"Write: muster talk {stored.value.translates.id}. People hear of the document that counts.",
                )
            return stored
    known = {id.casefold(): id for id in program.policy_by_id}
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"Did you mean {known[near[0]]}?" if near else "Give an id like SWP-07."
    raise BuilderError(f"There is no document {name}.", hint)


def choose_groups(found: Talk, snapshot: Snapshot, site: str | None) -> tuple[Group, ...]:
    """Those who still have to hear it, of one site or of all.

    Raises:
        BuilderError: The site isn't known.
    """
    sites = snapshot.program.sites
    if site is not None and site not in sites:
        near = difflib.get_close_matches(site, sites, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise BuilderError(f"There is no site {site}.", f"{hint}The sites are: {', '.join(sites)}.")
    return tuple(each for each in found.groups if each.waiting and site in (None, each.site))


def sheet_names(found: Talk, groups: Sequence[Group]) -> list[str]:
    """The files of the sheets: `SWP-04-version-5-shop.pdf`. Whatever a crew calls itself, its sheet stays in its folder."""
    names: list[str] = []
    for group in groups:
        parts = (found.policy.id, f"version-{found.policy.version}", slug(group.site) or "no-site", slug(group.crew))
        name = "-".join(part for part in parts if part)
        again = sum(each == name or each.startswith(f"{name}--") for each in names)
        names.append(f"{name}--{again + 1}" if again else name)
    return [f"{name}.pdf" for name in names]


def _compare(
    prepared: Prepared, stored: Stored[Policy], since: str
) -> tuple[Revision | None, TextChange | None, TextChange]:
    """The version before, what changed since, and the whole text as it stands."""
    now = passages_of(prepared.read_file(stored.path).decode("utf-8", "replace"))
    whole = compare_passages(now, now)
    history, repository = prepared.snapshot.history, prepared.repository
    file = history.files.get(stored.path) if history else None
    if history is None or file is None or repository is None:
        if since:
            raise BuilderError(
                f"There is no earlier version of {stored.value.id} to hold it against.",
                prepared.snapshot.history_note or "It was never saved. Leave --since out.",
            )
        return None, None, whole
    as_of = prepared.snapshot.as_of
    texts: Sequence[Revision] = earlier_texts(stored.blob, file, as_of)[:MOST_TEXTS]
    if since:
        wanted = read_since(since)
        chosen = revision_since(wanted, file, adoption_day(prepared.snapshot.program, history), as_of)
        if chosen is None:
            raise BuilderError(
                f"No approved version of {stored.value.id} "
                + (f"was in force on {wanted}." if isinstance(wanted, date) else f"had the number {wanted}."),
                f"`muster history {stored.value.id}` lists them.",
            )
        texts = (chosen,)
    blobs = [each.blob for each in texts]
    for before, old in zip(texts, read_objects(repository.view, blobs, "blob", lambda _: stored.path), strict=True):
        change = compare_passages(passages_of(old.decode("utf-8", "replace")), now)
        if since or not change.is_nothing:
            return before, change, whole
    return None, None, whole


def read_since(text: str) -> int | date:
    """A version, or a day, as it is written on the command line.

    Raises:
        BuilderError: It is neither.
    """
    number = text.lower().removeprefix("version").removeprefix("v").strip()
    if number.isdecimal() and len(number) < 5:
        return int(number)
    try:
        return parse_day(text)
    except ValueError:
        raise BuilderError(
            f"--since {text} is neither a version nor a day.", "Write it like 3, or 2026-03-04."
        ) from None
