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
        "all_sites": "All sites",
        "all_numbers": "All emergency numbers",
        "ambulance": "Directions for the ambulance",
        "answers": "Questions it helps to answer",
        "applies_to": "Applies to",
        "approved": "Approved",
        "approved_by": "Approved by",
        "approved_by_lower": "by",
        "approved_on": "Approved on",
        "approved_on_lower": "on",
        "as_adopted": "as adopted: the day is what the document says of itself",
        "as_of": "As of",
        "as_of_lower": "as of",
        "asset_gone": "No longer in service. Do not use it.",
        "asset_good": "No maintenance is past its day. Next: {what}, by {day}.",
        "asset_out": "Taken out of service on {day}. Do not use it.",
        "asset_overdue": "{what} was due by {day}. Ask your supervisor before you use it.",
        "asset_soon": "{what} is due by {day}.",
        "asset_tag": "What had been filed by {day}. The tag on the equipment and your own check before use come first.",
        "asset_unknown": "When its next maintenance is due is not written down.",
        "attachments": "Attached",
        "changed_before": "Before that, in the last six months",
        "changed_month_none": "No document has changed since",
        "changed_see": "See what changed",
        "changed_since": "Changed since",
        "class": "Class",
        "due_when": "What is due when",
        "earlier_ones": "Earlier ones",
        "equipment_intro": "Each piece with how it stands: past its day, due within {days} days, or in date. Tap a name for what was done and what comes next.",
        "equipment_none": "No equipment is registered.",
        "form_all": "All forms and records",
        "form_event": "When something happens",
        "form_print": "Print",
        "forms_for_it": "Forms for it",
        "forms_here": "Forms used here",
        "last_done": "Last done",
        "last_entry": "Last checked or serviced",
        "latest_inspections": "Last inspections",
        "latest_maintenance": "Last maintenance",
        "my_site": "My site",
        "my_site_choose": "Choose your site",
        "my_site_kept": "Kept on this phone only.",
        "n_areas.one": "{} area",
        "n_areas.other": "{} areas",
        "n_documents.one": "{} document",
        "n_documents.other": "{} documents",
        "new_for_you": "New",
        "next_due": "Next due",
        "none_yet": "none yet",
        "phone_again": "Try again",
        "phone_app": "Safety manual",
        "phone_changed": "What arrived was not what the manual lists. Either a new one is being published right now, or something on the way changes its pages. Try again in a few minutes; if it stays so, tell the office.",
        "phone_current": "It is the newest.",
        "phone_forbidden": "The server that holds the manual does not let phones keep it. Tell the office.",
        "phone_full": "There is not enough room on this phone: the manual needs {bytes}. Make room, then try again; what was saved before is still there.",
        "phone_halted": "Saving stopped at {done} of {total} files. What is here is kept.",
        "phone_how_age": "A page out of the copy says so at its top, with the day of the manual and when this phone last compared it with the manual online. Where there is a signal you always get the page as it is now.",
        "phone_how_home": "To put it on the home screen: on Android, in the browser's menu, choose Add to home screen or Install; on an iPhone, tap Share, then Add to Home Screen.",
        "phone_how_kept": "Once you have opened the manual on this phone, the home page and the emergency page stay on it, with or without saving. Saving keeps the rest: documents, sites, registers and the search. PDFs and forms to print need a signal.",
        "phone_how_newer": "When the manual is published anew, the copy is brought up to date as soon as you open the manual with a signal. Until the new copy is complete the earlier one stays, so you never read half of each.",
        "phone_how_private": "Nothing is sent anywhere: no name, no sign-in, no count of what you read.",
        "phone_insecure": "The manual can be saved only from an address that begins with https.",
        "phone_install": "Put it on the home screen",
        "phone_intro": "Save the manual once where the signal is good. After that it opens anywhere, in airplane mode too, with its search.",
        "phone_login": "The server asks for a sign-in. Open the manual again, sign in, then save it.",
        "phone_lost": "The connection was lost at {done} of {total} files. What is here is kept, and saving goes on by itself when there is a signal.",
        "phone_missing": "The page you asked for is not on this phone, and there is no connection right now.",
        "phone_more": "How it works",
        "phone_newer": "A newer manual, of {day}, is online.",
        "phone_old": "This browser cannot save the manual. Chrome, Firefox and Safari can, in their present versions.",
        "phone_refused": "This browser does not let the manual keep files here. A private window does that; open the manual in an ordinary one.",
        "phone_remove": "Remove",
        "phone_removed": "The manual was removed from this phone. The home page and the emergency page stay.",
        "phone_save": "Save the manual on this phone",
        "phone_saved": "The manual of {day} is saved on this phone ({bytes}).",
        "phone_script": "Saving needs scripts, and they are switched off in this browser.",
        "phone_server": "The server has a problem and sent no page. Try again later; what was saved before is still there.",
        "phone_size": "The manual of {day}: about {sent} to download, {bytes} on the phone.",
        "phone_stop": "Stop",
        "phone_title": "The manual on this phone",
        "phone_update": "Bring the copy up to date",
        "phone_working": "Saving: {done} of {total} files",
        "rhythm_day": "Each day",
        "rhythm_month": "Each month",
        "rhythm_quarter": "Each quarter",
        "rhythm_week": "Each week",
        "saved_age": "Last compared with the manual online {age}.",
        "saved_copy": "Saved copy of {day}.",
        "saved_label": "About this copy",
        "saved_newer": "A newer copy is now on this phone.",
        "saved_old": "It may be out of date: ask your supervisor before you rely on it.",
        "saved_reload": "Load the newest",
        "since_looked": "new since you last looked",
        "standing_gone": "No longer in service",
        "standing_good": "In date",
        "standing_out": "Out of service",
        "standing_overdue": "Past its day",
        "standing_soon": "Due soon",
        "standing_unknown": "No day known",
        "stick_banner": "Copy on a stick, of {day}.",
        "stick_open": "Open the manual",
        "stick_start": "This folder holds the safety manual as it was on {day}. It opens in any browser and needs no connection, and it does not change when the manual does: compare the day before you rely on it.",
        "sticker": "Sticker",
        "sticker_scan": "Scan before use: last checks, and what is due.",
        "sticker_what": "The code of the sticker on the equipment leads to this page.",
        "talk_changed": "Tell the crew what changed",
        "talk_lately": "Talked about in the last four weeks",
        "talk_others": "Other topics",
        "talk_season": "Fits the season",
        "talk_year_ago": "Talked about at this time a year ago",
        "talks": "Toolbox talks",
        "talks_all": "All toolbox talks",
        "talks_intro": "Topics for the coming weeks: what changed in the documents, what fits the season, and what the crews talked about. Before you choose, look at what your site has heard lately.",
        "talks_near": "Topics for the next toolbox talk",
        "tile_documents": "All documents",
        "tile_emergency": "Emergency",
        "tile_emergency_meta": "Plans, first aiders, committee",
        "tile_forms": "Forms and records",
        "tile_forms_meta": "What to fill in, what was filed",
        "tile_job": "My job",
        "tile_job_meta": "Tasks and their procedures",
        "tile_sites": "Sites",
        "tile_sites_meta": "Muster points and plans",
        "tile_talks": "Toolbox talks",
        "tile_talks_meta": "Topics for your next meeting",
        "withheld": "Not shown",
        "concerned": "Whom it concerns",
        "attachment_differs": "The file on disk is not the one that was recorded.",
        "attachment_missing": "The file is not in the repository.",
        "audience": "For",
        "behind.one": "1 version behind",
        "behind.other": "{} versions behind",
        "behind_none": "Up to date",
        "blankets.one": "{} blanket",
        "blankets.other": "{} blankets",
        "breadcrumb": "Where this page is",
        "call": "Call",
        "change_added": "Added: “{new}”.",
        "change_added_label": "added:",
        "change_against": "Held against version {version}, which counted from {day}.",
        "change_against_none": "Held against the version before it.",
        "change_became": "“{old}” became “{new}”.",
        "change_first": "This document is new.",
        "change_intro": "The approved versions of this document, each held against the one before it, the newest first.",
        "change_legend_added": "What was added is marked like this.",
        "change_legend_removed": "What was taken out is struck like this.",
        "change_more.one": "1 more change",
        "change_more.other": "{} more changes",
        "change_new_part": "New part: “{new}”.",
        "change_none": "Not a word of the text changed.",
        "change_removed": "Taken out: “{old}”.",
        "change_removed_label": "removed:",
        "change_rewritten": "Rewritten: “{new}”.",
        "change_same.one": "1 passage stayed as it was",
        "change_same.other": "{} passages stayed as they were",
        "changed": "What changed lately",
        "changed_none": "No document has changed in the last six months.",
        "by_its_own_dates": "By its own dates since",
        "changes": "Changes",
        "closed_on": "Closed on",
        "code": "Code",
        "code_leads_to": "The current version",
        "commit": "commit",
        "committee": "Health and safety committee",
        "contacts": "Who to talk to",
        "content_id": "Content",
        "contractors": "Contractors",
        "count": "Number",
        "coverage": "Coverage",
        "coverage_intro": "What this repository holds for each question of the standard. It proves documents and records; "
        "interviews and observation are the auditor's, so nothing here is a score.",
        "courses": "Courses",
        "courses_for_it": "Courses for it",
        "crews": "Crews",
        "critical": "Critical",
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
        "effective_lower": "in effect from",
        "elements": "The standard",
        "elements_intro": "The questions an audit asks, and what answers them.",
        "email": "E-mail",
        "emergency": "Emergency",
        "emergency_call": "Call",
        "emergency_first": "Emergency numbers",
        "emergency_plan": "Emergency plan",
        "entered": "Entered in the repository",
        "entered_by": "Entered by",
        "entered_on": "Entered on",
        "equipment": "Equipment",
        "equipment_here": "Equipment here",
        "evidence": "Evidence",
        "everybody": "Everybody",
        "expires": "Expires",
        "explained": "explained",
        "file": "File",
        "filed_after": "Filed after",
        "filed.one": "{} filed, on {day}.",
        "filed.other": "{} filed, the latest on {day}.",
        "filed_none": "None filed yet.",
        "forms": "Forms it has people fill in when something happens",
        "find": "Find",
        "findings": "Findings",
        "findings_intro": "What the checks found in the files of this repository. An error makes a file unreliable, a gap is a hole in the program, a note is worth knowing.",
        "findings_none": "The checks found nothing.",
        "first_aid_gear": "First aid gear",
        "first_aiders": "First aiders",
        "first_aiders_none": "No first aider is posted for this site. Ask the supervisor.",
        "first_aid_place": "first aid area or room",
        "fix": "What to do",
        "forms_records": "Forms and records",
        "found": "Found",
        "governed_by": "Governed by",
        "hazard_class": "Hazard class",
        "history_unexamined": "When files entered the repository was not examined",
        "home": "Home",
        "go_there": "Go to the page",
        "guide": "Guide",
        "hospital": "Hospital",
        "id": "Id",
        "jobs_with_it": "Jobs and tasks it is for",
        "in_english": "in English",
        "in_force_since": "In force since",
        "inspections_by_month": "Inspections by month",
        "is_in_force_since": "has been in force since",
        "jobs": "Jobs",
        "jobs_intro": "What each job does, and the procedures for it. Critical tasks are the ones that can kill or maim.",
        "jobs_title": "Jobs and procedures",
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
        "month": "Month",
        "more": "more",
        "muster_point": "Muster point",
        "n_of_m": "Found of required",
        "name": "Name",
        "names_documents": "Documents named",
        "next_review": "Next review",
        "no_records": "No record of this kind has been filed yet.",
        "not_committed": "with changes that are not committed",
        "not_in_force": "No version is in force.",
        "not_in_force_that_day": "no version was in force that day",
        "no_longer_applies": "This document no longer applies. Do not work by an old copy of it.",
        "notes": "Notes",
        "nothing_instead": "No document says that it replaced it. Ask your supervisor.",
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
        "other_sites": "Other sites",
        "outcome": "Outcome",
        "our_default": "Our default",
        "outdated": "Not in force",
        "owner": "Owner",
        "past_sites": "Finished sites",
        "people": "People",
        "people_intro": "Everyone employed on the day this was made, and those who left.",
        "people_left": "Left",
        "palette_default": "Dark",
        "palette_slate": "Light",
        "period": "For",
        "person": "Person",
        "paper": "Print it: PDF",
        "phone": "Phone",
        "place": "Place",
        "planned_sites": "Coming sites",
        "position": "Position",
        "prime_contractor": "Prime contractor",
        "printed": "Uncontrolled when printed",
        "printed_check": "compare with the manual before use",
        "priority": "Priority",
        "procedures": "Procedures",
        "promised_by": "Promised by",
        "question": "Question",
        "radio": "Radio",
        "reason": "Why",
        "record": "Record",
        "records": "Records",
        "records_intro": "What the company writes down, by type. Find the form you need, or what has been filed.",
        "register": "Register",
        "replaced_by": "What applies now",
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
        "search_again": "Try again",
        "search_close": "Close the search",
        "search_failed": "The search could not be loaded. It needs a signal the first time.",
        "search_found.one": "{} page found.",
        "search_found.other": "{} pages found.",
        "search_guess": "No page says exactly that; these come closest.",
        "search_hint": "A word, or a number: SWP-07",
        "search_keys": "Arrow keys choose, Enter opens, Esc closes. The key / opens the search on every page.",
        "search_loading": "The search is being loaded …",
        "search_more": "Show more pages",
        "search_none": "Nothing found for “{question}”.",
        "search_none_help": "Try one word, another word for it, or the number of the document. These lists lead to every page:",
        "search_old": "withdrawn",
        "search_results": "Pages found",
        "search_script": "The search needs scripts, and this browser has them switched off. These lists lead to every page:",
        "search_words": "Search words",
        "section_link": "Link to this section",
        "see_changes": "What changed in it",
        "sha256": "SHA-256",
        "signed_by": "Signed by",
        "signed_in_ink": "signed in ink",
        "signed_copy": "Signed copy",
        "signatures": "Signatures",
        "show_changes": "Show what changed",
        "since": "Since",
        "site": "Site",
        "site_closed": "Nobody works here now. Active:",
        "sites": "Sites",
        "sites_intro": "Muster points, first aiders and plans of every site.",
        "skip_training": "not required",
        "status": "Status",
        "stretcher": "stretcher and splints",
        "supersedes": "Replaces",
        "supervisor": "Supervisor",
        "table": "Table",
        "table_all": "{m} rows",
        "table_any": "Any",
        "table_clear": "Clear",
        "table_filter": "Show rows with",
        "table_none": "No row of {m} fits. Take a word or a choice away.",
        "table_some": "{n} of {m} rows",
        "table_sort": "Sort by",
        "table_tools": "Choose and sort rows",
        "table_unsorted": "As it stands",
        "task": "Task",
        "title": "Title",
        "topic": "Topic",
        "training": "Training matrix",
        "translated": "Translations",
        "translation_behind.one": "This translation is one version behind.",
        "translation_behind.other": "This translation is {} versions behind.",
        "translation_changes": "What changed since, in the words of the original:",
        "translation_counts": "Version {version} of the original counts; where the two differ, follow the original.",
        "translation_of": "Translation of",
        "translation_read": "Read the original",
        "translations": "Also in:",
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
