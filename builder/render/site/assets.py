"""The style and the scripts of the manual: many small files in site_templates/site/, one file each on a page.

A browser on a poor connection pays for every request, so what each page needs is one style sheet and one script; what only some
readers need (the search, once its box is used) lies beside them and is asked for then.
"""

from __future__ import annotations

from collections.abc import Mapping

from builder.render.templates import template_folder

STYLE = "assets/muster.css"
SCRIPT = "assets/muster.js"


def write_assets() -> Mapping[str, bytes]:
    """Every file of ours that the site's pages ask for, by its path in the site.

    css/*.css and js/*.js are joined by name into one file each; what lies in js/later/ is copied to assets/ under its own name.
    """
    folder = template_folder() / "site"
    later = {f"assets/{path.name}": path.read_bytes() for path in sorted((folder / "js" / "later").glob("*.js"))}
    return {STYLE: _join("css"), SCRIPT: _join("js"), **later}


def _join(kind: str) -> bytes:
    paths = sorted((template_folder() / "site" / kind).glob(f"*.{kind}"))
    return b"\n".join(path.read_bytes() for path in paths)
