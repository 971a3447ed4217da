"""Every construct that is known to make the renderer fetch something, tried against a server that counts and a file that must not leak."""

from __future__ import annotations

import base64
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from builder.model.error import BuilderError
from builder.render.pdf.fetcher import PackFetcher
from builder.render.pdf.part import render_part
from tests.render.pdf.paper import open_pdf, page

SECRET = b"CANARY-7f3a-9c11"
DOT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Dot</title><rect width="9" height="9"/></svg>'
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><title>D</title>{}</svg>'
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "{file}">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20"><text y="15">&x;</text></svg>'
)

CONSTRUCTS = {
    "img": '<img alt="x" src="{web}/img">',
    "img of a file": '<img alt="x" src="{drawing}">',
    "link rel=attachment": '<link rel="attachment" href="{file}">',
    "a rel=attachment": '<a rel="attachment" href="{file}">x</a>',
    "object": '<object data="{web}/object"></object>',
    "embed": '<embed src="{web}/embed">',
    "iframe": '<iframe src="{web}/iframe"></iframe>',
    "link rel=stylesheet": '<link rel="stylesheet" href="{web}/a.css">',
    "css import": "<style>@import url({web}/b.css);</style>",
    "css background": '<p style="background: url({web}/background)">x</p>',
    "list-style-image": '<ul style="list-style-image: url({web}/list)"><li>x</ul>',
    "css content": "<style>p::before {{ content: url({web}/content) }}</style><p>x</p>",
    "font-face": "<style>@font-face {{ font-family: x; src: url({web}/font) }} p {{ font-family: x }}</style><p>x</p>",
    "svg image": SVG.format('<image href="{web}/svg-image" width="9" height="9"/>'),
    "svg use": SVG.format('<use href="{web}/svg-use#a"/>'),
    "svg style": SVG.format("<style>@import url({web}/svg.css);</style>"),
    "base": '<base href="{web}/base/"><img alt="x" src="relative">',
    "redirect": '<img alt="x" src="{web}/redirect">',
    "video poster": '<video poster="{web}/poster"></video>',
    "input image": '<input type="image" src="{web}/input">',
    "meta refresh": '<meta http-equiv="refresh" content="0; url={web}/meta">',
    "script": '<script src="{web}/script"></script>',
    "picture": '<picture><source srcset="{web}/source"><img alt="x" srcset="{web}/srcset 2x"></picture>',
    "color-profile": "<style>@color-profile --x {{ src: url({web}/icc) }}</style><p>x</p>",
    "xml entity": '<img alt="x" src="data:image/svg+xml;base64,{entity}">',
    "relative file": '<img alt="x" src="secret.svg">',
    "network path": '<img alt="x" src="//127.0.0.1:{port}/network">',
    "ftp": '<img alt="x" src="ftp://127.0.0.1:{port}/ftp">',
    "data of another kind": '<img alt="x" src="data:text/html;base64,PHA+">',
    "svg image of a file": SVG.format('<image href="{drawing}" width="9" height="9"/>'),
    "css cursor, mask and border image": '<p style="border-image: url({web}/border) 9; mask-image: url({web}/mask)">x</p>',
}

HARMLESS = {"iframe", "video poster", "input image", "meta refresh", "script", "picture", "svg use"}
"""The renderer does not know these, so there is nothing to deny."""


@pytest.fixture(scope="module")
def seen() -> Iterator[tuple[int, list[str]]]:
    """A web server on this machine: its port, and the paths that were asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(302 if self.path == "/redirect" else 200)
            self.send_header("Location", "/redirected")
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(DOT)

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], paths
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=str)
def test_nothing_is_fetched_and_no_file_leaks(construct: str, seen: tuple[int, list[str]], tmp_path: Path) -> None:
    port, paths = seen
    paths.clear()
    secret, drawing = tmp_path / "secret.txt", tmp_path / "secret.svg"
    secret.write_bytes(SECRET)
    drawing.write_bytes(DOT.replace(b"Dot", SECRET))
    body = CONSTRUCTS[construct].format(
        web=f"http://127.0.0.1:{port}",
        port=port,
        file=secret.as_uri(),
        drawing=drawing.as_uri(),
        entity=base64.b64encode(ENTITY.format(file=secret.as_uri()).encode()).decode(),
    )

    try:
        made = render_part(page(body))
    except BuilderError as error:
        refused = error.message
    else:
        refused = ""
        assert not holds(made.pdf, SECRET)
    assert paths == []
    assert bool(refused) == (construct not in HARMLESS)


def holds(data: bytes, secret: bytes) -> bool:
    """Whether any stream or string of the file has the secret."""
    with open_pdf(data) as pdf:
        return any(secret in _bytes_of(item) for item in pdf.objects)


def _bytes_of(item: pikepdf.Object) -> bytes:
    return item.read_bytes() if isinstance(item, pikepdf.Stream) else item.unparse()


def test_the_search_for_the_secret_finds_it_where_it_is() -> None:
    assert holds(render_part(page('<p><a href="https://x.example/CANARY-7f3a-9c11">x</a></p>')).pdf, SECRET)


def test_every_refusal_is_named_at_once() -> None:
    with pytest.raises(BuilderError) as caught:
        render_part(page('<img alt="a" src="http://127.0.0.1:9/one"><img alt="b" src="asset:two.png">'), key="photos")

    assert "http://127.0.0.1:9/one was not used: only what was handed over" in caught.value.message
    assert "asset:two.png was not used: no such file was handed over" in caught.value.message


def test_a_handed_over_image_style_and_drawn_chart_are_used() -> None:
    chart = base64.b64encode(DOT).decode()
    made = render_part(
        page(
            '<link rel="stylesheet" href="asset:own.css"><img alt="Dot" src="asset:dots/dot%201.svg">'
            f'<img alt="Chart" src="data:image/svg+xml;base64,{chart}">'
        ),
        assets={"dots/dot 1.svg": DOT, "own.css": b"h1 { color: #0b5563 }"},
    )

    assert made.pages == 1
    assert made.warnings == ()


def test_a_drawing_may_not_bring_its_own_picture_from_elsewhere() -> None:
    drawing = SVG.format('<image href="file:///etc/hostname" width="9" height="9"/>').encode()

    with pytest.raises(BuilderError, match="file:///etc/hostname was not used"):
        render_part(page('<img alt="x" src="asset:a.svg">'), assets={"a.svg": drawing})


def test_a_picture_with_too_many_pixels_inside_a_drawing_is_refused() -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    inner = base64.b64encode(out.getvalue()).decode()
    drawing = SVG.format(f'<image href="data:image/png;base64,{inner}" width="9" height="9"/>').encode()

    with pytest.raises(BuilderError, match="pixels"):
        render_part(page('<img alt="x" src="asset:a.svg">'), assets={"a.svg": drawing})


def test_long_addresses_are_shortened_in_messages() -> None:
    fetcher = PackFetcher({})

    with pytest.raises(ValueError, match="asset:"):
        fetcher.fetch("asset:" + "a" * 500)
    assert len(fetcher.denied[0][0]) == 118
