"""Which site was visited by which audit."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.sites_audited import measure_sites_audited
from tests.measure.cycle.cycle_company import Files, audit
from tests.measure.small import read_text, snapshot_of

AS_OF = date(2026, 6, 30)


def words(files: Files) -> dict[str, str]:
    return {each.site: each.words for each in measure_sites_audited(snapshot_of(files, AS_OF))}


def test_active_site_that_nobody_has_seen_is_said_so() -> None:
    assert words({}) == {"yard": "not seen by any audit yet: offer it to the next auditor"}


def test_site_is_seen_once_gathering_is_over() -> None:
    done = audit("aud-0001", "2026-05-04", "maintenance", sites="[yard]", gathering_ended_on="2026-05-08")
    coming = audit("aud-0002", "2026-06-15", "maintenance", sites="[yard]", planned_from="2026-07-06")

    assert words(done) == {"yard": "last in aud-0001 (2026)"}
    assert words(coming) == {"yard": "not seen by any audit yet; on the list of aud-0002"}
    assert words({**done, **coming}) == {"yard": "last in aud-0001 (2026); on the list of aud-0002"}


def test_finished_site_needs_no_audit() -> None:
    text = read_text("records/sites/yard.yaml")
    ended = text.replace("{from: 2026-04-01}", "{from: 2026-04-01, to: 2026-06-29}")

    assert ended != text
    assert words({"records/sites/yard.yaml": ended}) == {"yard": "finished without an audit"}
