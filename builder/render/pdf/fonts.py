"""The shipped fonts: a private fontconfig so that no other font can be used, and which characters they can print."""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import shutil
import tempfile
import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from builder.model.error import BuilderError
from builder.render.templates import template_folder

TEXT_FONT = "NotoSans-Regular.ttf"
"""The face of page stamps and signature stamps."""

FAMILIES = (
    "Noto Sans",
    "Noto Sans Gurmukhi",
    "Noto Sans Symbols2",
    "Noto Sans Math",
)
"""Tried in this order for every character."""

MONOSPACE = "Noto Sans Mono"

FONT_CSS = (
    "html { font-family: "
    + ", ".join(f'"{family}"' for family in FAMILIES)
    + "; image-rendering: crisp-edges; }\n"
    + f'code, pre, kbd, samp, tt {{ font-family: "{MONOSPACE}", '
    + ", ".join(f'"{family}"' for family in FAMILIES)
    + "; }\n"
)
"""Put before the styles of every part. Without `crisp-edges` images would be smoothed, which PDF/A forbids (6.2.8)."""

_CONFIGURATION = "MUSTER_FONTCONFIG_FILE"
"""Environment variable by which a worker process finds the configuration that its parent made."""

_INVISIBLE = frozenset("\t\n\r\x0c\u00ad\u034f\ufeff") | frozenset(
    map(chr, (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFE0E, 0xFE0F))
)
"""White space, joiners and direction marks: the text engine gives them no glyph, so no font needs them."""


def font_folder() -> Path:
    """The folder with the shipped fonts."""
    return template_folder() / "fonts"


def use_shipped_fonts() -> None:
    """Makes the shipped fonts the only ones this process and its workers can see.

    It must run before WeasyPrint is imported; importing `builder.render.pdf.part` sees to that. The configuration stands in a
    private folder that is removed when the process that made it ends.
    """
    own = os.environ.get(_CONFIGURATION)
    if own is None or not Path(own).is_file():
        own = str(_write_configuration())
        os.environ[_CONFIGURATION] = own
    os.environ["FONTCONFIG_FILE"] = own
    # Both would let the machine mix its own configuration or root folder in.
    os.environ.pop("FONTCONFIG_PATH", None)
    os.environ.pop("FONTCONFIG_SYSROOT", None)


def _write_configuration() -> Path:
    fonts = font_folder()
    if not (fonts / TEXT_FONT).is_file():
        raise BuilderError(
            f"The fonts that belong to Muster are missing from {fonts}.",
            "Install it again with: pip install --force-reinstall muster-hs",
        )
    folder = Path(tempfile.mkdtemp(prefix="muster-fonts-"))
    owner = os.getpid()
    atexit.register(_remove, folder, owner)
    path = folder / "fonts.conf"
    path.write_text(_configuration(fonts, folder / "cache"), encoding="utf-8", newline="\n")
    return path


def _remove(folder: Path, owner: int) -> None:
    # A forked worker inherits the exit handler but not the folder.
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def _configuration(fonts: Path, cache: Path) -> str:
    preferred = "".join(f"<family>{escape(family)}</family>" for family in FAMILIES)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(fonts))}</dir>\n<cachedir>{escape(str(cache))}</cachedir>\n"
        f"<alias><family>monospace</family><prefer><family>{MONOSPACE}</family></prefer></alias>\n"
        f"<alias><family>sans-serif</family><prefer>{preferred}</prefer></alias>\n"
        f"<alias><family>serif</family><prefer>{preferred}</prefer></alias>\n"
        "<config><rescan><int>0</int></rescan></config>\n</fontconfig>\n"
    )


@functools.cache
def supported_code_points() -> frozenset[int]:
    """Every code point that at least one shipped font has a glyph for."""
    points: set[int] = set()
    for path in _font_files():
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def unsupported_characters(text: str) -> tuple[str, ...]:
    """The characters of a text that no shipped font can print, each once, sorted.

    Args:
        text: Any text; composed (NFC) or not.
    """
    supported = supported_code_points()
    return tuple(sorted(char for char in set(text) if not _is_printable(char, supported)))


def _is_printable(char: str, supported: frozenset[int]) -> bool:
    if char in _INVISIBLE:
        return True
    # Some faces map control characters to an empty glyph.
    return ord(char) in supported and unicodedata.category(char) != "Cc"


def describe_character(char: str) -> str:
    """A character for a message: the glyph, its code point and its Unicode name."""
    name = unicodedata.name(char, "a character without a name")
    shown = char if char.isprintable() else "?"
    return f"{shown} (U+{ord(char):04X}, {name.lower()})"


@functools.cache
def fonts_digest() -> str:
    """sha256 over the names and bytes of all shipped fonts, 64 hex digits."""
    digest = hashlib.sha256()
    for path in _font_files():
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _font_files() -> list[Path]:
    return sorted(font_folder().glob("*.ttf"))
