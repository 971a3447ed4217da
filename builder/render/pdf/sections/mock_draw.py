"""A mock draw for the company's own copy: how an auditor's sample might end, and the chance to reach a threshold."""

from __future__ import annotations

from typing import Any

from builder.measure.sampling.chance import chance_to_reach, in_per_cent
from builder.measure.sampling.mock_draw import (
    DRAWN,
    THRESHOLDS,
    Population,
    draw_mock,
    list_populations,
    thresholds_of,
)
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

SHOWN_MISSES = 4
EXAMPLE = (1000, 850)
"""Records and good ones of the example: a large register of which 85 % is as it should be."""


def make_mock_draw(view: View) -> Section | None:
    """The section; None in a pack that leaves the company, and where nothing is counted one by one."""
    if view.naming.profile != "internal":
        return None
    populations = list_populations(view.snapshot)
    if not populations:
        return None
    seed = f"mock {view.snapshot.as_of.isoformat()}"
    topics = {answer.question.id: answer.question.topic for answer in view.snapshot.coverage.answers()}
    rows = [_row(view, each, topics[each.question], seed) for each in populations if not each.is_perfect]
    html = write_html(
        "mock_draw",
        title="Mock draw",
        running=("Mock draw", "for the company only"),
        seed=seed,
        drawn=DRAWN,
        thresholds=THRESHOLDS,
        rows=rows,
        has_own=any(row["own"] for row in rows),
        perfect=sum(each.is_perfect for each in populations),
        in_all=len(populations),
        example={str(share): in_per_cent(chance_to_reach(*EXAMPLE, DRAWN, share)) for share in (70, 100)},
    )
    return Section("mock-draw", "Mock draw", "", html, "mock-draw")


def _row(view: View, population: Population, topic: str, seed: str) -> dict[str, Any]:
    drawn = draw_mock(population, seed)
    own = thresholds_of(
        view.snapshot.program.overlay.value if view.snapshot.program.overlay else None, population.question
    )
    return {
        "question": population.question,
        "link": view.selection.link(f"question-{population.question}"),
        "topic": topic,
        "counts": population.counts,
        "good": len(population.good),
        "all": len(population.items),
        "drawn": population.drawn,
        "chances": [in_per_cent(population.chance(threshold)) for threshold in THRESHOLDS],
        "own": "; ".join(f"{threshold} %: {in_per_cent(population.chance(threshold))}" for threshold in own),
        "hits": drawn.good,
        "misses": drawn.misses[:SHOWN_MISSES],
        "more": max(len(drawn.misses) - SHOWN_MISSES, 0),
    }
