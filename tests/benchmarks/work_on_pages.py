"""Packs without Muster, by the libraries alone: `python -m tests.benchmarks.work_on_pages WHAT ARGUMENTS`.

`note ROOT FILE` writes down what each section of a pack is made from. `lay-out FILE` has WeasyPrint make pages of that, one section
after the other in this process, and prints the seconds of CPU for each as JSON. `validate PACK ROOT` hashes and parses a signed pack and
has pyHanko validate its signatures without analysing differences.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from builder.render.pdf.fetcher import PackFetcher
from builder.render.pdf.fonts import FONT_CSS, use_shipped_fonts
from builder.render.pdf.part import VARIANT, Job

AS_OF = date(2026, 10, 31)


def note(root: Path, file: Path) -> None:
    """Writes down the sections of the pack; they come from the cache, so the pack has to be compiled before."""
    from builder.cli.program import open_sealed_cache
    from builder.commands.pack_making import make_pack
    from builder.commands.prepare import Choice, prepare
    from builder.seal import pack

    jobs: dict[str, Job] = {}
    render_parts = pack.render_parts

    def listen(given: list[Job], **options: Any) -> Any:
        jobs.update((job.key, job) for job in given)
        return render_parts(given, **options)

    pack.render_parts = listen  # type: ignore[assignment]
    with prepare(Choice(root, None, AS_OF, AS_OF, by_commit=True)) as prepared:
        make_pack(prepared, cache=open_sealed_cache(False))
    file.write_bytes(pickle.dumps(list(jobs.values())))


def lay_out(file: Path) -> None:
    """WeasyPrint's own work on them."""
    use_shipped_fonts()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    costs = {}
    for job in pickle.loads(file.read_bytes()):
        start = time.process_time()
        fetcher, fonts = PackFetcher(job.assets), FontConfiguration()
        styles = [weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=fonts) for text in (FONT_CSS, job.css)]
        source = weasyprint.HTML(string=job.html, url_fetcher=fetcher)
        source.render(font_config=fonts, stylesheets=styles, pdf_variant=VARIANT).write_pdf(pdf_variant=VARIANT)
        costs[job.key] = time.process_time() - start
    print(json.dumps(costs))


def validate(pack: Path, root: Path) -> None:
    """What nothing that verifies a pack can do without."""
    import pikepdf
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    data = pack.read_bytes()
    print(hashlib.sha256(data).hexdigest())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        print(sum(1 for _ in pdf.objects), "objects")
        for name in pdf.attachments:
            print(name, hashlib.sha256(pdf.attachments[name].get_file().read_bytes()).hexdigest())
    context = ValidationContext(trust_roots=[load_cert_from_pemder(str(root))], allow_fetching=False)
    for signature in PdfFileReader(io.BytesIO(data)).embedded_signatures:
        print(validate_pdf_signature(signature, context, skip_diff=True).intact)


WORK: dict[str, Callable[..., None]] = {"note": note, "lay-out": lay_out, "validate": validate}

if __name__ == "__main__":
    WORK[sys.argv[1]](*map(Path, sys.argv[2:]))
