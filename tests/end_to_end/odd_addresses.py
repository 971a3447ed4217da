"""Addresses as nobody writes them who means well; `{office}` stands for where the office edition begins."""

from __future__ import annotations

ODD = (
    "{office}../office/findings/", "{office}./findings/", "{office}//findings/", "/{office}findings/",
    "//{office}/findings/", "{office}%2e/findings/", "{office}%2e%2e/office/findings/", "{office}x/..%2ffindings/",
    "/%6fffice/findings/", "/office%2ffindings/", "/office%2Ffindings%2Findex.html", "/OFFICE/findings/",
    "/Office/findings/index.html", "/office.", "/office./findings/", "/office../office/findings/",
    "/office../findings/", "/office", "/officefindings/", "/office;x/findings/", "/office;/../office/findings/",
    "/..%2foffice/findings/", "/%2e%2e/office/findings/", "/../office/findings/", "/assets/../office/findings/",
    "/assets/..%2f..%2foffice/findings/", "/assets/%2e%2e/%2e%2e/office/findings/", "/.../office/findings/",
    "/\\office/findings/", "/office\\findings/", "/..\\office\\findings/", "{office}findings", "{office}findings/.",
    "{office}findings/index.html/", "{office}findings/index.html%00", "{office}findings/index.html%20",
    "{office}findings/%2e%2e/findings/", "{office}findings/?x=/oauth2/auth", "{office}findings/?/public",
    "{office}findings/%3f/public", "{office}.muster-site", "/.muster-site", "/office/.muster-site",
    "{office}missing/", "http://manual.test/office/findings/", "https://office.test/findings/", "/oauth2/auth",
    "/oauth2/auth/", "/oauth2/../office/findings/", "/oauth2/start/../../office/findings/",
    "/oauth2/static/../../office/findings/", "/%c0%ae%c0%ae/office/findings/", "/worker/../office/findings/",
    "/p/../office/findings/", "/404.html/../office/findings/", "/signed-out/../office/findings/", "/office/404.html",
    "/office/index.html",
)  # fmt: skip
"""Ways of writing the path of an office page that a web server may take for something else."""

PIECES = (
    "/", "//", ".", "..", "...", "%2e", "%2E%2e", "%2f", "%5c", "\\", ";", "?", "#", "%00", "%23", "%3f",
    "%252e%252e", "%c0%af", "office", "OFFICE", "%6fffice", "findings", "index.html", "worker", "assets", "p",
    "sitemap.xml.gz", "search/index.json", "oauth2/auth", "oauth2/start", ".muster-site", "~", "%20", "*", "@", ":",
    "manual.test",
)  # fmt: skip
"""Of which more are thrown together."""

EVIL = (
    "https://evil.test/", "//evil.test/", "/\\evil.test", "%2F%2Fevil.test", "https:evil.test",
    "{office}..//evil.test", "{office}../../evil", "{office}.evil", "{office}%0d%0aSet-Cookie:x=1",
    "{office}@evil.test", "{office}x//evil.test", "javascript:alert(1)", "{office}%2e%2e/x", "/oauth2/sign_out?rd=/",
)  # fmt: skip
"""Where a login must not lead."""
