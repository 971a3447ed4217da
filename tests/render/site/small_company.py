"""A company of six people in ten files or so, with words planted in fields of every level, for the tests of the site."""

from __future__ import annotations

from datetime import date
from functools import cache

from builder.checks.run import check
from builder.measure.level import at_level, findings_at_level
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Finding
from builder.model.snapshot import Snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.site.words import LEVELS, Edition

AS_OF = date(2026, 10, 31)

PUBLIC_WORD = "zebrapublic"
POSTED_WORD = "zebraposted"
OFFICE_WORD = "zebraoffice"
RESTRICTED_WORD = "zebrarestricted"
"""Words that stand in fields of one level only; each edition may hold those of its own level and wider."""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PNG_SHA256 = "c2153f77e11087fcb078ae38527fa83bef29791e3700e30cc87fec4405a66d0f"

COMPANY = f"""
name: Tern Piping Ltd.
trade_name: Tern Piping
address: 12 {PUBLIC_WORD} Road, Red Deer AB
wcb_account: "{OFFICE_WORD}-wcb"
industry_codes: ["40400"]
partner: acsa
partner_membership: "ACSA-1"
certificate: {{scheme: COR, number: "1", issued: 2023-11-24, expires: 2026-11-24, audit: recertification}}
standard: {{id: alberta-cor, edition: "2023"}}
senior_manager: P-001
hs_lead: P-002
adopted_on: 2025-08-01
emergency_phones:
  - {{name: "Ambulance, fire, police", phone: "911"}}
  - {{name: "Poison centre", phone: "1-800-332-1414"}}
"""

SITE = """
id: {id}
name: {name}
kind: {kind}
address: {address}
client: {client}
active: [{{from: 2025-01-06}}]
hazard_class: high
travel_minutes: 12
supervisor: P-003
emergency: {{muster_point: "{muster}", hospital: Red Deer Regional, hospital_phone: "403-555-0111", ambulance_directions: Gate 2 off Edgar Drive, radio_channel: "4"}}
"""

PERSON = """
id: {id}
name: {name}
work_phone: "{phone}"
employment: [{{from: 2025-02-03, position: {position}, level: {level}, site: {site}}}]
roles: {roles}
"""


def _policy(id: str, title: str, kind: str, area: str, body: str, extra: str = "") -> str:
    return f"""---
id: {id}
title: {title}
kind: {kind}
area: {area}
version: 3
owner: P-002
approved_by: P-001
approved_on: 2026-08-03
effective: 2026-08-10
review_every: P12M
last_reviewed: 2026-08-03
status: approved
audience: [worker]
legislation: [{{law: OHS Code, section: "7"}}]
{extra}---

{body}
"""


def _person(id: str, name: str, phone: str, level: str, roles: str = "[]", position: str = "pipefitter") -> str:
    return PERSON.format(id=id, name=name, phone=phone, level=level, roles=roles, position=position, site="shop")


