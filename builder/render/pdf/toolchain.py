"""The programs and fonts that the bytes of a pack depend on, by version: named in its manifest, and part of every cache key."""

from __future__ import annotations

import functools
import hashlib
import platform
from importlib.metadata import version
from pathlib import Path

import pikepdf
from cffi import FFI  # type: ignore[import-untyped]
from PIL import features
from weasyprint.text import ffi as weasyprint_libraries

import builder
from builder.render.pdf.fonts import fonts_digest

_LAYOUT = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "fonttools", "pillow")
"""Packages that turn HTML into pages."""

_AROUND = ("jinja2", "markdown-it-py", "pikepdf", "pypdfium2")
"""Packages that make the HTML before, and the file after."""

_ENGINE = ("fetcher.py", "fonts.py", "image.py", "markup.py", "metadata.py", "part.py")
"""Our own modules that decide what a part looks like or whether it may be printed."""


@functools.cache
def read_toolchain() -> tuple[tuple[str, str], ...]:
    """(name, version) of everything that the bytes of a pack depend on, sorted by name. Fonts have a digest for a version."""
    entries = [
        *_layout_toolchain(),
        *((name, version(name)) for name in _AROUND),
        ("muster", builder.__version__),
        ("qpdf", pikepdf.__libqpdf_version__),
    ]
    return tuple(sorted(entries))


@functools.cache
def _layout_toolchain() -> tuple[tuple[str, str], ...]:
    return (
        *((name, version(name)) for name in _LAYOUT),
        *_library_versions(),
        ("fonts", fonts_digest()[:16]),
        ("python", platform.python_version()),
        ("libjpeg", str(features.version("jpg"))),
        ("zlib", str(features.version("zlib"))),
    )


@functools.cache
def engine_digest() -> str:
    """A digest of everything that turns a section's HTML into its PDF: other programs, fonts, and our own code."""
    digest = hashlib.sha256(repr(_layout_toolchain()).encode())
    for name in _ENGINE:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def _library_versions() -> tuple[tuple[str, str], ...]:
    """Of the system's text libraries, which shape the lines; no Python package knows their versions."""
    ffi = FFI()
    ffi.cdef("int pango_version(void); const char *hb_version_string(void); int FcGetVersion(void);")
    pango, harfbuzz, fontconfig = (
        weasyprint_libraries._dlopen(ffi, *names)
        for names in (
            ("libpango-1.0-0", "libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"),
            ("libharfbuzz-0", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"),
            ("libfontconfig-1", "libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig"),
        )
    )
    return (
        ("pango", _dotted(pango.pango_version())),
        ("harfbuzz", ffi.string(harfbuzz.hb_version_string()).decode("ascii")),
        ("fontconfig", _dotted(fontconfig.FcGetVersion())),
    )


def _dotted(number: int) -> str:
    """1.50.12 for 15012, as both libraries count."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
