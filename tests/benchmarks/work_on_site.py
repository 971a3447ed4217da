"""Parts of the site's work alone: `python -m tests.benchmarks.work_on_site WHAT ARGUMENTS`.

`write ROOT EDITION FOLDER` writes the rendered tree and an ordinary MkDocs configuration for it, with Material's own search, as somebody would who had
written those pages by hand. `build FILE` runs MkDocs on it, and nothing of ours. `edit ROOT FOLDER` shows the office edition as `muster site --serve` does,
changes one record and prints the seconds of CPU of the full build and of the rebuild, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

AS_OF = date(2026, 10, 31)
CHANGED = "records/inspection/2025/insp-0001.yaml"


def write(root: str, edition: str, folder: str) -> None:
    """The tree of an edition, and the configuration that MkDocs builds it with."""
    from builder.commands.prepare import Choice, prepare
    from builder.commands.site import for_edition
    from builder.render.site.building.build import read_company, render, write_docs
    from builder.render.site.building.settings import make_settings, write_settings
    from builder.render.site.words import parse_edition

    chosen, docs = parse_edition(edition), Path(folder) / "docs"
    with prepare(Choice(Path(root), None, AS_OF, AS_OF)) as prepared:
        snapshot, findings = for_edition(prepared, chosen)
        company = read_company(prepared.source)
        tree = render(snapshot, findings, chosen, company, None)
        write_docs(tree, docs, prepared.source)
        settings = dict(
            make_settings(
                snapshot, tree, chosen, company.looks, docs=docs, site=Path(folder) / "site", content_security=False
            )
        )
    theme = dict(settings["theme"])
    # Ours has its own search and frame; an ordinary site has Material's.
    del theme["custom_dir"]
    settings |= {
        "theme": theme,
        "plugins": [{"material/search": {"lang": "en"}}],
        "strict": False,
        "extra": {"generator": False},
    }
    (Path(folder) / "mkdocs.yml").write_text(write_settings(settings), "utf-8")


def build(file: str) -> None:
    """`mkdocs build`."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(config_file=file))


def edit(root: str, folder: str) -> None:
    """One record is changed while the manual is on show."""
    from builder.cli.program import open_program
    from builder.commands.site import for_edition
    from builder.read.source import FolderSource
    from builder.render.site.building.serve import Preview

    def renew() -> Any:
        with open_program(Path(root), None, AS_OF) as prepared:
            return for_edition(prepared, "office")

    preview = Preview(Path(folder), FolderSource(Path(root)), "office", renew)
    start = time.process_time()
    preview.update()
    full = time.process_time() - start
    record = Path(root) / CHANGED
    before = record.read_bytes()
    try:
        record.write_bytes(before + b"notes: Walked again after the rain.\n")
        start = time.process_time()
        pages = preview.update()
        print(json.dumps({"full": full, "rebuild": time.process_time() - start, "pages": pages}))
    finally:
        record.write_bytes(before)


WORK: dict[str, Callable[..., None]] = {"write": write, "build": build, "edit": edit}

if __name__ == "__main__":
    WORK[sys.argv[1]](*sys.argv[2:])
