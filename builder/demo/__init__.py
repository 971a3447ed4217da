"""The sample company replayed into a repository of its own, with a history as if it had worked with Muster for fifteen months.

`sample.py` finds the files, `plan.py` derives the history from them and from `story.yaml`, `replay.py` makes the repository.
"""

from __future__ import annotations

from pathlib import Path

from builder.demo.plan import plan_history
from builder.demo.replay import Replayed, make_repository
from builder.demo.sample import sample_files
from builder.demo.story import read_story


def replay_demo(target: Path) -> Replayed:
    """Makes the sample company's repository at `target`; the same package always makes the same commits.

    Args:
        target: A folder that doesn't exist or is empty.

    Raises:
        BuilderError: The target is taken, the sample and its story don't fit, or git isn't there.
    """
    plan = plan_history(sample_files(), read_story())
    return make_repository(plan.steps, plan.identities, target, plan.approvals)
