"""`muster site`: the manual as a folder of web pages, or on this machine while one writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from builder.checks.run import check
from builder.commands.collecting import set_aside, without_collecting
from builder.commands.files import write_all
from builder.commands.prepare import Prepared
from builder.commands.revision_texts import with_differences, with_text_changes
from builder.measure.level import at_level, findings_at_level
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.level import Level
from builder.model.progress import Progress
from builder.model.snapshot import Snapshot
from builder.model.text_change import TextChanges
from builder.render.site.building.build import build_site, read_company
from builder.render.site.building.serve import serve_site
from builder.render.site.editing.editing import Editing, parse_editing
from builder.render.site.offline.usb import START, make_usb
from builder.render.site.pages import with_slash
from builder.render.site.words import LEVELS, Edition, parse_edition


@dataclass(frozen=True)
class Printing:
    """How PDFs are made.

    Attributes:
        cache: For rendered papers.
        workers: Processes that render.
        progress: Told of every paper.
    """

    cache: Cache
    workers: int = 1
    progress: Progress | None = None


def site(
    prepared: Prepared,
    *,
    out: Path,
    usb: Path | None = None,
    edition: str,
    again: Callable[[], AbstractContextManager[Prepared]] | None = None,
    templates: Path | None = None,
    printing: Printing | None = None,
    edit_on: str | None = None,
    say: Callable[[str], None],
) -> int:
    """Builds the site of an edition, or shows it until interrupted.

    Args:
        prepared: The program.
        out: The folder for the site; not used while serving.
        usb: A ZIP file for a stick, written besides.
        edition: worker or office.
        again: Reads everything again. When given, the site is shown on this machine and follows changes, instead of being built.
        templates: A folder whose templates win over ours.
        printing: How the PDFs are made that stand beside the pages; without it there are none, and while serving there never are.
        edit_on: The forge on which the office edition is edited in the browser, like github:OWNER/REPO; without it there is no editor.
        say: Prints a line.

    Returns:
        The exit status: 0. Findings don't stop a site; it shows them.

    Raises:
        BuilderError: It can't be built.
    """
    chosen = parse_edition(edition)
    if usb is not None:
        _check_usb(usb, chosen, is_serving=again is not None)
    editing = _editing(prepared, edit_on, chosen, is_serving=again is not None)
    if again is not None:
        return _serve(prepared, again, chosen, templates, say)
    snapshot, findings = for_edition(prepared, chosen)
    papers = _print(prepared, snapshot, printing, say) if printing else {}
    with set_aside():
        built = build_site(
            snapshot,
            findings,
            chosen,
            source=prepared.source,
            out=out,
            templates=templates,
            papers=papers,
            editing=editing,
            say=say,
        )
    say(f"{built.pages} pages, {chosen} edition, in {built.out}.")
    if faults := len({fault.place.path for fault in prepared.snapshot.program.faults}):
        say(
            f"{faults} {'file has' if faults == 1 else 'files have'} mistakes, and what is wrong is not on the pages: `muster check` names it."
        )
    if usb is not None:
        write_all({usb: make_usb(built.out, snapshot.as_of, built.languages)})
        say(f"The same for a stick: {usb}. Whoever gets it unpacks it and opens {START}.")
    return 0


def _serve(
    prepared: Prepared,
    again: Callable[[], AbstractContextManager[Prepared]],
    edition: Edition,
    templates: Path | None,
    say: Callable[[str], None],
) -> int:
    if prepared.root is None or prepared.commit:
        raise BuilderError("Only the files on disk can be served, because nothing else changes.", "Leave --commit out.")
    known: TextChanges = {}

    def renew() -> tuple[Snapshot, tuple[Finding, ...]]:
        nonlocal known
        with again() as newest:
            snapshot, findings = for_edition(newest, edition, known)
        # What two approved versions say never changes, and reading them is what costs time.
        known = snapshot.text_changes
        return snapshot, findings

    serve_site(renew, edition, source=prepared.source, repository=prepared.root, templates=templates, say=say)
    return 0


def _editing(prepared: Prepared, edit_on: str | None, edition: Edition, *, is_serving: bool) -> Editing | None:
    """Where the editor of the site sends what is changed; made sure of before the build."""
    if edit_on is None:
        return None
    if edition != "office" or is_serving:
        raise BuilderError(
            "Only a finished office edition can be edited on a forge: the editor's forms hold what workers' pages may not show.",
            "Give --edition office and leave --serve out; to edit the files on this computer there is `muster edit`.",
        )
    company = prepared.snapshot.program.company
    return parse_editing(edit_on, company.value.branch if company else "main")


def _check_usb(usb: Path, edition: Edition, *, is_serving: bool) -> None:
    """Makes sure before the build that the ZIP file can be written, and that it may be."""
    if edition != "worker" or is_serving:
        raise BuilderError(
            "Only a finished worker edition goes on a stick: whoever finds the stick can read all that is on it.",
            "Leave --edition office and --serve out.",
        )
    if usb.suffix.lower() != ".zip" or usb.is_dir() or not usb.absolute().parent.is_dir():
        raise BuilderError(
            f"{usb} can't be written as a ZIP file.",
            "Give --usb a file name that ends in .zip, in a folder that is there.",
        )


def _print(
    prepared: Prepared, snapshot: Snapshot, printing: Printing, say: Callable[[str], None]
) -> Mapping[str, bytes]:
    """The papers of the site, by their path in it; a line says so where they have no code to scan."""
    # Imported late: what lays out pages takes half a second to load.
    from builder.render.forms.printed.making import make_form_papers
    from builder.render.site.documents.papers import PaperShop, make_papers
    from builder.render.talk.sheet import make_talk_papers

    address = read_company(prepared.source).looks.site_url
    if not address:
        say("Nothing that is printed has a code to scan: mkdocs.yml has no site_url that says where the manual stands.")
    shop = PaperShop(prepared.read_file, printing.cache, printing.workers, printing.progress)
    # Whoever holds a form in hand may be anybody, in whichever edition it was found.
    forms = make_form_papers(
        at_level(snapshot, Level.POSTED), cache=printing.cache, workers=printing.workers, progress=printing.progress
    )
    # On the sheets for talks stand records that led to a change, and who waits to hear of it decides which there are.
    if snapshot.level is Level.OFFICE:
        forms |= make_talk_papers(snapshot, cache=printing.cache, workers=printing.workers, progress=printing.progress)
    return {**make_papers(snapshot, shop, with_slash(address)), **forms}


@without_collecting()
def for_edition(
    prepared: Prepared, edition: Edition, known: TextChanges = MappingProxyType({})
) -> tuple[Snapshot, tuple[Finding, ...]]:
    """The snapshot and the findings as far as the edition may show them: nothing above its level reaches a renderer.

    `known` are changes of texts that were found before, so that they aren't read again.
    """
    whole = with_differences(prepared) if edition == "office" else prepared.snapshot
    snapshot = at_level(with_text_changes(prepared, whole, known), LEVELS[edition])
    findings = check(prepared.snapshot) if edition == "office" else ()
    return snapshot, findings_at_level(findings, snapshot)
