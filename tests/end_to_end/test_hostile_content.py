"""A program whose texts, names and files try to reach the network, files outside, or more time and memory than there is."""

from __future__ import annotations

import base64
import hashlib
import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from pypdf import PdfReader

from builder.checks.run import check
from builder.model.cache import NoCache
from builder.model.error import BuilderError
from builder.render.pdf.pool import Job, Part, render_parts
from builder.render.pdf.sections.document import make_document
from builder.render.pdf.sections.scan import prepare_scan
from builder.render.pdf.sections.section import Section, styles
from builder.render.pdf.sections.view import View
from builder.seal.pack import Origin, compile_pack
from tests.end_to_end.bombs import BOMBS
from tests.render.pdf.sections.company import COMMIT, Files, reader, small_company, snapshot_of, view_of
from tests.render.pdf.test_fetcher import CONSTRUCTS, DOT, ENTITY, seen

__all__ = ["seen"]  # the web server of this machine, as a fixture

SECONDS = 6.0
"""For one section here; a real pack allows more, and needs a hundredth of it."""

MARKDOWN = (
    "![words]({web}/markdown)",
    "![words]({drawing})",
    "![words](../../../../../../../../../..{path})",
    "![words](<data:image/svg+xml;base64,{entity}>)",
    "[words]({web}/link)",
    "[words](file://{path})",
    "[words](javascript:fetch('{web}/script'))",
    "[reference]: {web}/reference\n\n![words][reference]",
    "<{web}/auto>",
    "{{% include '{path}' %}} {{{{ cycler.__init__.__globals__.os.popen('cat {path}').read() }}}}",
)
"""What Markdown and templates could make of an address, beside what raw HTML could."""

WATCHED: dict[str, list[str]] = {}
"""What was opened or called while somebody watches, by the path of the canary."""


@contextmanager
def watching(canary: Path) -> Iterator[list[str]]:
    """Every opening of the canary and every call to another machine, as the interpreter itself reports them."""
    if not WATCHED:
        sys.addaudithook(_notice)
    WATCHED[str(canary)] = found = []
    try:
        yield found
    finally:
        WATCHED[str(canary)] = []


def _notice(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "os.system"):
        for found in WATCHED.values():
            found.append(f"{event} {arguments}")
    elif event == "open" and str(arguments[0]) in WATCHED:
        WATCHED[str(arguments[0])].append(f"opened {arguments[0]}")


def hostile_company(words: str, body: str) -> Files:
    """The small company with the words wherever a person can write some, and the body in its policy."""
    files = small_company()
    for path, data in files.items():
        if path.endswith(".yaml") and isinstance(data, str):
            files[path] = yaml.safe_dump(_with_words(yaml.safe_load(data), words), sort_keys=False, allow_unicode=True)
    files["policies/policy.md"] = f"{files['policies/policy.md']}\n\n{body}\n"
    return files


TEXT_FIELDS = {"name", "title", "address", "description", "area", "item", "text", "reason", "caption", "auditor_name"}


