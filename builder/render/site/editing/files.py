"""The editor as files of the office edition: its page, Decap, our scripts, and the forms of this company."""

from __future__ import annotations

import json
from collections.abc import Mapping

from builder.model.error import BuilderError
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.editing.config import make_config
from builder.render.site.editing.editing import Editing
from builder.render.site.offline.icons import FAVICON
from builder.render.templates import open_templates, template_folder

FOLDER = "edit/"
"""Where the editor stands in the site."""

PAGE = f"{FOLDER}index.html"
FORMS = f"{FOLDER}forms.json"

_VENDORED = {
    "decap-cms.js": ("decap-cms.LICENSE.txt", "decap-cms.parts.LICENSE.txt"),
    "yaml.js": ("yaml.LICENSE.txt",),
}
"""Other people's scripts with their licences, which ask to go along with every copy: a site that is published is one."""


def editing_files(snapshot: Snapshot, editing: Editing) -> Mapping[str, bytes]:
    """The editor's files by their path in the site.

    Args:
        snapshot: At the level of the office edition.
        editing: Where what is edited goes.

    Raises:
        BuilderError: The snapshot is that of another edition; the editor is for the office only.
    """
    if snapshot.level != Level.OFFICE:
        raise BuilderError(
            "Only the office edition can be edited: its forms hold what workers' pages may not show.",
            "Give --edition office, or leave --edit-on out.",
        )
    page = open_templates().get_template("editing/editor.html.j2")
    html = page.render(title="Editor", policy=editor_policy(editing), icon=FAVICON)
    forms = json.dumps(make_config(snapshot, editing), ensure_ascii=False, separators=(",", ":"))
    return {PAGE: f"{html.strip()}\n".encode(), FORMS: f"{forms}\n".encode(), **editor_assets()}


def editor_assets() -> Mapping[str, bytes]:
    """What is the same for every company: the scripts, their licences and the style."""
    folder = template_folder() / "editing"
    own = b"\n".join(path.read_bytes() for path in sorted((folder / "js").glob("*.js")))
    return {
        f"{FOLDER}muster-edit.js": own,
        f"{FOLDER}muster-edit.css": (folder / "editor.css").read_bytes(),
        **{f"{FOLDER}{name}": (folder / "vendor" / name).read_bytes() for name in _VENDORED},
        # Decap's first line names its licence by this file name.
        **{
            f"{FOLDER}{name}.LICENSE.txt": b"\n".join((folder / "vendor" / each).read_bytes() for each in licences)
            for name, licences in _VENDORED.items()
        },
    }


def editor_policy(editing: Editing) -> str:
    """The content security policy of the editor's page, which is wider than that of the manual's pages and names the forge.

    Decap 3.16.3 needs, tried one by one in Chromium: `unsafe-eval`, because it compiles the rules for its configuration (ajv) with
    `new Function`, from schemas that stand in its own file; `unsafe-inline` for styles, which its components write into the page
    (emotion); `blob:` for a picture that was just chosen. No script in the page and no other host is allowed, so what somebody wrote
    into a record can't become a script. `connect-src` is the page's own host, and the forge where one was named on the command line.
    """
    forge = f" {editing.host}" if editing.host else ""
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob:{forge}; "
        "base-uri 'none'; form-action 'none'"
    )
