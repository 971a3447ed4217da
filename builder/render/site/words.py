"""Every word of the interface in one place, so that another language is one more table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from builder.model.coverage import Outcome, Status
from builder.model.error import BuilderError
from builder.model.finding import Severity
from builder.model.level import Level

Edition = Literal["worker", "office"]
"""For whom the site is built."""

LEVELS: Mapping[str, Level] = MappingProxyType({"worker": Level.POSTED, "office": Level.OFFICE})
"""Up to which level each edition shows values."""


def parse_edition(text: str) -> Edition:
    """The edition named on the command line or in mkdocs.yml.

    Raises:
        BuilderError: There is no such edition.
    """
    if text == "worker":
        return "worker"
    if text == "office":
        return "office"
    raise BuilderError(f"There is no edition of the site called {text}.", "Choose worker or office.")


EDITION_TITLES: Mapping[str, str] = MappingProxyType(
    {"worker": "Worker edition", "office": "Office edition – not for the notice board"}
)

STATUS: Mapping[Status, tuple[str, str, str]] = MappingProxyType(
    {
        Status.EVIDENCE: ("ok", "✔", "Evidence"),
        Status.PARTIAL: ("part", "◐", "Partial"),
        Status.MISSING: ("bad", "✖", "Missing"),
        Status.NOT_APPLICABLE: ("none", "–", "N/A"),
    }
)
"""Look, symbol and word of a question's status; never the colour alone."""

OUTCOME: Mapping[Outcome, tuple[str, str, str]] = MappingProxyType(
    {
        Outcome.MET: ("ok", "✔", "On time"),
        Outcome.LATE: ("part", "◐", "Late"),
        Outcome.EXPLAINED: ("part", "▲", "Explained"),
        Outcome.NOT_REQUIRED: ("none", "–", "Not required"),
        Outcome.HOLE: ("bad", "✖", "Missing"),
    }
)

SEVERITY: Mapping[Severity, tuple[str, str, str]] = MappingProxyType(
    {
        Severity.ERROR: ("bad", "✖", "Error"),
        Severity.GAP: ("part", "▲", "Gap"),
        Severity.NOTE: ("none", "●", "Note"),
    }
)

POLICY_STATUS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "approved": ("ok", "✔", "Approved"),
        "draft": ("part", "▲", "Draft – not in force"),
        "withdrawn": ("none", "✖", "Withdrawn – do not use"),
    }
)

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "first-aider": "First aider (basic)",
        "first-aider-intermediate": "First aider (intermediate)",
        "first-aider-advanced": "First aider (advanced)",
        "committee-worker": "Committee member for workers",
        "committee-employer": "Committee member for the employer",
        "committee-cochair-worker": "Committee co-chair for workers",
        "committee-cochair-employer": "Committee co-chair for the employer",
        "emergency-contact": "Emergency contact",
        "hs-representative": "Health and safety representative",
        "hs-lead": "Health and safety lead",
    }
)

PERSON_LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "senior-manager": "Senior manager",
        "manager": "Manager",
        "supervisor": "Supervisor",
        "worker": "Worker",
    }
)

SITE_KINDS: Mapping[str, str] = MappingProxyType({"project": "Project", "shop": "Shop", "office": "Office"})

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "site": "each site",
        "person": "each person",
        "asset": "each piece of equipment",
        "position": "each position",
        "contractor": "each contractor",
        "crew-day": "each crew, every work day",
        "incident": "each incident",
        "company": "the company",
    }
)

METHODS: Mapping[str, str] = MappingProxyType({"D": "Documentation", "I": "Interview", "O": "Observation"})

LINK_WORDS: Mapping[str, str] = MappingProxyType(
    {"raised": "Raised", "closes": "Closes", "source": "Comes from", "about": "About"}
)

