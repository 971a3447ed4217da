"""Expected records by site and month."""

from __future__ import annotations

from datetime import date

from builder.measure.promises.heat import measure_by_month
from tests.measure.small import inspection, policy, read_text, snapshot_of


def test_each_record_stands_at_its_site_in_the_month_in_which_its_period_ends() -> None:
    heat = measure_by_month(snapshot_of({"records/inspection/2026/insp-0002.yaml": None}), question="IN2")

    assert (heat.sites, heat.months) == (("yard",), ((2026, 4), (2026, 5)))
    april, may = heat.cells["yard", (2026, 4)], heat.cells["yard", (2026, 5)]
    assert (april.found, len(april.expected), april.missing) == (1, 1, ())
    assert (may.found, [each.id for each in may.missing]) == (0, ["PRG-07/inspection/site/yard/2026-05"])


def test_record_of_a_period_that_still_runs_stands_in_the_month_of_the_day() -> None:
    document = policy("record: inspection, kind: management, every: P3M, per: site")
    done = inspection("insp-0003", "2026-05-05", kind="management")
    files: dict[str, str | None] = {"policies/p.md": document, "records/inspection/2026/insp-0003.yaml": done}

    assert measure_by_month(snapshot_of(files, date(2026, 5, 20)), document="PRG-20").months == ((2026, 5),)


def test_choice_by_document_and_by_type() -> None:
    snapshot = snapshot_of({"policies/p.md": policy("record: hsc-meeting, every: P1M, per: company")})

    assert measure_by_month(snapshot, document="PRG-20").sites == ("",)
    assert measure_by_month(snapshot, record_types=("inspection",)).sites == ("yard",)
    assert measure_by_month(snapshot, document="PRG-20", record_types=("inspection",)).cells == {}


def test_what_is_not_required_stands_nowhere() -> None:
    site = read_text("records/sites/yard.yaml").replace("from: 2026-04-01}]\n", "from: 2026-04-17}]\n", 1)
    files: dict[str, str | None] = {
        "records/sites/yard.yaml": site,
        "records/inspection/2026/insp-0001.yaml": None,
    }

    assert measure_by_month(snapshot_of(files), question="IN2").months == ((2026, 5),)
