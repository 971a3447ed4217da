"""The files of `muster hosting`: configuration for nginx, Caddy and oauth2-proxy, and what to do with them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.render.hosting.choice import Hosting, check_hosting
from builder.render.hosting.security import list_headers, quote
from builder.render.templates import open_templates

SEGMENT = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
"""A part of a page's address; it can't begin with a point, so that no address leads up."""

LOGIN = ("oauth2-proxy.cfg", "muster-login.service")
"""What is written only where the office edition is served."""


@dataclass(frozen=True)
class Office:
    """The office edition as the templates see it.

    Attributes:
        name: Its host.
        path: Where it begins there.
        pages: A pattern that only addresses of its pages match; what a login may lead to.
        clear: What a browser is told to forget at the sign-out.
    """

    name: str
    path: str
    pages: str
    clear: str


def hosting_files(hosting: Hosting, policy: str, editor_policy: str = "") -> Mapping[str, str]:
    """The files by name. No secret is in them.

    Args:
        hosting: How the manual is served.
        policy: The content security policy of its pages.
        editor_policy: That of the office edition's editor; empty where it has none.

    Raises:
        BuilderError: A value can't stand in a configuration.
    """
    check_hosting(hosting)
    values = _values(hosting, policy) | {"editor_policy": _without_frames(editor_policy if hosting.has_office else "")}
    templates = open_templates()
    names = ["README.md", "nginx.conf", "Caddyfile", *(LOGIN if hosting.has_office else ())]
    return {name: _tidy(templates.get_template(f"hosting/{name}.txt.j2").render(values)) for name in names}


def _tidy(text: str) -> str:
    """Without the empty lines that parts of a template leave behind when they are left out."""
    return re.sub(r"\n{2,}(?=[\t ]*\})", "\n", re.sub(r"\n{3,}", "\n\n", text)).strip() + "\n"


def _without_frames(policy: str) -> str:
    return f"{policy}; frame-ancestors 'none'" if policy else ""


def _values(hosting: Hosting, policy: str) -> dict[str, object]:
    office_host = hosting.office_name or hosting.name
    return {
        "name": hosting.name,
        "names": [hosting.name, *([hosting.office_name] if hosting.office_name else [])],
        "office": _office(hosting) if hosting.has_office else None,
        "office_host": office_host,
        "shared": hosting.is_shared,
        "groups": ", ".join(json.dumps(group, ensure_ascii=False) for group in hosting.groups),
        "folder": hosting.folder,
        "own_certificate": bool(hosting.certificate),
        "certificate": hosting.certificate or f"/etc/ssl/certs/{hosting.name}.pem",
        "key": hosting.key or f"/etc/ssl/private/{hosting.name}.key",
        "login_at": hosting.login,
        "https_port": hosting.https_port,
        "http_port": hosting.http_port,
        "port_suffix": "" if hosting.https_port == 443 else f":{hosting.https_port}",
        "is_moved": (hosting.https_port, hosting.http_port) != (443, 80),
        "addresses": [f"{each}:" for each in hosting.listen] or ["", "[::]:"],
        "bind": [each.strip("[]") for each in hosting.listen],
        "headers": list_headers(policy),
        "quote": quote,
    }


def _office(hosting: Hosting) -> Office:
    path = "/office/" if hosting.is_shared else "/"
    # Never "cookies": browsers would drop those of the whole domain, so of the company's other services too. And on the worker
    # edition's host not "storage": it would take away the copy of the manual that is saved on the phone.
    clear = '"cache"' if hosting.is_shared else '"cache", "storage"'
    return Office(hosting.office_name or hosting.name, path, f"{path}(?:{SEGMENT}/)*(?:{SEGMENT})?", clear)
