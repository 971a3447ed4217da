"""English, in which everything has a name; other languages fall back on it."""

from __future__ import annotations

from types import MappingProxyType

from builder.model.policy import KIND_TITLES
from builder.record_types import TYPES
from builder.render.site import words
from builder.render.site.language import Language

LANGUAGE = Language(
    code="en",
    name="English",
    words=words.ENGLISH,
    tables=MappingProxyType(
        {
            "document_status": MappingProxyType({key: look[2] for key, look in words.POLICY_STATUS.items()}),
            "edition": words.EDITION_TITLES,
            "kind_plurals": MappingProxyType({"sjp": "Safe job procedures", "swp": "Safe work practices"}),
            "kinds": MappingProxyType(KIND_TITLES),
            "levels": words.PERSON_LEVELS,
            "record_help": MappingProxyType({name: kind.HELP for name, kind in TYPES.items()}),
            "records": MappingProxyType({name: kind.PLURAL for name, kind in TYPES.items()}),
            "roles": words.ROLES,
            "site_kinds": words.SITE_KINDS,
        }
    ),
    # Written out, because Python's own names of months are those of the computer's locale.
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    theme="en",
)
