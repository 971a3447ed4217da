"""The README of a new program: what to do next, and five settings on a forge."""

from __future__ import annotations


def write_readme(company: str) -> str:
    """The page, with the company's name as Markdown takes it."""
    return f"""# Health and safety program of {company}

| Folder | What it holds |
| --- | --- |
| `policies/` | the documents: what we do |
| `records/` | the company, its people, sites and equipment, and the proof of what we did |
| `content/` | pages of the manual that are not controlled documents |

What to do in the first week, one step after the other: [the coordinator's guide](content/coordinator/first-week.md). In short:

    muster                      what needs attention today
    muster edit                 the manual in your browser, with a form behind everything you may change
    muster import employees.xlsx  people, tickets, equipment and actions from your spreadsheets; papers from the folder inbox
    muster check                everything that is missing, wrong or due
    muster new policy "Hazard assessment" --area hazard-assessment
    muster new inspection --site SITE
    muster coverage             the audit's questions, and the evidence for each
    muster site --out dist/site the manual as a website
    muster save                 checks your work, records it and shares it
    muster pack --out dist/audit-pack.pdf
    muster doctor               what is wrong with the set-up of this computer, and the cure

## On GitHub or GitLab

`.github/workflows/muster.yml` and `.gitlab-ci.yml` check every change, say beside its line what is wrong, and build the manuals and the
evidence pack as downloads. Delete the one that you don't use. Five settings, made once:

1. **Private.** The repository holds names; only people of the company may read it (GitHub: Settings, General; GitLab: Settings, General, Visibility).
2. **Nobody rewrites what was filed.** GitHub: Settings, Rules, Rulesets, New branch ruleset, target "Default branch", tick "Restrict deletions" and
   "Block force pushes". GitLab: Settings, Repository, Protected branches: `main`, "Allowed to force push" off.
3. **Who may file.** Those who run `muster save` need the role Write (GitLab: Developer, and "Allowed to push and merge: Developers" for `main`).
4. **Change requests, if others propose and you decide.** Tick "Require a pull request before merging" and "Require status checks to pass", check `Check`
   (GitLab: "Pipelines must succeed"). `muster save` then can't share directly; leave both off where it is used.
5. **Monday's look.** GitHub checks by itself every Monday; on GitLab add a schedule under Build, Pipeline schedules.
"""
