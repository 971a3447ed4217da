"""A company of a dozen files, with a story: enough for every way in which a file reaches the repository."""

from __future__ import annotations

from builder.demo.signing import public_line


def person(id: str, name: str, rest: str = "") -> bytes:
    first, last = name.lower().split()
    return (
        f"id: {id}\nname: {name}\nemail: {first}.{last}@ridgeline.example\n{rest}"
        f'keys:\n  - {{public: "{public_line(id)}", from: 2025-08-01}}\n'
    ).encode()


def policy(id: str, title: str, approver: str, approved_on: str, version: int, body: str, extra: str = "") -> bytes:
    return (
        f"---\nid: {id}\ntitle: {title}\nkind: policy\narea: leadership\nversion: {version}\nowner: P-002\n"
        f"approved_by: {approver}\napproved_on: {approved_on}\neffective: {approved_on}\nlast_reviewed: {approved_on}\n"
        f"review_every: P12M\nstatus: approved\n{extra}---\n\n{body}\n"
    ).encode()


def tour(id: str, day: str, by: str, rest: str = "") -> bytes:
    return f"id: {id}\ndate: {day}\nrecorded_by: {by}\nmanager: P-001\ntopics: [ladders]\n{rest}".encode()


FILES: dict[str, bytes] = {
    "content/index.md": b"# Home\n",
    "mkdocs.yml": b"site_name: Ridgeline\n",
    "policies/first-aid.md": policy("PRG-17", "First aid program", "P-001", "2026-03-10", 3, "Kits in every truck."),
    "policies/health-and-safety-policy.md": policy(
        "POL-01",
        "Health and safety policy",
        "P-001",
        "2026-02-16",
        6,
        "## Commitment\n\nNobody gets hurt, on site or on the road.",
        "signed_copy: {path: signed/POL-01-v6.png, sha256: " + "0" * 64 + ", level: office}\n",
    ),
    "policies/signed/POL-01-v6.png": b"\x89PNG not really\n",
    "records/company.yaml": b"name: Ridgeline\npartner: acsa\ncertificate: {scheme: COR}\n"
    b'standard: {id: alberta-cor, edition: "2023"}\ntime_zone: America/Edmonton\n',
    "records/people/P-001.yaml": person(
        "P-001",
        "Dale Friesen",
        "employment: [{from: 2009-03-02, position: president, level: senior-manager, site: office}]\n",
    ),
    "records/people/P-002.yaml": person("P-002", "Marnie Kowalchuk"),
    "records/people/P-007.yaml": person("P-007", "Luc Bouchard"),
    "records/people/P-024.yaml": b"id: P-024\nname: Olena Shevchenko\nemployment:\n"
    b"  - {from: 2025-08-18, to: 2025-09-07, position: apprentice, level: worker, site: shop}\n"
    b"  - {from: 2025-09-08, position: apprentice, level: worker, site: northgate}\n",
    "records/sites/office.yaml": b"id: office\nname: Office\nkind: office\nhazard_class: low\n"
    b"calendar:\n  closed: [{from: 2025-12-22, to: 2026-01-02, reason: Christmas}]\n",
    "records/training/2024/trn-0001.yaml": b"id: trn-0001\ndate: 2024-05-06\nrecorded_by: P-002\nperson: P-024\n",
    "records/training/2024/trn-0002.yaml": b"id: trn-0002\ndate: 2024-06-10\nrecorded_by: P-002\nperson: P-001\n",
    "records/management-tour/2025/tour-0001.yaml": tour("tour-0001", "2025-09-09", "P-002"),
    "records/management-tour/2025/tour-0002.yaml": tour(
        "tour-0002",
        "2025-10-14",
        "P-007",
        "attachments:\n  - {path: tour-0002.png, caption: The sheet, level: office}\n",
    ),
    "records/management-tour/2025/tour-0002.png": b"\x89PNG a sheet\n",
    "records/management-tour/2026/tour-0003.yaml": tour("tour-0003", "2026-01-15", "P-007"),
    "records/incident/2026/inc-0001.yaml": b"id: inc-0001\ndate: 2026-03-03\nrecorded_by: P-007\n"
    b"links: [{to: inv-0001, as: raised}]\nclass: near-miss\n",
    "records/investigation/2026/inv-0001.yaml": b"id: inv-0001\ndate: 2026-03-17\nrecorded_by: P-007\n"
    b"incident: inc-0001\nactions: [ca-0002]\ncompleted_on: 2026-03-17\n",
    "records/corrective-action/2026/ca-0002.yaml": b"id: ca-0002\ndate: 2026-03-17\nrecorded_by: P-002\n"
    b"source: inv-0001\nowner: P-007\ndue: 2026-10-01\n",
    "records/corrective-action/2026/ca-0001.yaml": b"id: ca-0001\ndate: 2026-02-03\nrecorded_by: P-002\nowner: P-007\n"
    b"due: 2026-02-27\nclosed_on: 2026-03-05\nverified_by: P-002\n",
}

STORY = """\
adopted_on: 2025-08-01
last_day: 2026-10-31
coordinator: P-002
filers:
  P-002: [mon, wed, fri]
  P-007: [thu]
entered:
  tour-0003: 2026-06-02
files:
  POL-01:
    branch: true
    tag: true
    why: Names driving between sites.
    earlier:
      - {since: 2024-06-03, version: 4, edits: [{find: ", on site or on the road.", replace: "."}]}
      - {since: 2025-11-12, version: 5, why: Says that it is for sites., edits: [{find: ", on site or on the road.", replace: " on site."}]}
"""
