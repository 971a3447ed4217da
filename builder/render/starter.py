"""The first files of a company's own program, from a handful of answers: honest about what is not known yet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from builder import __version__
from builder.model.policy import PersonLevel
from builder.render.forms.yaml_form import write_yaml
from builder.render.recipes.files import recipe_files
from builder.render.recipes.readme import write_readme
from builder.render.templates import template_folder

BRANCH = "main"
TIME_ZONE = "America/Edmonton"

LEVEL_TITLES: dict[str, str] = {
    "senior-manager": "Senior manager",
    "manager": "Manager",
    "supervisor": "Supervisor",
    "worker": "Worker",
}


@dataclass(frozen=True)
class SiteAnswer:
    """A site as the coordinator names it."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class HeadcountAnswer:
    """How many people of a level work at a site on a shift."""

    level: PersonLevel
    count: int
    site: str
    shift: str = "day"


@dataclass(frozen=True)
class Answers:
    """What `muster init` asks for. An empty answer stays an empty field, and a gap."""

    company: str
    wcb_account: str = ""
    industry_codes: tuple[str, ...] = ()
    partner: str = "acsa"
    membership: str = ""
    scheme: str = "COR"
    certificate: str = ""
    expires: date | None = None
    audit: str = "certification"
    senior_manager: str = ""
    hs_lead: str = ""
    sites: tuple[SiteAnswer, ...] = ()
    headcount: tuple[HeadcountAnswer, ...] = ()


def slug(name: str) -> str:
    """The name as an id: small letters without accents, digits and dashes; empty where it has none of them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _in_markdown(text: str) -> str:
    """The text with the signs that Markdown would take for marks escaped."""
    return re.sub(r"([\\`*_\[\]<>&|~])", r"\\\1", text)


def starter_files(answers: Answers, today: date) -> dict[str, str]:
    """Every file of the new repository by path; the same answers on the same day give the same files."""
    files = {"records/company.yaml": _company(answers, today)}
    first = answers.sites[0].id if answers.sites else "office"
    files |= _people(answers, first, today)
    files |= {f"records/sites/{site.id}.yaml": _site(site, today) for site in answers.sites}
    files |= _positions(answers)
    files["policies/health-and-safety-policy.md"] = _first_policy(answers)
    files["content/index.md"] = _home(answers)
    files["records/synonyms.yaml"] = _SYNONYMS
    files["records/explained.yaml"] = _EXPLAINED
    files["mkdocs.yml"] = _mkdocs(answers)
    files["README.md"] = write_readme(_in_markdown(answers.company))
    files[".gitignore"] = _IGNORED
    files |= recipe_files(version=__version__, branch=BRANCH, time_zone=TIME_ZONE)
    return dict(sorted(files.items()))


def _company(answers: Answers, today: date) -> str:
    certificate: dict[str, Any] = {"scheme": answers.scheme}
    if answers.certificate:
        certificate["number"] = answers.certificate
    if answers.expires:
        certificate["expires"] = answers.expires
    certificate["audit"] = answers.audit
    data: dict[str, Any] = {
        "name": answers.company,
        "address": None,
        "phone": None,
        "wcb_account": answers.wcb_account or None,
        "industry_codes": list(answers.industry_codes) or None,
        "partner": answers.partner,
        "partner_membership": answers.membership or None,
        "certificate": certificate,
        "standard": {"id": "alberta-cor", "edition": "2023"},
        "time_zone": TIME_ZONE,
        "branch": BRANCH,
        "senior_manager": "P-001" if answers.senior_manager else None,
        "hs_lead": "P-002" if answers.hs_lead else ("P-001" if answers.senior_manager else None),
        "adopted_on": today,
        "emergency_phones": [
            {"name": "Ambulance, fire, police", "phone": "911"},
            {"name": "OHS contact centre", "phone": "1-866-415-8690"},
        ],
        "headcount": [
            {"site": each.site, "shift": each.shift, "level": each.level, "count": each.count}
            for each in answers.headcount
        ],
    }
    return "# Who the company is. Leave empty what you don't know yet.\n" + _empty(write_yaml(data))


def _people(answers: Answers, site: str, today: date) -> dict[str, str]:
    files = {}
    holders = ((answers.senior_manager, "senior-manager"), (answers.hs_lead, "manager"))
    for number, (name, level) in enumerate(holders, 1):
        if not name:
            continue
        position = "senior-manager" if level == "senior-manager" else "hs-coordinator"
        text = write_yaml({"id": f"P-{number:03}", "name": name})
        text += "work_phone:\nemployment:\n"
        # The one thing that is certain: the person works here today.
        text += f"- from: {today.isoformat()}   # the first day of employment; correct it\n"
        text += f"  position: {position}\n  level: {level}\n  site: {site}\n"
        files[f"records/people/P-{number:03}.yaml"] = text
    return files


def _site(site: SiteAnswer, today: date) -> str:
    hazard = "low" if site.kind == "office" else "high"
    data = {
        "id": site.id,
        "name": site.name,
        "kind": site.kind,
        "address": None,
        "active": [{"from": today}],
        "hazard_class": hazard,
        "travel_minutes": None,
        "emergency": {"muster_point": None, "hospital": None, "ambulance_directions": None},
    }
    return (
        f"# {site.name}. Hazard class and minutes to health care decide which first aiders and kits the law asks for.\n"
        + _empty(write_yaml(data))
    )


def _positions(answers: Answers) -> dict[str, str]:
    wanted: dict[str, tuple[str, str]] = {}
    if answers.senior_manager:
        wanted["senior-manager"] = ("Senior manager", "senior-manager")
    if answers.hs_lead:
        wanted["hs-coordinator"] = ("Health and safety coordinator", "manager")
    for each in answers.headcount:
        if each.level != "senior-manager" or "senior-manager" not in wanted:
            wanted.setdefault(each.level, (LEVEL_TITLES[each.level], each.level))
    files = {}
    for id, (title, level) in sorted(wanted.items()):
        text = write_yaml({"id": id, "title": title, "level": level})
        text += "tasks:                  # what people in this position do; each task needs a hazard assessment\n"
        text += "#  - {id: overhead-pipe, title: Install overhead pipe, critical: true, procedures: [SJP-01]}\n"
        text += "required_training:      # courses, like [whmis, fall-protection]\n"
        files[f"records/positions/{id}.yaml"] = text
    return files


def _empty(text: str) -> str:
    return re.sub(r": null$", ":", text, flags=re.MULTILINE)


def _first_policy(answers: Answers) -> str:
    senior = "P-001" if answers.senior_manager else ""
    owner = " P-002" if answers.hs_lead else f" {senior}".rstrip()
    return f"""---
