"""The options of `muster hosting`: by which names the manual is served, and who may read the office edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app
from builder.cli.terminal import say


@app.command()
def hosting(
    name: Annotated[str, typer.Option("--name", help="Host name of the worker edition, like manual.example.ca.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")] = Path("dist/hosting"),
    office_name: Annotated[
        str, typer.Option("--office-name", help="Host name of the office edition; without it, under /office/.")
    ] = "",
    allowed_group: Annotated[
        list[str] | None,
        typer.Option("--allowed-group", help="Who may read the office edition: a group of your accounts; repeatable."),
    ] = None,
    site: Annotated[
        Path,
        typer.Option(
            "--site",
            help="A built site, whose security policy the configuration repeats; the office edition if it can be edited.",
        ),
    ] = Path("dist/site"),
    folder: Annotated[
        str, typer.Option("--folder", help="Folder on the server that holds worker/ and office/.")
    ] = "/srv/muster",
    certificate: Annotated[
        str, typer.Option("--certificate", help="Certificate file on the server.", show_default="by the name")
    ] = "",
    key: Annotated[
        str, typer.Option("--key", help="Key of the certificate, a file on the server.", show_default="by the name")
    ] = "",
    login: Annotated[str, typer.Option("--login", help="Where oauth2-proxy listens.")] = "127.0.0.1:4180",
    listen: Annotated[
        list[str] | None,
        typer.Option("--listen", help="Address of the server to listen at; repeatable.", show_default="all"),
    ] = None,
    https_port: Annotated[int, typer.Option("--https-port", help="Port for HTTPS.")] = 443,
    http_port: Annotated[int, typer.Option("--http-port", help="Port that leads to HTTPS.")] = 80,
) -> None:
    """Configuration for nginx or Caddy, with a login before the office edition, and what to do with it."""
    from builder.commands.hosting import hosting
    from builder.render.hosting.choice import Hosting

    chosen = Hosting(
        name,
        office_name,
        tuple(allowed_group or ()),
        folder,
        certificate,
        key,
        login,
        https_port,
        http_port,
        tuple(listen or ()),
    )
    raise typer.Exit(hosting(chosen, site=site, out=out, say=say))
