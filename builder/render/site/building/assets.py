"""The style and the scripts of the manual: many small files in site_templates/site/, one file each on a page.

A browser on a poor connection pays for every request, so what each page needs is one style sheet and one script; what only some
readers need (the search, once its box is used) lies beside them and is asked for then.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.render.templates import template_folder

STYLE = "assets/muster.css"
SCRIPT = "assets/muster.js"


def write_assets() -> Mapping[str, bytes]:
    """Every file of ours that the site's pages ask for, by its path in the site.

    css/*.css and js/*.js are joined by name into one file each; what lies in js/later/ is copied to assets/ under its own name, the
    files of a folder in it joined under the folder's.
    """
    folder = template_folder() / "site"
    later = {f"assets/{path.name}": path.read_bytes() for path in sorted((folder / "js" / "later").glob("*.js"))}
    parts = {f"assets/{path.name}.js": _join(path, "js") for path in sorted((folder / "js" / "later").glob("*/"))}
    return {STYLE: _join(folder / "css", "css"), SCRIPT: _join(folder / "js", "js"), **later, **parts}


def _join(folder: Path, ending: str) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.glob(f"*.{ending}")))
