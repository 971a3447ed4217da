"""What the checks found, and a page for each rule that says what it looks for and why. Office edition only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from builder.checks.rule import list_rules
from builder.model.finding import Finding, Severity
from builder.render.site.board.to_do import with_links
from builder.render.site.documents.documents import Row
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import chip
from builder.render.site.page import Page
from builder.render.site.words import SEVERITY, words

_ORDER = (Severity.ERROR, Severity.GAP, Severity.NOTE)


def finding_pages(manual: Manual) -> Iterator[Page]:
    """The findings and the rule pages, where the edition has them."""
    if manual.is_office:
        yield _findings(manual)
        yield _rules(manual)
        for rule in list_rules():
            yield rule_page(manual, rule.code)


def _findings(manual: Manual) -> Page:
    here = manual.here("findings.md")
    count = Counter(finding.severity for finding in manual.findings)
    tally = [
        chip(SEVERITY[each], f"{count[each]} {SEVERITY[each][2].lower()}{'' if count[each] == 1 else 's'}")
        for each in _ORDER
    ]
    ordered = sorted(manual.findings, key=lambda each: (_ORDER.index(each.severity), each.code, each.place))
    groups = []
    for code, members in groupby(ordered, key=lambda each: each.code):
        found = list(members)
        title = words(found[0].name)
        groups.append(
            {
                "heading": f"{code} {title} ({len(found)})",
                "chip": chip(SEVERITY[found[0].severity]),
                "url": here.to(f"checks/{code}.md"),
                "title": "What this check looks for",
                "findings": [_finding(here, each) for each in found],
            }
        )
    markdown = manual.render("findings.html.j2", here.path, tally=tally, groups=groups)
    return Page(here.path, here.w["findings"], markdown, 0.7)


def _finding(here: Here, finding: Finding) -> dict[str, object]:
    return {
        "message": with_links(here, finding.message),
        "fix": with_links(here, finding.what_to_do),
        "place": str(finding.place),
        "about": here.refs(dict.fromkeys(finding.about)),
    }


def _rules(manual: Manual) -> Page:
    here = manual.here("checks/index.md")
    entries = [
        Row(
            here.to(f"checks/{rule.code}.md") or "",
            words(rule.name).capitalize(),
            rule.code,
            chip(SEVERITY[rule.severity]),
        )
        for rule in list_rules()
    ]
    return Page(
        here.path,
        here.w["rule_pages"],
        manual.render("rows.html.j2", here.path, entries=entries, none=""),
        0.5,
        hide=("toc",),
    )


def rule_page(manual: Manual, code: str) -> Page:
    """What one rule looks for, why, and what to do: its docstring."""
    here = manual.here(f"checks/{code}.md")
    rule = next(each for each in list_rules() if each.code == code)
    label = Markup('<div class="m-block"><p>{} {}</p></div>').format(
        chip(SEVERITY[rule.severity]), f"{rule.code} · {rule.name}"
    )
    body = here.prose(rule.page, f"checks/{code}.md")
    return Page(here.path, words(rule.name).capitalize(), f"{label}\n\n{body}", 0.5)
