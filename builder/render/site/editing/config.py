"""The editor's configuration: Decap's own, and what our scripts beside it need to know. All of it is data; nothing in it is run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.model.snapshot import Snapshot
from builder.read.source import MAX_ATTACHMENT
from builder.record_types import TYPES
from builder.render.site.editing import labels
from builder.render.site.editing.choices import REGISTER_PREFIXES, choices, last_numbers
from builder.render.site.editing.collections import collections
from builder.render.site.editing.editing import Editing

API = "/api/v1"
"""Where `muster edit` answers, on the host that the page came from."""

_SCANS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""Files that can be attached: what can be shown, printed and put into a pack."""

_BACKENDS = {"github": "github", "gitlab": "gitlab", "gitea": "forgejo"}
"""Decap's backend for a forge. Its own for Gitea knows no proposals; that for Forgejo does, and both forges answer alike."""

_TOKENS = {
    "github": "On GitHub: Settings, Developer settings, Fine-grained tokens; for this repository only, with Contents and Pull requests to read and write.",
    "gitlab": "On GitLab: Preferences, Access tokens; with the scope api.",
    "gitea": "On your forge: Settings, Applications; with Repository and Issue to read and write, and User to read.",
}

_PHRASES_ALWAYS = {
    "app.header.content": "Records and documents",
    "app.header.quickAdd": "Add",
    "editor.editorControlPane.widget.required": "Fill this in, please.",
    "editor.editorControlPane.widget.regexPattern": "Please check: it %{pattern}.",
    "editor.editor.confirmLoadBackup": "What you typed here last time was not saved. Put it back into the form?",
    "editor.editor.onLeavePage": "What you typed is not saved yet. Leave this page without saving?",
    "ui.toast.missingRequiredField": "Something that is needed was left empty; it is marked in red.",
    "collection.sidebar.collections": "What you can edit",
    "app.app.errorHeader": "The editor can't begin",
    "app.app.checkConfigYml": "Build the manual again with `muster site` or `muster edit`.",
    "editor.editorToolbar.backCollection": " Back to %{collectionLabel}",
    "editor.editorToolbar.unsavedChanges": "Not saved yet",
    "editor.editorToolbar.changesSaved": "Nothing to save",
    "editor.editorWidgets.datetime.now": "Today",
    "collection.entries.noEntries": "Nothing has been filed here yet.",
}
_PHRASES_LOCAL = {
    "editor.editorToolbar.publish": labels.SAVE,
    "editor.editorToolbar.publishing": "Saving…",
    "editor.editorToolbar.published": "Saved",
    "editor.editorToolbar.publishNow": labels.SAVE,
    "editor.editorToolbar.publishAndCreateNew": "Save and begin another",
    "editor.editorToolbar.publishAndDuplicate": "Save and begin a copy",
    "ui.toast.entrySaved": "Saved",
    "ui.toast.onFailToPersist": "Not saved: %{details}",
}
_PHRASES_FORGE = {
    "editor.editorToolbar.save": labels.SEND,
    "editor.editorToolbar.saving": "Sending…",
    "editor.editorToolbar.publish": "Take over",
    "editor.editorToolbar.publishing": "Taking over…",
    "editor.editorToolbar.publishNow": "Take over now",
    "editor.editorToolbar.draft": "Begun",
    "editor.editorToolbar.deleteUnpublishedEntry": "Withdraw this proposal",
    "editor.editorToolbar.deleteUnpublishedChanges": "Withdraw these changes",
    "collection.entries.unpublishedHeader": "Proposed, not taken over yet",
    "app.header.workflow": "Proposals",
    "editor.editorToolbar.inReview": "To be looked at",
    "editor.editorToolbar.ready": "Ready to take over",
    "ui.toast.entrySaved": "Sent for review",
    "ui.toast.onFailToPersist": "Not sent: %{details}",
}
"""Decap's phrases, by their path in its English words, where those would mean nothing to a coordinator."""


def make_config(snapshot: Snapshot, editing: Editing) -> dict[str, Any]:
    """Everything in `edit/forms.json`."""
    return {
        "config": _decap(snapshot, editing),
        "choices": choices(snapshot),
        "numbers": last_numbers(snapshot),
        "prefixes": _prefixes(),
        "forge": _forge(editing),
        "phrases": {**_PHRASES_ALWAYS, **(_PHRASES_LOCAL if editing.is_local else _PHRASES_FORGE)},
        "words": {
            "id_given": labels.ID_GIVEN,
            "sign_in": "Sign in",
            "token": "Access token",
            "back": "Back to the manual",
            "file_ending": "A file that ends in %s can't be shown and printed everywhere. Save it as PDF, JPEG or PNG first.",
            "file_size": f"The file is larger than {MAX_ATTACHMENT // 1_000_000} MB; scan it with a lower resolution, or send yourself the photo in a smaller size.",
        },
        "limits": {"bytes": MAX_ATTACHMENT, "endings": _SCANS},
    }


def _decap(snapshot: Snapshot, editing: Editing) -> dict[str, Any]:
    company = snapshot.program.company
    return {
        # Everything stands here; without this Decap would also ask for a config.yml.
        "load_config_file": False,
        "backend": _backend(editing),
        "publish_mode": "simple" if editing.is_local else "editorial_workflow",
        "locale": "en",
        "logo": {"src": "../assets/icons/favicon.png", "show_in_header": False},
        "show_preview_links": False,
        "search": True,
        "media_folder": "records",
        "public_folder": "/records",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": collections(snapshot),
        "title": company.value.name if company else "",
    }


def _backend(editing: Editing) -> dict[str, Any]:
    if editing.is_local:
        return {"name": "proxy", "proxy_url": API, "branch": editing.branch}
    return {
        "name": f"muster-{_BACKENDS[editing.forge]}",
        "repo": editing.repository,
        "branch": editing.branch,
        "api_root": editing.api,
        "base_url": editing.home,
        "graphql_api_root": f"{editing.home}/api/graphql",
        "use_graphql": False,
        "squash_merges": False,
        "commit_messages": _messages(),
    }


def _messages() -> Mapping[str, str]:
    """What stands in the history; the forge adds who it was and when."""
    return {
        "create": "{{collection}} {{slug}}: added in the browser",
        "update": "{{collection}} {{slug}}: changed in the browser",
        "delete": "{{collection}} {{slug}}: deleted in the browser",
        "uploadMedia": "{{path}}: added in the browser",
        "deleteMedia": "{{path}}: deleted in the browser",
    }


def _forge(editing: Editing) -> dict[str, str] | None:
    if editing.is_local:
        return None
    return {
        "forge": editing.forge,
        "backend": _BACKENDS[editing.forge],
        "where": f"What you change is proposed to {editing.repository} on {editing.home.partition('://')[2]}; somebody looks at it before it counts.",
        "token_hint": f"{_TOKENS[editing.forge]} It stays in this browser until you sign out.",
    }


def _prefixes() -> dict[str, str]:
    """The letters of ids by collection."""
    records = {f"record-{name}": model.PREFIX for name, model in TYPES.items()}
    return {**records, **{f"register-{name}": prefix for name, (prefix, _) in REGISTER_PREFIXES.items()}}
