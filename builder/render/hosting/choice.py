"""How a company serves its manual, held against what may stand in a web server's configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model.error import BuilderError

_NAME = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*\Z")
_PATH = re.compile(r"/[A-Za-z0-9._@+-]+(?:/[A-Za-z0-9._@+-]+)*\Z")
_LOGIN = re.compile(r"[a-z0-9.-]{1,253}:[0-9]{1,5}\Z")
_ADDRESS = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:]{2,39}\])\Z")


@dataclass(frozen=True)
class Hosting:
    """How the manual is served.

    Attributes:
        name: The host name of the worker edition.
        office_name: The host name of the office edition; empty where it stands under /office/ of the same host.
        groups: Whose members may read the office edition; empty where it isn't served at all.
        folder: On the server, with the editions in worker/ and office/.
        certificate, key: Files on the server; empty for the usual places.
        login: Where oauth2-proxy listens.
        https_port, http_port: Other than 443 and 80 only behind something else, and in tests.
        listen: Addresses of the server to listen at; all when empty.
    """

    name: str
    office_name: str = ""
    groups: tuple[str, ...] = ()
    folder: str = "/srv/muster"
    certificate: str = ""
    key: str = ""
    login: str = "127.0.0.1:4180"
    https_port: int = 443
    http_port: int = 80
    listen: tuple[str, ...] = ()

    @property
    def has_office(self) -> bool:
        """Whether the office edition is served."""
        return bool(self.groups)

    @property
    def is_shared(self) -> bool:
        """Whether the office edition stands on the worker edition's host."""
        return self.has_office and not self.office_name


def check_hosting(hosting: Hosting) -> None:
    """Makes sure that every value may stand in a configuration as it is, without quotes: none can end a line or begin another directive.

    Raises:
        BuilderError: One may not, or the office edition would be open to everybody.
    """
    if hosting.office_name and not hosting.groups:
        raise BuilderError(
            "Nobody is named who may read the office edition.",
            "Name at least one group of your accounts with --allowed-group; without it, leave --office-name out.",
        )
    if hosting.office_name and hosting.office_name == hosting.name:
        raise BuilderError(
            "Both editions have the same host name.",
            "Leave --office-name out: the office edition then stands under /office/.",
        )
    for option, value in (("--name", hosting.name), ("--office-name", hosting.office_name or hosting.name)):
        _expect(_NAME, option, value, "a host name in small letters, like manual.example.ca")
    paths = (("--folder", hosting.folder), ("--certificate", hosting.certificate), ("--key", hosting.key))
    for option, value in paths:
        if value or option == "--folder":
            _expect(_PATH, option, value, "a whole path on the server, without spaces, like /srv/muster")
            _expect_no_way_up(option, value)
    _expect(_LOGIN, "--login", hosting.login, "a host and a port, like 127.0.0.1:4180")
    for address in hosting.listen:
        _expect(_ADDRESS, "--listen", address, "an address, like 10.0.0.5 or [::1]")
    _check_rest(hosting)


def _check_rest(hosting: Hosting) -> None:
    if bool(hosting.certificate) != bool(hosting.key):
        raise BuilderError("A certificate is of no use without its key.", "Give --certificate and --key, or neither.")
    for port in (hosting.https_port, hosting.http_port):
        if not 1 <= port <= 65535:
            raise BuilderError(f"There is no port {port}.", "Ports go from 1 to 65535.")
    for group in hosting.groups:
        if not group.strip() or not group.isprintable():
            raise BuilderError("The name of a group is empty or holds signs that can't be seen.", "Write it out.")


def _expect(pattern: re.Pattern[str], option: str, value: str, wanted: str) -> None:
    if not pattern.match(value):
        raise BuilderError(f"{option} {value!r} can't stand in a configuration.", f"Give {wanted}.")


def _expect_no_way_up(option: str, value: str) -> None:
    if {".", ".."} & set(value.split("/")):
        raise BuilderError(f"{option} {value!r} can't stand in a configuration.", "Give a path without dots in it.")