id: POL-01
title: Health and safety policy
kind: policy
area: leadership
version: 1
owner:{owner}
approved_by:              # the most senior manager, once signed
approved_on:
effective:
review_every: P12M
last_reviewed:
status: draft             # approved, once it is signed
language: en
answers: [ML1, ML2, ML3]
# For each required content, the heading below under which it stands:
clauses:
#  commitment: Our commitment
acknowledge: true
obligations: []
---

## Our commitment

Say in your own words what {_in_markdown(answers.company)} promises the people who work for it.

## What management does

## What supervisors do

## What workers do

## The law

Name the law you work under, and that you follow it or better it.
"""


def _home(answers: Answers) -> str:
    """The shipped home page with a sentence of the company's own, to be written on; it begins with whom to call."""
    shipped = (template_folder() / "site" / "home.md").read_text("utf-8")
    return f"{shipped}\nThis is the health and safety manual of {_in_markdown(answers.company)}.\n"


def _mkdocs(answers: Answers) -> str:
    text = write_yaml({"site_name": f"{answers.company}: safety manual"})
    return f"""# Read by `muster site` (name, address, colours and logo only) and by plain `mkdocs serve`.
{text}docs_dir: content
use_directory_urls: true
theme:
  name: material
  font: false
plugins:
  - muster
"""


_SYNONYMS = """\
# Words that mean the same in your company: whoever searches the manual for one word of a line finds the others.
# The usual ones are known already (PPE, FLHA, WHMIS; hard hat, helmet, casque). Everybody who may open the manual can read this list.
groups:
#  - [gang box, job box, tool chest]
not_here:                 # abbreviations that mean something else here, like [PSI]
"""


_EXPLAINED = """\
# Gaps of the past that nothing can fill any more, each with the reason and who gives it. They still count, and are printed with it.
# - {about: PRG-07/inspection/site/shop/2026-05, reason: Shut for the move., person: P-002, date: 2026-06-03, corrective_action: ca-0001}
[]
"""


_IGNORED = """\
# What can be made again, and papers that wait in inbox/ until `muster import inbox` has filed them.
dist/
site/
.venv/
inbox/
set-aside/
"""
