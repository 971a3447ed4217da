"""`muster site`: the manual as a folder of web pages, or on this machine while one writes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from builder.checks.run import check
from builder.commands.prepare import Prepared
from builder.commands.revision_texts import with_differences
from builder.measure.level import at_level, findings_at_level
from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.snapshot import Snapshot
from builder.render.site.build import build_site
from builder.render.site.serve import serve_site
from builder.render.site.words import LEVELS, Edition, parse_edition


def site(
    prepared: Prepared,
    *,
    out: Path,
    edition: str,
    again: Callable[[], AbstractContextManager[Prepared]] | None = None,
    templates: Path | None = None,
    say: Callable[[str], None],
) -> int:
    """Builds the site of an edition, or shows it until interrupted.

    Args:
        prepared: The program.
        out: The folder for the site; not used while serving.
        edition: worker or office.
        again: Reads everything again. When given, the site is shown on this machine and follows changes, instead of being built.
        templates: A folder whose templates win over ours.
        say: Prints a line.

    Returns:
        The exit status: 0. Findings don't stop a site; it shows them.

    Raises:
        BuilderError: It can't be built.
    """
    chosen = parse_edition(edition)
    if again is not None:
        if prepared.root is None or prepared.commit:
            raise BuilderError(
                "Only the files on disk can be served, because nothing else changes.", "Leave --commit out."
            )
        read_again = again

        def renew() -> tuple[Snapshot, tuple[Finding, ...]]:
            with read_again() as newest:
                return _for_edition(newest, chosen)

        serve_site(renew, chosen, source=prepared.source, repository=prepared.root, templates=templates, say=say)
        return 0
    snapshot, findings = _for_edition(prepared, chosen)
    built = build_site(snapshot, findings, chosen, source=prepared.source, out=out, templates=templates, say=say)
    say(f"{built.pages} pages, {chosen} edition, in {built.out}.")
    return 0


def _for_edition(prepared: Prepared, edition: Edition) -> tuple[Snapshot, tuple[Finding, ...]]:
    """The snapshot and the findings as far as the edition may show them: nothing above its level reaches a renderer."""
    whole = with_differences(prepared) if edition == "office" else prepared.snapshot
    snapshot = at_level(whole, LEVELS[edition])
    findings = check(prepared.snapshot) if edition == "office" else ()
    return snapshot, findings_at_level(findings, snapshot)
