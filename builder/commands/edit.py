"""`muster edit`: forms in the browser for records, registers, documents and pages, saved to the files on this machine."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from builder.commands.editing.desk import Desk
from builder.commands.editing.keeping import Keeper
from builder.commands.editing.web import HOST, EditServer, with_desk
from builder.commands.prepare import Prepared
from builder.commands.site import for_edition
from builder.model.error import BuilderError
from builder.model.finding import Finding
from builder.model.snapshot import Snapshot
from builder.model.text_change import TextChanges
from builder.render.site.building.serve import Preview
from builder.render.site.editing.editing import LOCAL
from builder.render.site.editing.files import editing_files

USUAL_PORT = 8137
"""Taken where it is free."""


def edit(
    prepared: Prepared,
    again: Callable[[], AbstractContextManager[Prepared]],
    *,
    port: int = 0,
    open_browser: Callable[[str], object] | None,
    say: Callable[[str], None],
) -> int:
    """Shows the office edition with its editor on this machine until interrupted; what is saved there is in the files at once.

    Args:
        prepared: The program.
        again: Reads everything again.
        port: Of this machine; 0 for the usual one, or one that is free.
        open_browser: Opens an address; None where nobody wants one opened.
        say: Prints a line.

    Returns:
        The exit status: 0.

    Raises:
        BuilderError: The port is taken, or the program has no folder on disk.
    """
    if prepared.root is None or prepared.commit:
        raise BuilderError("Only files on disk can be edited.", "Give the folder of the program with --repo.")
    renew = _renew(again)
    with tempfile.TemporaryDirectory(prefix="muster-edit-") as name:
        preview = Preview(Path(name), prepared.source, "office", renew, editing=LOCAL)
        keeper = Keeper(prepared.root, preview, _editor_files, say)
        keeper.begin(*for_edition(prepared, "office"))
        server = _listen(Desk(prepared.root, keeper.ask), keeper, port)
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        try:
            say(f"The editor is at {server.address}")
            say("It saves to the files in this folder. Press Ctrl-C here when you are done.")
            if open_browser is not None:
                open_browser(server.address)
            keeper.run()
        except KeyboardInterrupt:
            say("Stopped. What was saved is in the files; `muster save` records it.")
        finally:
            server.shutdown()
            server.server_close()
    return 0


def _renew(
    again: Callable[[], AbstractContextManager[Prepared]],
) -> Callable[[], tuple[Snapshot, tuple[Finding, ...]]]:
    known: TextChanges = {}

    def renew() -> tuple[Snapshot, tuple[Finding, ...]]:
        nonlocal known
        with again() as newest:
            snapshot, findings = for_edition(newest, "office", known)
        known = snapshot.text_changes
        return snapshot, findings

    return renew


def _editor_files(snapshot: Snapshot) -> Mapping[str, bytes]:
    return with_desk(editing_files(snapshot, LOCAL))


def _listen_as_before(desk: Desk, keeper: Keeper) -> EditServer:
    """On the usual port where it is free: drafts that a browser keeps belong to an address."""
    try:
        return EditServer(desk, keeper, USUAL_PORT)
    except OSError:
        return EditServer(desk, keeper)


def _listen(desk: Desk, keeper: Keeper, port: int) -> EditServer:
    try:
        return _listen_as_before(desk, keeper) if port == 0 else EditServer(desk, keeper, port)
    except OSError as error:
        raise BuilderError(
            f"Nothing can be served at {HOST}:{port}: {error.strerror or error}.",
            "Another program uses the port; leave --port out, or give another one.",
        ) from None
