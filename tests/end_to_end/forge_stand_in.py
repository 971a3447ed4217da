"""A forge on this machine: as much of GitHub's REST API as the editor asks for, over a real repository.

Source of the shapes: docs.github.com/rest (git database, branches, pulls, issues), read 2026-11-23.
"""

from __future__ import annotations

import base64
import http.server
import json
import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

OWNER, REPO = "tern", "program"
TOKEN = "only-for-this-test"
_ROOT = f"/api/v3/repos/{OWNER}/{REPO}"
_ME = {"login": "coordinator", "name": "Casey Coordinator", "email": "casey@example.ca", "id": 7, "avatar_url": ""}

Answer = tuple[int, Any]


class Forge(http.server.ThreadingHTTPServer):
    """The stand-in.

    Attributes:
        home: Its address, as `--edit-on` takes it.
        proposals: What was proposed, in order.
    """

    daemon_threads = True

    def __init__(self, repository: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repository = repository
        self.home = f"http://127.0.0.1:{self.server_port}"
        self.proposals: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()

    def git(self, *words: str, given: bytes | None = None) -> bytes:
        """What git answers."""
        done = subprocess.run(["git", "-C", str(self.repository), *words], input=given, capture_output=True, check=True)
        return done.stdout

    def line(self, *words: str, given: bytes | None = None) -> str:
        """The only line of git's answer."""
        return self.git(*words, given=given).decode().strip()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Forge
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_OPTIONS(self) -> None:
        """Lets the page of another host ask, as GitHub does."""
        self._send(204, None)

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_PATCH(self) -> None:
        self._answer("PATCH")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def _answer(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        if TOKEN not in self.headers.get("Authorization", ""):
            self._send(401, {"message": "Bad credentials"})
            return
        parts = urlsplit(self.path)
        with self.server.lock:
            try:
                status, found = _dispatch(self.server, method, unquote(parts.path), parse_qs(parts.query), body)
            except subprocess.CalledProcessError:
                status, found = 404, {"message": "Not Found"}
        self._send(status, found)

    def _send(self, status: int, found: Any) -> None:
        data = b"" if found is None else json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*, Authorization, Content-Type")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _dispatch(forge: Forge, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> Answer:
    if path == "/api/v3/user" or path.startswith("/api/v3/users/"):
        return 200, _ME
    if path == _ROOT:
        return 200, {"permissions": {"push": True}, "owner": {"login": OWNER}}
    for wanted, pattern, answer in _ROUTES:
        found = re.fullmatch(_ROOT + pattern, path)
        if found and method == wanted:
            return answer(forge, found[1] if found.groups() else "", query, body)
    return 404, {"message": "Not Found"}


def _branch(forge: Forge, name: str, query: object, body: object) -> Answer:
    return 200, {"name": name, "commit": {"sha": forge.line("rev-parse", f"refs/heads/{name}")}}


def _tree(forge: Forge, name: str, query: dict[str, list[str]], body: object) -> Answer:
    words = ["ls-tree", "-z", "-l", *(["-r", "-t"] if query.get("recursive") else []), name.rstrip(":")]
    entries = []
    for line in forge.git(*words).decode().split("\0")[:-1]:
        facts, path = line.split("\t", 1)
        mode, kind, sha, size = facts.split()
        entries.append({"path": path, "mode": mode, "type": kind, "sha": sha, "size": int(size) if size != "-" else 0})
    return 200, {"sha": name, "tree": entries, "truncated": False}


def _blob(forge: Forge, sha: str, query: object, body: object) -> Answer:
    data = forge.git("cat-file", "blob", sha)
    return 200, {"sha": sha, "size": len(data), "encoding": "base64", "content": base64.b64encode(data).decode()}


def _add_blob(forge: Forge, _: str, query: object, body: dict[str, Any]) -> Answer:
    sha = forge.line("hash-object", "-w", "--stdin", given=base64.b64decode(body["content"]))
    return 201, {"sha": sha}


def _add_tree(forge: Forge, _: str, query: object, body: dict[str, Any]) -> Answer:
    index = forge.repository / ".git" / "stand-in-index"
    index.unlink(missing_ok=True)
    words = ["git", "-C", str(forge.repository)]
    env = {"GIT_INDEX_FILE": str(index), "PATH": "/usr/bin:/bin"}
    subprocess.run([*words, "read-tree", body["base_tree"]], env=env, check=True)
    for each in body["tree"]:
        sha = each["sha"]
        entry = f"0 {'0' * 40}\t{each['path']}\n" if sha is None else f"{each['mode']} {sha}\t{each['path']}\n"
        subprocess.run([*words, "update-index", "--index-info"], env=env, input=entry.encode(), check=True)
    made = subprocess.run([*words, "write-tree"], env=env, check=True, capture_output=True)
    return 201, {"sha": made.stdout.decode().strip()}


def _add_commit(forge: Forge, _: str, query: object, body: dict[str, Any]) -> Answer:
    who = ["-c", f"user.name={_ME['name']}", "-c", f"user.email={_ME['email']}"]
    parents = [word for parent in body["parents"] for word in ("-p", parent)]
    sha = forge.line(*who, "commit-tree", body["tree"], *parents, "-m", body["message"])
    return 201, {"sha": sha, "parents": [{"sha": each} for each in body["parents"]]}


def _add_ref(forge: Forge, _: str, query: object, body: dict[str, Any]) -> Answer:
    forge.git("update-ref", body["ref"], body["sha"])
    return 201, {"ref": body["ref"], "object": {"sha": body["sha"]}}


def _change_ref(forge: Forge, name: str, query: object, body: dict[str, Any]) -> Answer:
    forge.git("update-ref", f"refs/heads/{name}", body["sha"])
    return 200, {"ref": f"refs/heads/{name}", "object": {"sha": body["sha"]}}


def _drop_ref(forge: Forge, name: str, query: object, body: object) -> Answer:
    forge.git("update-ref", "-d", f"refs/heads/{name}")
    return 204, None


def _shown(forge: Forge, proposal: dict[str, Any]) -> dict[str, Any]:
    head = proposal["head"]["ref"]
    sha = forge.line("rev-parse", f"refs/heads/{head}") if proposal["state"] == "open" else proposal["head"]["sha"]
    return {**proposal, "head": {**proposal["head"], "sha": sha}}


def _proposals(forge: Forge, _: str, query: dict[str, list[str]], body: object) -> Answer:
    head, state = query.get("head", [""])[0].partition(":")[2], query.get("state", ["open"])[0]
    found = [each for each in forge.proposals if head in ("", each["head"]["ref"]) and state in ("all", each["state"])]
    return 200, [_shown(forge, each) for each in found]


def _propose(forge: Forge, _: str, query: object, body: dict[str, Any]) -> Answer:
    ref = body["head"].partition(":")[2]
    made = {
        "number": len(forge.proposals) + 1,
        "title": body["title"],
        "state": "open",
        "labels": [],
        "user": _ME,
        "updated_at": "2026-10-31T12:00:00Z",
        "head": {"ref": ref, "sha": forge.line("rev-parse", f"refs/heads/{ref}"), "repo": {"fork": False}},
        "base": {"ref": body["base"], "sha": forge.line("rev-parse", f"refs/heads/{body['base']}")},
    }
    forge.proposals.append(made)
    return 201, made


def _label(forge: Forge, number: str, query: object, body: dict[str, Any]) -> Answer:
    forge.proposals[int(number) - 1]["labels"] = [{"name": each} for each in body["labels"]]
    return 200, forge.proposals[int(number) - 1]["labels"]


def _compare(forge: Forge, names: str, query: object, body: object) -> Answer:
    first, _, last = names.partition("...")
    last = last.partition(":")[2] or last
    base = forge.line("merge-base", first, last)
    files = []
    for line in forge.git("diff-tree", "-r", "-z", "--raw", base, last).decode().split("\0:"):
        facts, *paths = line.lstrip(":").strip("\0").split("\0")
        if not paths:
            continue
        letter = facts.split()[-1]
        status = {"A": "added", "D": "removed"}.get(letter, "modified")
        is_binary = forge.git("diff", "--numstat", base, last, "--", paths[0]).startswith(b"-")
        full = "" if letter == "D" else forge.line("rev-parse", f"{last}:{paths[0]}")
        files.append({"filename": paths[0], "status": status, "sha": full, **({} if is_binary else {"patch": "@@"})})
    commits = [
        {"sha": sha, "parents": [{"sha": forge.line("rev-parse", f"{sha}^")}], "commit": {"message": ""}}
        for sha in forge.git("rev-list", "--reverse", f"{base}..{last}").decode().split()
    ]
    return 200, {"files": files, "commits": commits, "base_commit": {"sha": first}, "merge_base_commit": {"sha": base}}


def _past(forge: Forge, _: str, query: object, body: object) -> Answer:
    """Who changed a file last; the editor can do without."""
    return 200, []


_ROUTES: tuple[tuple[str, str, Callable[[Forge, str, Any, Any], Answer]], ...] = (
    ("GET", r"/branches/(.+)", _branch),
    ("GET", r"/git/trees/(.+)", _tree),
    ("GET", r"/git/blobs/([0-9a-f]{40})", _blob),
    ("POST", r"/git/blobs", _add_blob),
    ("POST", r"/git/trees", _add_tree),
    ("POST", r"/git/commits", _add_commit),
    ("POST", r"/git/refs", _add_ref),
    ("PATCH", r"/git/refs/heads/(.+)", _change_ref),
    ("DELETE", r"/git/refs/heads/(.+)", _drop_ref),
    ("GET", r"/pulls", _proposals),
    ("POST", r"/pulls", _propose),
    ("PUT", r"/issues/([0-9]+)/labels", _label),
    ("GET", r"/compare/(.+)", _compare),
    ("GET", r"/commits", _past),
)
