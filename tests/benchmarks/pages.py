"""A company whose pack has about so many pages, for the benchmarks: a small one with more and more documents and inspections."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path

from tests.benchmarks.child import Cost, cost_with_all_left
from tests.benchmarks.company import plant, read_sample
from tests.render.pdf.sections.company import small_company

AS_OF = "2026-10-31"
_LEAST_PAGES = 100
"""Of the small company alone: what every pack has, and a page or two for each element."""
_FRONT = (
    "---\nid: PRG-{number}\ntitle: {title}, {number}\nkind: procedure\narea: {area}\nversion: 1\nowner: P-002\napproved_by: P-001\n"
    "approved_on: 2026-02-16\nreview_every: P12M\nlast_reviewed: 2026-02-16\nstatus: approved\n---\n"
)
_INSPECTION = (
    "id: insp-{number}\ndate: {day}\nsite: shop\nrecorded_by: P-002\nkind: weekly\narea: Rack {number}\ninspectors: [P-003]\n"
    "items_ok: 31\nitems_deficient: 1\ndeficiencies: [{{item: Guard missing, action: ca-0001}}]\n"
    "signatures: [{{person: P-003, role: inspector, date: {day}, method: seen-on-scan, page: 1}}]\n"
)


@dataclass
class Paged:
    """A company, the cache of its packs, and how many pages its pack came to (0 until it was compiled)."""

    root: Path
    cache: Path
    pages: int = 0

    def compile(self, out: Path) -> Cost:
        """Compiles the pack as a person would, and counts its pages."""
        env = {"XDG_CACHE_HOME": str(self.cache), "XDG_CONFIG_HOME": str(self.cache.with_name("config"))}
        options = ("--repo", self.root, "--as-of", AS_OF, "--out", out, "--quiet")
        cost = cost_with_all_left([sys.executable, "-m", "builder", "pack", *options], env)
        found = re.search(r"\b([\d,]+) pages\b", cost.said)
        assert found, cost.said
        self.pages = int(found[1].replace(",", ""))
        return cost

    def change_a_document(self) -> str:
        """Adds a sentence to the last document and commits it; gives back the key of the document's section."""
        document = max((self.root / "policies").glob("*.md"))
        text = document.read_text(encoding="utf-8")
        document.write_text(f"{text}\nA sentence more, as the benchmark has it.\n", encoding="utf-8")
        who = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@ridgeline.example")
        subprocess.run(["git", "-C", str(self.root), *who, "commit", "--quiet", "--all", "-m", "Change"], check=True)
        found = re.search(r"^id: (\S+)", text, re.MULTILINE)
        assert found, document
        return f"document-{found[1]}"


def make_paged(root: Path, pages: int) -> Paged:
    """A company whose pack has about so many pages, in a new git repository: half of what it grows by is documents, half a register."""
    files = {path: data if isinstance(data, bytes) else data.encode() for path, data in small_company().items()}
    files["mkdocs.yml"] = read_sample()["mkdocs.yml"]
    files["records/company.yaml"] = files["records/company.yaml"].replace(
        b"demonstration: true", b"demonstration: false"
    )
    more = max(0, pages - _LEAST_PAGES)
    files.update((*_documents(more * 10 // 26), *_inspections(more * 12)))
    plant(root, files)
    return Paged(root, root.with_name("cache"))


def _documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Documents with the texts of the sample's, again and again, 1.3 pages each."""
    texts = [data.decode() for path, data in read_sample().items() if re.fullmatch(r"policies/[^/]+\.md", path)]
    for number, text in zip(range(101, 101 + count), cycle(texts)):
        head, _, body = text.removeprefix("---\n").partition("\n---\n")
        title, area = (re.search(rf"^{name}: (.+)", head, re.MULTILINE) for name in ("title", "area"))
        assert title, text
        assert area, text
        front = _FRONT.format(number=number, title=title[1], area=area[1])
        yield f"policies/document-{number}.md", f"{front}{body}".encode()


def _inspections(count: int) -> Iterator[tuple[str, bytes]]:
    """Inspections with a finding each, evenly over the pack's twelve months."""
    first = date(2025, 11, 1).toordinal()
    for number in range(count):
        day = date.fromordinal(first + 360 * number // count)
        text = _INSPECTION.format(number=1001 + number, day=day)
        yield f"records/inspection/{day.year}/insp-{1001 + number}.yaml", text.encode()
