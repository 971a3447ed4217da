"""What auditors were given and asked for, and the frame they plan with: for the office, never on a notice board."""

from __future__ import annotations

from builder.render.pdf.part import render_part
from builder.render.pdf.sections.frame import make_frame
from builder.render.pdf.sections.releases import make_releases
from builder.render.pdf.sections.section import styles
from tests.render.pdf.sections.company import Files, small_company, view_of

DIGEST = "6a" * 32


def company() -> Files:
    common = "date: 2026-10-06\nrecorded_by: P-002\naudit: aud-0002\n"
    return small_company() | {
        "records/audit/2026/aud-0002.yaml": (
            "id: aud-0002\ndate: 2026-10-06\nrecorded_by: P-002\nkind: recertification\nauditor: aur-0001\n"
        ),
        "records/auditor/2026/aur-0001.yaml": "id: aur-0001\ndate: 2026-07-20\nrecorded_by: P-002\nauditor_name: Priya Nair\n",
        "records/pack-release/2026/rel-0001.yaml": (
            f"id: rel-0001\n{common}kind: scope\nauditor: aur-0001\npack: 2026-09-30-aa-auditor-scope\nsha256: {DIGEST}\n"
            "handed_by: P-002\nhow: e-mail\n"
        ),
        "records/pack-release/2026/rel-0002.yaml": (
            f"id: rel-0002\n{common.replace('10-06', '10-19')}kind: documents\nauditor: aur-0001\nwith_it: [The manual]\n"
            "handed_by: P-002\nhow: e-mail\n"
        ),
        "records/audit-request/2026/arq-0001.yaml": (
            f"id: arq-0001\n{common.replace('10-06', '10-20')}text: The drills of the year.\ndue: 2026-11-02\n"
        ),
    }


def test_the_log_says_what_went_to_whom_and_on_which_day_of_gathering() -> None:
    section = make_releases(view_of(company()))
    assert section is not None
    for words in (
        "Priya Nair",
        DIGEST,
        "starts nothing",
        "day 1",
        "The manual",
        "2026-12-02",
        "The drills of the year.",
    ):
        assert words in section.html


def test_without_releases_and_requests_and_on_a_notice_board_there_is_no_log() -> None:
    assert make_releases(view_of(small_company())) is None
    assert make_releases(view_of(company(), profile="public")) is None


def test_the_frame_counts_each_register_and_leads_to_it() -> None:
    view = view_of(small_company())
    section = make_frame(view)
    assert section is not None
    assert '<a href="xref:register-inspection">Inspections</a>' in section.html
    assert "shop 5" in section.html
    assert make_frame(view_of(small_company(), profile="public")) is None


def test_both_can_be_printed() -> None:
    for section in (make_releases(view_of(company())), make_frame(view_of(company()))):
        assert section is not None
        assert render_part(section.html, css=styles(), key=section.key).pages == 1