def _with_words(value: Any, words: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_words(each, words, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_words(each, words, key) for each in value]
    return f"{value} {words}" if key in TEXT_FIELDS and isinstance(value, str) else value


def streams(data: bytes) -> bytes:
    """Everything in a pack, unpacked: pages, fonts, pictures, attachments, metadata."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        unpacked = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream) and _is_plain(each)]
    return data + b"\n".join(unpacked)


def _is_plain(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != "/Image"


@pytest.mark.slow
def test_nothing_written_anywhere_in_a_program_reaches_the_network_or_a_file_outside(
    seen: tuple[int, list[str]], tmp_path: Path
) -> None:
    port, asked = seen
    asked.clear()
    canary = tmp_path / "canary.svg"
    canary.write_bytes(DOT.replace(b"Dot", b"CANARY-7f3a"))
    address = canary.as_uri()
    given = {"web": f"http://127.0.0.1:{port}", "file": address, "drawing": address, "path": canary, "port": port}
    given["entity"] = base64.b64encode(ENTITY.format(file=address).encode()).decode()
    raw = [text.format(**given) for text in (*CONSTRUCTS.values(), *MARKDOWN)]
    body = "\n\n".join(text if number % 2 else f"Within words {text}" for number, text in enumerate(raw))
    files = hostile_company(" ".join(raw[:4]), body)
    files |= {
        f"records/corrective-action/2026/ca-{n:04}.yaml": _action(n, text) for n, text in enumerate(raw[::3], 100)
    }
    with watching(canary) as found:
        snapshot = snapshot_of(files, history=True)
        # The bodies are hostile, not broken: everything is read, and so everything is printed.
        assert {"POL-01", "PRG-07"} == {each.value.id for each in snapshot.program.policies}
        pack = compile_pack(snapshot, check(snapshot), reader(files), origin=Origin(COMMIT, "2b" * 20, "main"))
    assert asked == []
    assert found == []
    whole = streams(pack.pdf)
    assert b"CANARY-7f3a" not in whole
    names = set(PdfReader(io.BytesIO(pack.pdf)).attachments)
    assert names == {file.name for file in pack.manifest.attached} | {"manifest.json"}
    # Only what may stand as a link: nothing of the texts became one.
    assert f"127.0.0.1:{port}".encode() not in b"".join(_addresses(pack.pdf))


def _action(number: int, words: str) -> str:
    return yaml.safe_dump(
        {
            "id": f"ca-{number:04}",
            "date": "2026-03-05",
            "site": "shop",
            "recorded_by": "P-002",
            "source": "insp-0005",
            "description": words,
            "priority": "A",
            "owner": "P-003",
            "due": "2026-03-06",
        }
    )


def _addresses(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                if "/A" in annotation and "/URI" in annotation.A:
                    yield bytes(annotation.A.URI)


def test_the_watch_sees_a_file_that_is_opened_and_a_machine_that_is_called(tmp_path: Path) -> None:
    import socket

    canary = tmp_path / "canary"
    canary.write_text("x")
    with watching(canary) as found:
        canary.read_text()
        with socket.socket() as line, pytest.raises(OSError):
            line.connect(("127.0.0.1", 1))
    assert len(found) == 2


@pytest.mark.parametrize("name", BOMBS)
def test_a_scan_that_is_a_bomb_or_broken_becomes_a_sentence_in_its_place(name: str) -> None:
    make, words = BOMBS[name]
    data = make()
    files = small_company() | {"records/inspection/2026/insp-0003.png": data}
    view = view_of(files)
    start = time.process_time()
    scan = prepare_scan(view, "records/inspection/2026/insp-0003.png", hashlib.sha256(data).hexdigest())
    assert time.process_time() - start < SECONDS
    assert not scan.pages
    assert scan.problem.startswith("records/inspection/2026/insp-0003.png ")
    assert words in scan.problem


@pytest.mark.parametrize("name", ["PNG of 12,000 x 12,000", "SVG of a billion words", "JPEG that is cut off"])
def test_such_a_picture_in_a_document_becomes_its_words(name: str) -> None:
    files = small_company() | {"policies/plan.png": BOMBS[name][0]()}
    section = document(files, "![The plan of the shop](plan.png)")
    assert "The plan of the shop" in section.html
    assert "<img" not in section.html.split("The plan of the shop")[0]
    assert not any(name.startswith("plan") for name in section.assets)


def document(files: Files, body: str) -> Section:
    """The section of the policy, with another body."""
    text = str(files["policies/policy.md"])
    files["policies/policy.md"] = text.partition("## Our commitment")[0] + body
    view: View = view_of(files)
    [stored] = [each for each in view.selection.documents if each.value.id == "POL-01"]
    return make_document(view, stored)


def render(section: Section, seconds: float = SECONDS) -> Part:
    """The section rendered by a worker under limits, beside another section that nothing may keep from being done."""
    job = Job(section.key, section.html, section.assets, styles(), section.title)
    other = Job("other", "<html lang=en><title>x</title><h1 id=other>Other")
    done = render_parts([job, other], cache=NoCache(), workers=2, seconds=seconds, memory=1024**3)
    return done[section.key]


ENDLESS = {
    "a table of 5,000 rows": "| a | b |\n| --- | --- |\n" + "| words of the row | 2026 |\n" * 5000,
    "40,000 paragraphs": "a\n\n" * 40_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDLESS)
def test_a_document_without_end_is_stopped_and_named(name: str) -> None:
    section = document(small_company(), ENDLESS[name])
    # A limit that none of them keeps on the fastest machine; the real one is minutes.
    with pytest.raises(BuilderError) as caught:
        render(section, seconds=4)
    assert f'The section "{section.key}"' in caught.value.message
    assert "other" not in caught.value.message
    assert caught.value.cure


@pytest.mark.slow
def test_a_word_of_thirty_thousand_letters_is_broken_over_lines_and_pages() -> None:
    assert render(document(small_company(), "x" * 30_000), 60).pages > 5


def test_a_word_of_almost_a_million_letters_is_refused_with_its_section_and_not_cut_off() -> None:
    with pytest.raises(BuilderError, match=r'"document-POL-01"(.|\n)*a word of it has 990,000 letters'):
        render(document(small_company(), "x" * 990_000), 60)


DEEP = {
    "quotes": ">" * 1000 + " deep",
    "lists": "".join("  " * depth + "- item\n" for depth in range(150)),
    "emphasis": "*a **b " * 500,
    "brackets": "[" * 3000 + "x" + "](y)" * 3000,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_stands_inside_itself_a_thousand_times_is_printed(name: str) -> None:
    assert render(document(small_company(), DEEP[name]), 60).pages < 50


def test_html_that_stands_inside_itself_too_often_is_named_and_no_bug() -> None:
    job = Job("deep", f"<html lang=en><title>x</title>{'<div>' * 3000}x")
    with pytest.raises(BuilderError, match='"deep"') as caught:
        render_parts([job], cache=NoCache())
    assert caught.value.cure


def test_a_document_over_the_size_that_is_read_is_a_named_error_of_the_check() -> None:
    files = small_company()
    files["policies/policy.md"] = f"{files['policies/policy.md']}{'x' * 1_000_000}"
    [finding] = [each for each in check(snapshot_of(files)) if each.place.path == "policies/policy.md"]
    assert "at most 1,000,000 are read" in finding.message
