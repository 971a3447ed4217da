"""MkDocs' configuration for the manual: ours, with the few things that a repository may say about its looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from builder.model.snapshot import Snapshot
from builder.render.site.building.assets import SCRIPT, STYLE
from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH
from builder.render.site.navigation import OUT_OF_NAV
from builder.render.site.offline.icons import FAVICON
from builder.render.site.page import write_plain
from builder.render.site.pages import Tree
from builder.render.site.words import EDITION_TITLES, Edition
from builder.render.templates import template_folder

FEATURES = (
    "navigation.indexes",
    "navigation.instant",
    "navigation.prune",
    "navigation.tabs",
    "navigation.top",
    "toc.follow",
)
COLORS = frozenset(
    (
        *(
            "amber",
            "black",
            "blue",
            "blue-grey",
            "brown",
            "cyan",
            "custom",
            "deep-orange",
            "deep-purple",
            "green",
            "grey",
            "indigo",
        ),
        *("light-blue", "light-green", "lime", "orange", "pink", "purple", "red", "teal", "white", "yellow"),
    )
)
"""Material's names of colours."""

LOGOS = (".png", ".jpg", ".jpeg", ".webp")
_LOGO_PART = re.compile(r"(?!\.)[\w .()+-]+")
"""A folder or a file of its path."""

HTML_BLOCKS = "builder.render.site.building.html_blocks"
EXTENSIONS: tuple[Any, ...] = ({"toc": {"permalink": True, "permalink_title": "Link to this section"}}, HTML_BLOCKS)
"""Only headings reach MkDocs as Markdown; the rest is HTML already."""


@dataclass(frozen=True)
class Looks:
    """What the repository's mkdocs.yml may decide; everything else in it is ignored.

    Attributes:
        site_name: Plain text; empty for none.
        site_url: An http or https address; empty for none.
        primary, accent: Colours by Material's names; empty for ours.
        logo: A picture relative to content/; empty for none.
    """

    site_name: str = ""
    site_url: str = ""
    primary: str = ""
    accent: str = ""
    logo: str = ""


class _PlainLoader(yaml.SafeLoader):
    """Reads plain data; any tag (`!ENV`, `!!python/name:…`, `!relative`) becomes nothing instead of doing something."""


def _nothing(loader: object, suffix: str, node: object) -> None:  # noqa: ARG001 - PyYAML's signature
    return None


_PlainLoader.add_multi_constructor("!", _nothing)
_PlainLoader.add_multi_constructor("tag:", _nothing)


def read_looks(text: str) -> Looks:
    """The looks that a mkdocs.yml asks for; what it says otherwise, or can't be read, is as if it weren't there."""
    try:
        document = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader that knows fewer tags
    except (yaml.YAMLError, RecursionError, ValueError):
        return Looks()
    if not isinstance(document, dict):
        return Looks()
    theme = document.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    palette = theme.get("palette")
    first = palette[0] if isinstance(palette, list) and palette else palette
    colors = first if isinstance(first, dict) else {}
    return Looks(
        _text(document.get("site_name"), 80),
        _address(document.get("site_url")),
        _color(colors.get("primary")),
        _color(colors.get("accent")),
        _logo(theme.get("logo")),
    )


def _text(value: object, longest: int) -> str:
    return " ".join(value.split())[:longest] if isinstance(value, str) else ""


def _address(value: object) -> str:
    if not isinstance(value, str) or any(sign in value for sign in "\"'<> \n"):
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.netloc else ""


def _color(value: object) -> str:
    name = value.replace(" ", "-").lower() if isinstance(value, str) else ""
    return name if name in COLORS else ""


def _logo(value: object) -> str:
    if not isinstance(value, str) or not value.lower().endswith(LOGOS):
        return ""
    # The theme puts the path into an attribute as it is, where a quotation mark would end it and begin whatever follows.
    return value if all(_LOGO_PART.fullmatch(part) for part in value.split("/")) else ""


def site_name(snapshot: Snapshot, looks: Looks) -> str:
    """The name in the header: the repository's choice, else the company's."""
    company = snapshot.program.company
    name = (company.value.trade_name or company.value.name) if company else ""
    return looks.site_name or (f"{name} safety manual" if name else "Safety manual")


def made_note(snapshot: Snapshot, edition: Edition, language: Language = ENGLISH) -> str:
    """What stands at the foot of every page: which edition, as of when, from which commit."""
    w = language.words
    commit = f" · {w['commit']} {snapshot.history.commit[:10]}" if snapshot.history else ""
    if snapshot.work_tree and not snapshot.work_tree.is_clean:
        commit += f" {w['not_committed']}"
    return f"{language.say('edition', edition)} · {w['as_of_lower']} {language.write_day(snapshot.as_of)}{commit}"