SIGNATURE_METHODS: Mapping[str, str] = MappingProxyType(
    {
        "seen-on-scan": "Ink, seen on the scan",
        "electronic": "Electronic",
        "typed": "Typed (claimed only)",
    }
)

ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "PPE": "personal protective equipment",
        "FLHA": "field-level hazard assessment",
        "SDS": "safety data sheet",
        "WHMIS": "workplace hazardous materials information system",
        "HSC": "joint health and safety committee",
        "SWP": "safe work practice",
        "SJP": "safe job procedure",
        "ERP": "emergency response plan",
        "AWP": "aerial work platform",
        "LOTO": "lockout tagout",
        "RTW": "return to work",
        "PSI": "potentially serious incident",
        "TDG": "transportation of dangerous goods",
        "CSE": "confined space entry",
    }
)
"""What people type and what documents say: whoever searches for one must find the other."""


_CAPITALS = frozenset(
    {"atp", "csts", "h2s", "hsc", "ld50", "lse", "ohs", "phsm", "ppe", "psi", "sds", "tdg", "wcb", "whmis"}
)
"""Words that are written in capitals wherever they stand."""


_SPELT = MappingProxyType({"cochair": "co-chair"})
"""Words that keep the dash of their spelling, which a slug has no room for."""


def words(name: str) -> str:
    """A slug or a choice as words: `first-aid-kit` → "first aid kit", `h2s-alive` → "H2S alive"."""
    parts = name.replace("_", "-").split("-")
    return " ".join(each.upper() if each in _CAPITALS else _SPELT.get(each, each) for each in parts)


_RECORD_ID = re.compile(r"[a-z]{2,4}-\d{4,6}\b")
"""The id of a record at the beginning of a text."""


