"""`muster hosting`: what a web server needs to serve the manual safely, as files to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builder.commands.files import write_over
from builder.model.error import BuilderError
from builder.render.hosting.choice import Hosting
from builder.render.hosting.files import hosting_files
from builder.render.hosting.security import read_editor_policy, read_policy


def hosting(chosen: Hosting, *, site: Path, out: Path, say: Callable[[str], None]) -> int:
    """Writes the configuration of nginx and Caddy, that of the login, and what to do with them.

    Args:
        chosen: How the manual is served.
        site: A built site, whose security policy the configuration repeats; with an editor in it, also that of its page.
        out: The folder for the files; those of an earlier run are written over.
        say: Prints a line.

    Returns:
        The exit status: 0.

    Raises:
        BuilderError: There is no built site, `out` is no folder, or a value can't stand in a configuration.
    """
    if out.exists() and not out.is_dir():
        raise BuilderError(f"{out} is not a folder.", "Give --out a folder.")
    files = hosting_files(chosen, read_policy(site), read_editor_policy(site))
    write_over(out, files)
    say(f"{', '.join(files)} in {out}. Begin with {out / 'README.md'}.")
    if not chosen.has_office:
        say("Only the worker edition is served. For the office edition, name its readers with --allowed-group.")
    return 0