def make_settings(
    snapshot: Snapshot, tree: Tree, edition: Edition, looks: Looks, *, docs: Path, site: Path, content_security: bool
) -> Mapping[str, Any]:
    """The whole configuration, with nothing in it that a repository could run or fetch.

    With `content_security` pages carry a policy that forbids every request elsewhere; its placeholder is filled in after the build.
    It is off while serving, because live reload adds a script of its own.
    """
    note = made_note(snapshot, edition)
    return {
        "site_name": escape(site_name(snapshot, looks), quote=True),
        "site_url": looks.site_url,
        "docs_dir": str(docs),
        "site_dir": str(site),
        "use_directory_urls": True,
        "strict": True,
        "theme": make_theme(looks),
        "nav": list(tree.nav),
        "not_in_nav": "\n".join(OUT_OF_NAV),
        # Without the line MkDocs adds its own search, and Material's loads its index on every page; ours waits until somebody searches.
        "plugins": [],
        "markdown_extensions": list(EXTENSIONS),
        "extra_css": [STYLE],
        "extra_javascript": [SCRIPT],
        "copyright": escape(note),
        # Whatever isn't in the navigation is out of it on purpose: withdrawn documents, lists reached from elsewhere.
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"anchors": "warn"}},
        "extra": make_extra(snapshot, edition, tree.languages, content_security),
    }


def make_extra(
    snapshot: Snapshot, edition: Edition, languages: Iterable[Language], content_security: bool
) -> dict[str, Any]:
    """What our frame of the page needs to know: for each language its words, by its code."""
    languages = tuple(languages)
    return {
        "generator": False,
        # Anything but a list: the theme would say of a list that each page stands in those languages, at the address of their home page.
        "alternate": bool(languages),
        "muster_languages": {each.code: _frame(snapshot, edition, each) for each in (ENGLISH, *languages)},
        "muster_sections": [escape(each.name, quote=True) for each in languages],
        "muster_made": escape(made_note(snapshot, edition)),
        "muster_banner": escape(EDITION_TITLES[edition]) if edition == "office" else "",
        "muster_policy": POLICY_PLACEHOLDER if content_security else "",
        # A built worker edition can be saved on a phone; one that is being written can't, because its pages change under it.
        "muster_offline": edition == "worker" and content_security,
    }


def _frame(snapshot: Snapshot, edition: Edition, language: Language) -> dict[str, Any]:
    return {
        "name": escape(language.name, quote=True),
        "home": (language.folder if language.code != ENGLISH.code else "") or ".",
        "made": escape(made_note(snapshot, edition, language)),
        "saved_copy": saved_copy(snapshot, language),
        "words": {name: escape(text, quote=True) for name, text in language.words.items()},
    }


def saved_copy(snapshot: Snapshot, language: Language) -> str:
    """What a page out of the copy on a phone says at its top, as HTML: of which day it is."""
    return escape(language.words["saved_copy"].format(day=language.write_day(snapshot.as_of)))


def changing_texts(snapshot: Snapshot, edition: Edition, languages: Iterable[Language]) -> tuple[str, ...]:
    """What stands in the frame of every page, as HTML, and differs with each publication though the page may not."""
    all_languages = (ENGLISH, *languages)
    notes = (escape(made_note(snapshot, edition, each)) for each in all_languages)
    return (*notes, *(saved_copy(snapshot, each) for each in all_languages))


POLICY_PLACEHOLDER = "muster-content-security-policy"


def make_theme(looks: Looks) -> dict[str, Any]:
    """Material without fonts from elsewhere, light and dark."""
    primary = looks.primary or "custom"
    accent = looks.accent or "custom"
    light = {"scheme": "default", "primary": primary, "accent": accent, "media": "(prefers-color-scheme: light)"}
    dark = {"scheme": "slate", "primary": primary, "accent": accent, "media": "(prefers-color-scheme: dark)"}
    light["toggle"] = {"icon": "material/weather-night", "name": "Dark"}  # type: ignore[assignment]
    dark["toggle"] = {"icon": "material/weather-sunny", "name": "Light"}  # type: ignore[assignment]
    theme: dict[str, Any] = {
        "name": "material",
        "language": "en",
        "font": False,
        "favicon": FAVICON,
        "custom_dir": str(template_folder() / "site" / "theme"),
        "features": list(FEATURES),
        "palette": [light, dark],
        "icon": {"logo": "material/shield-check"},
    }
    if looks.logo:
        theme["logo"] = f"files/content/{looks.logo}"
    return theme


def write_settings(settings: Mapping[str, Any]) -> str:
    """The configuration as YAML; JSON is YAML, and it can't hold a tag."""
    return write_plain(settings)