FILES: dict[str, str | bytes] = {
    "records/company.yaml": COMPANY,
    "records/sites/shop.yaml": SITE.format(
        id="shop",
        name="Shop",
        kind="shop",
        address=f"{POSTED_WORD} lane",
        client=OFFICE_WORD,
        muster="North gate, by the flag pole",
    ),
    "records/sites/northgate.yaml": SITE.format(
        id="northgate", name="Northgate", kind="project", address="Northgate", client="City", muster="Lot B"
    ),
    "records/people/P-001.yaml": _person("P-001", f"Dale {OFFICE_WORD}", "403-555-0101", "senior-manager"),
    "records/people/P-002.yaml": _person("P-002", f"Marnie {OFFICE_WORD}", "403-555-0102", "manager"),
    "records/people/P-003.yaml": _person(
        "P-003",
        f"Terry {POSTED_WORD}",
        "403-555-0103",
        "supervisor",
        "[{role: first-aider-intermediate, site: shop, from: 2025-02-03}]",
    ),
    "records/people/P-004.yaml": _person("P-004", "Ana Ruiz", "403-555-0104", "worker"),
    "records/positions/pipefitter.yaml": """
id: pipefitter
title: Pipefitter
level: worker
purpose: Fits pipe.
tasks: [{id: overhead, title: Hang overhead pipe, critical: true, procedures: [SJP-03]}]
required_training: [csts, fall-protection]
""",
    "records/assets/A-001.yaml": f"""
id: A-001
name: Truck 1
class: truck
serial: "{OFFICE_WORD}-vin"
site: shop
""",
    "records/contractors/C-01.yaml": f"""
id: C-01
name: {OFFICE_WORD} Crane
scope: Lifting
wcb_account: "551"
wcb_clearance: {{checked_on: 2026-09-01, expires: 2026-12-31}}
insurance_expires: 2026-11-20
approved_by: P-001
approved_on: 2026-09-01
active: [{{site: shop, from: 2026-09-01}}]
""",
    "policies/inspections.md": _policy(
        "PRG-07",
        "Inspection program",
        "program",
        "inspections",
        "## Schedule\n\nThe shop is inspected each month. See [Hanging pipe](hanging-pipe.md#before-you-start), [gone](gone.md), "
        "[the record](../records/inspection/2026/insp-0001.yaml) and [elsewhere](https://example.org/x).\n\n"
        f"- [ ] {PUBLIC_WORD} walkways\n- [ ] <script>alert(1)</script>\n\n| Area | Who |\n| --- | ---: |\n| Shop | Foreman |\n",
        "answers: [IN1, IN2]\nkeywords: [hard hat, walkaround]\nobligations:\n"
        "  - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}\n",
    ),
    "policies/hanging-pipe.md": _policy(
        "SJP-03",
        "Installing overhead pipe from a lift",
        "sjp",
        "hazard-control",
        "## Before you start\n\nWear PPE. Check the lift.\n\n1. Harness on.\n2. Gate shut.",
    ),
    "policies/emergency-response-shop.md": _policy(
        "PLN-02",
        "Emergency response, shop",
        "plan",
        "emergency",
        "## Fire\n\nSound the horn. Go to the north gate.",
        "applies_to: [shop]\n",
    ),
    "policies/health-and-safety-policy.md": _policy(
        "POL-01", "Health and safety policy", "policy", "leadership", "## Our word\n\nNobody gets hurt."
    ),
    "policies/draft.md": _policy(
        "SWP-01", "Hand tools", "swp", "hazard-control", f"## Tools\n\n{OFFICE_WORD} draft."
    ).replace("status: approved", "status: draft"),
    "records/inspection/2026/insp-0001.yaml": f"""
id: insp-0001
date: 2026-09-14
site: shop
kind: site
area: Bay 2
recorded_by: P-003
inspectors: [P-003]
items_ok: 31
items_deficient: 1
deficiencies: [{{item: "Guard missing, {OFFICE_WORD}", action: ca-0001}}]
signatures: [{{person: P-003, role: inspector, date: 2026-09-14, method: seen-on-scan, page: 1}}]
attachments: [{{path: insp-0001.png, sha256: {PNG_SHA256}, caption: Signed checklist of the shop, level: office}}]
""",
    "records/inspection/2026/insp-0001.png": PNG,
    "records/inspection/2026/insp-0777.yaml": f"""
id: insp-0777
date: 2026-10-12
site: shop
kind: site
area: Yard
recorded_by: P-003
inspectors: [P-003]
items_ok: 32
items_deficient: 0
confidentiality: restricted
notes: {RESTRICTED_WORD}
""",
    "records/corrective-action/2026/ca-0001.yaml": f"""
id: ca-0001
date: 2026-09-14
site: shop
source: insp-0001
description: Fit the guard, {OFFICE_WORD}
priority: A
owner: P-003
due: 2026-09-18
""",
    "records/training/2026/trn-0001.yaml": """
id: trn-0001
date: 2023-11-10
person: P-004
course: fall-protection
provider: ACSA
expires: 2026-11-09
""",
    "records/stub/2026/stb-0001.yaml": f"""
id: stb-0001
date: 2026-05-05
class: first-aid
month: "2026-05"
kept_at: Locked drawer
keyed_hash: "{"0" * 64}"
""",
    "content/index.md": f"""---
title: Safety manual
---
<!-- muster: board -->

<!-- muster: emergency-numbers -->

<!-- muster: emergency-sites -->

Ask before you start. {PUBLIC_WORD}

<!-- muster: find -->

<!-- muster: forms -->

## What changed lately

<!-- muster: changed -->

<!-- muster: talks -->
""",
    "content/how-to/first-record.md": f"---\ntitle: Your first record\nedition: office\n---\nOpen [Inspections](../../policies/inspections.md). {OFFICE_WORD}\n",
    "content/orientation.md": "---\ntitle: Orientation\n---\nWelcome. Read [the policy](../policies/health-and-safety-policy.md), then [what is due](due.md).\n",
    "mkdocs.yml": "site_name: Tern Piping\nsite_url: https://manual.example/\nplugins: [evil]\nhooks: [evil.py]\n",
}
FILES["policies/hanging-pipe.fr.md"] = """---
id: SJP-03-FR
title: Poser un tuyau en hauteur depuis une nacelle
kind: sjp
area: hazard-control
version: 1
owner: P-002
approved_by: P-001
approved_on: 2025-09-01
status: approved
language: fr
translates: {id: SJP-03, version: 1}
keywords: [nacelle]
---

## Avant de commencer

Portez vos EPI. Vérifiez la nacelle. Voir [la politique](health-and-safety-policy.md) et [ce texte](hanging-pipe.md).
"""
FILES["content/orientation.fr.md"] = (
    "---\ntitle: Vos premiers jours\n---\nBienvenue. Lisez [la politique](../policies/health-and-safety-policy.md), "
    "puis [la pose](../policies/hanging-pipe.md).\n"
)
# The folder of a record is the year of its date.
FILES["records/training/2023/trn-0001.yaml"] = FILES.pop("records/training/2026/trn-0001.yaml")


def source() -> MemorySource:
    """The company's files."""
    return MemorySource(FILES)


@cache
def take(edition: Edition) -> tuple[Snapshot, tuple[Finding, ...]]:
    """The snapshot and the findings as an edition gets them."""
    whole = take_snapshot(read_program(source()), read_standard("alberta-cor", "2023"), as_of=AS_OF)
    shown = at_level(whole, LEVELS[edition])
    return shown, findings_at_level(check(whole), shown)


def content() -> dict[str, str]:
    """The company's own pages by path relative to content/."""
    return {
        path.removeprefix("content/"): text
        for path, text in FILES.items()
        if path.startswith("content/") and isinstance(text, str)
    }