def sentence(text: str) -> str:
    """The text with its first letter large, unless it begins with the id of a record, which has none."""
    return text if _RECORD_ID.match(text) else text[:1].upper() + text[1:]


ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "about_document": "About this document",
        "action": "Action",
        "actions": "Corrective actions",
        "actions_closed": "Closed",
        "actions_none": "No corrective action is open.",
        "actions_open": "Open",
        "active": "Active",
        "address": "Address",
        "age": "Age",
        "all_numbers": "All emergency numbers",
        "ambulance": "Directions for the ambulance",
        "answers": "Questions it helps to answer",
        "applies_to": "Applies to",
        "approved_by": "Approved by",
        "approved_on": "Approved on",
        "as_adopted": "as adopted: the day is what the document says of itself",
        "as_of": "As of",
        "attachments": "Attached",
        "withheld": "Not shown",
        "attachment_differs": "The file on disk is not the one that was recorded.",
        "attachment_missing": "The file is not in the repository.",
        "audience": "For",
        "call": "Call",
        "changed": "What changed lately",
        "changed_none": "No document has changed in the last six months.",
        "by_its_own_dates": "By its own dates since",
        "changes": "Changes",
        "closed_on": "Closed on",
        "code": "Code",
        "committee": "Health and safety committee",
        "contacts": "Who to talk to",
        "content_id": "Content",
        "count": "Number",
        "coverage": "Coverage",
        "coverage_intro": "What this repository holds for each question of the standard. It proves documents and records; "
        "interviews and observation are the auditor's, so nothing here is a score.",
        "courses": "Courses",
        "crews": "Crews",
        "date": "Date",
        "demonstration": "A sample company. The people, sites and records are made up; do not call its numbers in an emergency.",
        "description": "Description",
        "details": "Details",
        "documents": "Documents",
        "documents_intro": "Every controlled document in force, by area. Anything printed is uncontrolled: check the version here.",
        "documents_of_site": "Documents that apply here",
        "done": "Done",
        "due": "What is due",
        "due_0": "Overdue",
        "due_30": "In the next 30 days",
        "due_60": "In 31 to 60 days",
        "due_90": "In 61 to 90 days",
        "due_none": "Nothing.",
        "due_on": "Due",
        "effective": "In effect from",
        "elements": "The standard",
        "elements_intro": "The questions an audit asks, and what answers them.",
        "email": "E-mail",
        "emergency": "Emergency",
        "emergency_call": "Call",
        "emergency_first": "Emergency numbers",
        "entered": "Entered in the repository",
        "entered_by": "Entered by",
        "entered_on": "Entered on",
        "evidence": "Evidence",
        "expires": "Expires",
        "file": "File",
        "filed_after": "Filed after",
        "forms": "Forms it has people fill in when something happens",
        "find": "Find",
        "findings": "Findings",
        "findings_intro": "What the checks found in the files of this repository. An error makes a file unreliable, a gap is a hole in the program, a note is worth knowing.",
        "findings_none": "The checks found nothing.",
        "first_aiders": "First aiders",
        "first_aiders_none": "No first aider is posted for this site. Ask the supervisor.",
        "fix": "What to do",
        "forms_records": "Forms and records",
        "found": "Found",
        "governed_by": "Governed by",
        "hazard_class": "Hazard class",
        "history_unexamined": "When files entered the repository was not examined",
        "home": "Home",
        "guide": "Guide",
        "hospital": "Hospital",
        "id": "Id",
        "in_force_since": "In force since",
        "is_in_force_since": "has been in force since",
        "kind": "Kind",
        "kept": "Kept",
        "latest": "Latest",
        "laws": "Legislation",
        "law": "Law",
        "linked_from": "Mentioned in",
        "links": "Connected to",
        "message": "What is wrong",
        "methods": "How it is verified",
        "minutes": "minutes",
        "missing": "Not there",
        "more": "more",
        "muster_point": "Muster point",
        "n_of_m": "Found of required",
        "name": "Name",
        "names_documents": "Documents named",
        "next_review": "Next review",
        "no_records": "No record of this kind has been filed yet.",
        "not_in_force": "No version is in force.",
        "not_in_force_that_day": "no version was in force that day",
        "notes": "Notes",
        "number_unknown": "number required unknown",
        "obligations": "Records that prove it",
        "obligations_intro": "What this document promises to record, and what was found.",
        "of": "of",
        "office": "Office",
        "often": "How often",
        "on_whose_word": "On whose word",
        "on_site": "On this site",
        "on_time": "on time",
        "open_gaps": "open gaps",
        "other_documents": "Linked documents",
        "outcome": "Outcome",
        "our_default": "Our default",
        "outdated": "Not in force",
        "owner": "Owner",
        "past_sites": "Finished sites",
        "people": "People",
        "people_intro": "Everyone employed on the day this was made, and those who left.",
        "people_left": "Left",
        "period": "For",
        "person": "Person",
        "phone": "Phone",
        "place": "Place",
        "planned_sites": "Coming sites",
        "position": "Position",
        "prime_contractor": "Prime contractor",
        "printed": "Uncontrolled when printed",
        "printed_check": "compare with the manual before use",
        "priority": "Priority",
        "promised_by": "Promised by",
        "question": "Question",
        "radio": "Radio",
        "reason": "Why",
        "record": "Record",
        "records": "Records",
        "records_intro": "What the company writes down, by type. Find the form you need, or what has been filed.",
        "register": "Register",
        "retention": "Retention schedule",
        "retention_intro": "Every kind of record: how often it is usually made, who signs it, how long it is kept and on whose word. "
        "Our default is three years and the running one. How often a record must be made here, the company's own documents say.",
        "review_overdue": "Review overdue since",
        "required_training": "Training it needs",
        "revisions": "Revision history",
        "revisions_before": "Earlier versions are not in git.",
        "role": "Role",
        "rule_pages": "What the checks look for",
        "safety_manual": "Safety manual",
        "search": "Search the manual",
        "search_words": "Search words",
        "sha256": "SHA-256",
        "signed_by": "Signed by",
        "signed_copy": "Signed copy",
        "signatures": "Signatures",
        "since": "Since",
        "site": "Site",
        "sites": "Sites",
        "sites_intro": "Muster points, first aiders and plans of every site.",
        "skip_training": "not required",
        "status": "Status",
        "supersedes": "Replaces",
        "supervisor": "Supervisor",
        "task": "Task",
        "title": "Title",
        "topic": "Topic",
        "training": "Training matrix",
        "travel": "To health care",
        "type": "Type",
        "unit": "For whom or what",
        "until": "Until",
        "version": "Version",
        "what": "What",
        "what_changed": "What changed",
        "when_it_happens": "when it happens",
        "where": "Where",
        "who": "Who",
        "withdrawn": "Withdrawn documents",
        "without_version": "A version without a number",
        "work_days": "Work days",
        "written_by": "written by",
        "year": "Year",
        "yes": "yes",
        "no": "no",
    }
)
"""Interface words by name; pages reach them as `here.w`, templates as `w.name`, in the language of the page."""
