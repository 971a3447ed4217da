"""One section of the pack: HTML in, a tagged PDF/A-3a out, the same bytes for the same HTML wherever it runs."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from builder.model.error import BuilderError
from builder.render.pdf.fonts import FONT_CSS, use_shipped_fonts

use_shipped_fonts()  # before WeasyPrint loads Pango, in every process that renders

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetchingError  # noqa: E402

from builder.render.pdf.fetcher import PackFetcher  # noqa: E402
from builder.render.pdf.limits import limit_images  # noqa: E402
from builder.render.pdf.markup import find_faults, settle_breaks  # noqa: E402
from builder.render.pdf.metadata import declare_accessible  # noqa: E402

VARIANT = "pdf/a-3a"
CROSS_REFERENCE = "xref:"
"""`<a href="xref:ANCHOR">` points to an id in any part of the pack; `join` makes it a link."""

SIGNATURE = "sigfield:"
"""`<a href="sigfield:NAME"></a>`, an empty box, becomes the signature field NAME; `join` makes it."""

LINK_SCHEMES = ("https:", "http:", "mailto:", "tel:", CROSS_REFERENCE, SIGNATURE)
"""What a link in the pack may lead to."""

_MISSING_GLYPH = ".notdef glyph"
_TWO_PLACES = "Anchor defined twice"


@dataclass(frozen=True)
class Job:
    """A section that waits to be rendered.

    Attributes:
        key: Name of the section; it stands in messages and must be unique in the pack.
        html: A whole document with `<html lang>` and `<title>`. Styles may stand in it.
        assets: Bytes by name for `asset:NAME` addresses: PNG, JPEG, SVG, or CSS where the name ends in .css.
        css: Styles applied before those of the document.
        title: For messages to people; no byte of the part depends on it.
    """

    key: str
    html: str
    assets: Mapping[str, bytes] = field(default_factory=dict)
    css: str = ""
    title: str = ""


@dataclass(frozen=True)
class Part:
    """A section that was rendered.

    Attributes:
        key: Name of the section.
        pdf: PDF/A-3a with tags.
        pages: How many it has.
        anchors: Index (from 0) of the page on which each `id` of the section stands.
        warnings: What WeasyPrint passed over, such as a property it doesn't know; a fault of a template, never of content.
    """

    key: str
    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    warnings: tuple[str, ...] = ()


def render_part(html: str, *, assets: Mapping[str, bytes] | None = None, css: str = "", key: str = "section") -> Part:
    """The section as a tagged PDF.

    Args:
        html: See `Job.html`.
        assets: See `Job.assets`.
        css: See `Job.css`.
        key: See `Job.key`.

    Raises:
        BuilderError: The section asks for something that wasn't handed over, has a character that no shipped font can print, a link to
            nowhere, an image without words, or two places with one id. All faults of the section are named.
    """
    return render_job(Job(key, html, assets or {}, css))


def render_job(job: Job) -> Part:
    """The section as a tagged PDF; see `render_part`."""
    limit_images()
    fetcher = PackFetcher(job.assets)
    try:
        return _render(job, fetcher)
    except URLFetchingError:
        # Most places where something is fetched go on without it; a few don't.
        _refuse(job.key, _denials(fetcher))
        raise
    except RecursionError:
        _refuse(job.key, ["lists, quotes or drawings in it stand inside each other too many times"])
        raise


def _render(job: Job, fetcher: PackFetcher) -> Part:
    with _listening() as said:
        source = weasyprint.HTML(string=job.html, url_fetcher=fetcher)
        _refuse(job.key, find_faults(source.etree_element, [job.css, *_texts(job.assets)]))
        settle_breaks(source.etree_element)
        fonts = FontConfiguration()
        styles = [weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=fonts) for text in (FONT_CSS, job.css)]
        document = source.render(font_config=fonts, stylesheets=styles, pdf_variant=VARIANT)
        _refuse(job.key, [*_denials(fetcher), *_link_faults(document)])
        declare_accessible(document)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=_name_headers_after(job.html))
    _refuse(job.key, [*_denials(fetcher), *_fatal(said)])
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            anchors.setdefault(name, number)
    warnings = tuple(dict.fromkeys(text for level, text in said if level < logging.ERROR))
    return Part(job.key, pdf, len(document.pages), anchors, warnings)


def _name_headers_after(html: str) -> Callable[[Any, Any], None]:
    """Makes the ids of table headers unique in the pack (ISO 32000-1, 14.7.2), for WeasyPrint numbers them from 1 in every file.

    Here it costs next to nothing, and it stays with the part in the cache. Done while joining, it took a third of that time.
    """
    prefix = hashlib.sha256(html.encode()).hexdigest()[:12]

    def finish(_document: Any, pdf: Any) -> None:
        for element in pdf.objects:
            if isinstance(element, dict) and "ID" in element and element.get("Type") == "/StructElem":
                # One string object stands for the header and for every mention of it in the cells below.
                element["ID"].string = f"{prefix}-{element['ID'].string}"

    return finish


def _texts(assets: Mapping[str, bytes]) -> list[str]:
    """Assets that may hold text to print: styles and drawings."""
    return [data.decode("utf-8", "replace") for name, data in sorted(assets.items()) if name.endswith((".css", ".svg"))]


def _denials(fetcher: PackFetcher) -> list[str]:
    return [f"{url} was not used: {reason}" for url, reason in dict.fromkeys(fetcher.denied)]


def _link_faults(document: Any) -> Iterator[str]:
    """Links to nowhere and to kinds of places a pack must not lead to, and files that would be embedded unseen."""
    targets = {name for page in document.pages for name in page.anchors}
    if document.metadata.attachments:
        yield "it embeds files by itself; files are attached to the whole pack only"
    for page in document.pages:
        for kind, target, _, _ in page.links:
            if kind == "attachment":
                yield f"the link to {target} embeds a file"
            elif kind == "internal" and target not in targets:
                yield f'the link to "#{target}" leads nowhere; use xref:{target} for another section'
            elif kind == "external" and not target.lower().startswith(LINK_SCHEMES):
                yield f'the link to "{target}" leads out of the pack to a place that readers can\'t reach'


def _fatal(said: Sequence[tuple[int, str]]) -> list[str]:
    return [text for level, text in said if level >= logging.ERROR or text.startswith((_MISSING_GLYPH, _TWO_PLACES))]


def _refuse(key: str, faults: Sequence[str] | Iterator[str]) -> None:
    found = list(dict.fromkeys(faults))
    if found:
        lines = "".join(f"\n  - {fault}" for fault in found[:20])
        more = f"\n  - and {len(found) - 20} more" if len(found) > 20 else ""
        raise BuilderError(
            f'The section "{key}" can\'t be printed:{lines}{more}',
            "Correct the text or the attachment that is named.",
        )


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.levelno, record.getMessage()))


@contextmanager
def _listening() -> Iterator[list[tuple[int, str]]]:
    """What WeasyPrint reports meanwhile, kept from standard error."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    logger.addHandler(listener)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield listener.said
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates
