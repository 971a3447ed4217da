"""Nobody of the company holds a course that its certifying partner asks for."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.scheme_courses import measure_scheme_courses
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("DUE015", Severity.GAP)
def cor_course_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """No full-time person holds a valid certificate of a course that the certifying partner asks for.

    ## Why

    The partner looks at the certificates before it takes an audit or a self-assessment. The courses may be split over several people, so one who leaves can take a requirement along without anybody noticing.

    ## Example: fails

    The partner's auditor training ran out; nobody else has it.

    ```yaml title="records/training/2026/trn-0904.yaml"
    id: trn-0904
    date: 2026-04-01
    recorded_by: P-002
    person: P-002
    course: atp
    provider: Alberta Construction Safety Association
    expires: 2026-06-29
    verified_by: P-001
    ```

    ## Example: passes

    ```yaml title="records/training/2026/trn-0904.yaml"
    id: trn-0904
    date: 2026-04-01
    recorded_by: P-002
    person: P-002
    course: Auditor Training Program
    provider: Alberta Construction Safety Association
    expires: 2026-06-30
    verified_by: P-001
    ```

    ## What to do

    If somebody has the certificate, file it. Otherwise book the course, and ask the partner whether its requirements have changed: what Muster knows about them, and how sure it is, stands in its book of courses. Where the partner asks for others, list them under `partner_courses` in records/company.yaml.

    ## Source

    Course requirements of the certifying partners (ACSA, AMHSA, AHSA, Energy Safety Canada; read 2026-11-22, where a requirement is unverified the finding says so).
    """
    company = snapshot.program.company
    if company is None:
        return
    for each in measure_scheme_courses(snapshot.program, snapshot.as_of):
        if not each.holders:
            scheme = company.value.certificate.scheme
            doubt = (
                " We could not verify this requirement; ask the partner."
                if each.course.confidence == "unverified"
                else ""
            )
            yield Problem(
                company.place("partner"),
                f"Nobody who works here full-time holds a valid certificate of {each.course.name}, which {company.value.partner.upper()} "
                f"asks for under {scheme}.{doubt}",
                "File the certificate if there is one, or book the course.",
                each.course.any_of,
            )
