"""Who chose the records that are printed in full, in the words that stand at each sample and on the page about sampling."""

from __future__ import annotations

from builder.render.pdf.sections.sample import Sample
from builder.render.pdf.sections.view import View

BY_THE_COMPANY = "chosen by the company (no seed or list of the auditor's was given)"
RULE_PLACE = "The rule stands under “How the sample was chosen”."


def sample_note(view: View, name: str) -> str:
    """How the records of a register that are printed in full came to be chosen: one or two sentences."""
    sample = view.selection.chosen[name]
    printed, total = len(sample.records), len(view.selection.registers[name])
    if printed == total:
        return "All records of this register are printed in full."
    of = f"{printed} of {total} records{_of_sites(view, sample, total)}"
    if sample.how == "whole":
        return f"{of}: all that belong to the sites visited or to no site."
    if sample.how == "company":
        scanned = sum(stored.value.has_scan for stored in sample.records)
        scans = f", {scanned} of them with a scan" if scanned else ""
        return f"{of}, {BY_THE_COMPANY}: spread over sites, levels and months{scans}. {RULE_PLACE}"
    if sample.how == "auditor-seed":
        return f"{of}, drawn with the auditor's seed “{view.choice.sample.seed}”. {RULE_PLACE}"
    return f"{of}: those on the auditor's own list. {RULE_PLACE}"


def how_words(sample: Sample) -> str:
    """Why a register's records are printed in full, as a narrow column says it."""
    return {
        "whole": "all of them",
        "auditor-list": "on the auditor's list",
        "auditor-seed": "by the auditor's seed",
        "company": "by the company",
        "not-asked": "not on the auditor's list",
    }[sample.how]


def _of_sites(view: View, sample: Sample, total: int) -> str:
    is_narrowed = bool(view.choice.sites) and len(sample.frame) < total and sample.how != "auditor-list"
    return f" ({len(sample.frame)} of the sites visited or of no site)" if is_narrowed else ""
