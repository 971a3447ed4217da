"""Every kind of spreadsheet that can be imported, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from builder.bring_in.kinds.actions import ACTIONS
from builder.bring_in.kinds.assets import ASSETS
from builder.bring_in.kinds.inspections import INSPECTIONS
from builder.bring_in.kinds.kind import Kind
from builder.bring_in.kinds.people import PEOPLE
from builder.bring_in.kinds.timesheets import TIMESHEETS
from builder.bring_in.kinds.training import TRAINING

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.name: kind for kind in (PEOPLE, TRAINING, ASSETS, ACTIONS, TIMESHEETS, INSPECTIONS)}
)
