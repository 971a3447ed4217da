"""A repository whose settings, attributes, hooks and files name a program wherever git, MkDocs or Python would take one.

Every such program leaves a file with its own name in the folder of canaries, so that it can be seen afterwards which of them ran.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.demo.signing import make_key, public_line
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository

AT = "2026-04-02 09:00:00 -0600"
LATER = "2026-04-03 09:00:00 -0600"
HOOKS = (
    "post-checkout",
    "post-index-change",
    "reference-transaction",
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "pre-push",
    "post-rewrite",
    "post-merge",
    "pre-auto-gc",
)

ATTRIBUTES = """\
* filter=evil diff=evil merge=evil export-subst ident text
*.plain !diff !filter
*.proc filter=process
*.each diff=each
records/** export-ignore
"""

MKDOCS = """\
site_name: Ridgeline
docs_dir: content
hooks: [hooks/canary.py]
plugins: [search, canary-that-is-not-installed]
theme: {name: material, custom_dir: overrides}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/object/apply:os.system ["CANARY"]
extra: {run: !!python/name:hooks.canary.run }
"""

SIGNATURES = {
    "gpg": b"-----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----",
    "gpg-ssh": b"-----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----",
    "gpg-x509": b"-----BEGIN SIGNED MESSAGE-----\n AAAA\n -----END SIGNED MESSAGE-----",
}
"""An armour for each kind of signature, by the canary of the program that git would check it with."""


@dataclass(frozen=True)
class Hostile:
    """The repository and what belongs to it.

    Attributes:
        repository: As an attacker hands it over.
        canaries: Where every program that ran leaves a file.
        programs: Where those programs are.
        environment: Variables that name more of them, as a hook or a careless shell would leave behind.
    """

    repository: GitRepository
    canaries: Path
    programs: Path
    environment: dict[str, str]

    @property
    def root(self) -> Path:
        return self.repository.root

    def ran(self) -> set[str]:
        """The names of the programs that ran."""
        return {file.name for file in self.canaries.iterdir()}

    def clear(self) -> None:
        for file in self.canaries.iterdir():
            file.unlink()


def make_hostile(folder: Path) -> Hostile:
    """The small company in a repository that is a trap for whoever asks git about it."""
    canaries, programs = folder / "canaries", folder / "programs"
    for each in (canaries, programs, folder / "keys"):
        each.mkdir(parents=True)
    made = GitRepository.make(folder / "company")
    hostile = Hostile(made, canaries, programs, {})
    _commit_company(hostile)
    _commit_with_signatures(made)
    _add_lender(hostile, folder)
    _configure(hostile)
    (made.root / ".git" / "info").mkdir(exist_ok=True)
    (made.root / ".git" / "info" / "attributes").write_text(ATTRIBUTES)
    hostile.environment.update(_environment(hostile, folder))
    # Something to find in the work tree, so that a comparison has work to do.
    (made.root / "content" / "untracked.md").write_text("# New\n")
    hostile.clear()
    return hostile


def program(hostile: Hostile, name: str, folder: Path | None = None) -> str:
    """A program that says it ran and passes its input on."""
    file = (folder or hostile.programs) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fails = "case NAME in ssh*|uploadpack*|remote*|proxy*|gpg*|credential*|askpass*|process) exit 1;; esac"
    text = f"#!/bin/sh\n: > '{hostile.canaries}/{name}'\n{fails.replace('NAME', name)}\n[ -t 0 ] || cat\nexit 0\n"
    file.write_text(text)
    file.chmod(0o755)
    return str(file)


def python_canary(hostile: Hostile, name: str) -> str:
    return f"open({str(hostile.canaries / name)!r}, 'w').close()\ndef run(*_, **__): return {{}}\n"


def _commit_company(hostile: Hostile) -> None:
    made = hostile.repository
    files: dict[str, str | bytes | None] = dict(minimal_files())
    person = minimal_files()["records/people/P-001.yaml"].decode()
    files["records/people/P-001.yaml"] = f'{person}keys: [{{public: "{public_line("P-001")}", from: 2026-04-01}}]\n'
    files |= {
        ".gitattributes": ATTRIBUTES,
        ".mailmap": "Somebody Else <else@x> <marnie@ridgeline.example>\n",
        ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::false\n\tupdate = !false\n',
        ".lfsconfig": "[lfs]\n\turl = ext::false\n",
        "a.plain": "one\n",
        "a.proc": "one\n",
        "a.each": "one\n",
        "mkdocs.yml": MKDOCS.replace("CANARY", f": > '{hostile.canaries}/mkdocs-tag'"),
        "hooks/canary.py": python_canary(hostile, "mkdocs-hook"),
        "overrides/main.html": "{% extends 'base.html' %}{% block content %}OVERRIDDEN{% endblock %}\n",
        "site_templates/site/index.md.j2": "OVERRIDDEN\n",
        "typer.py": python_canary(hostile, "module-typer"),
        "sitecustomize.py": python_canary(hostile, "module-sitecustomize"),
        "builder.py": python_canary(hostile, "module-builder"),
        "Makefile": f"all:\n\t: > {hostile.canaries}/make\n",
    }
    made.commit(files, at=AT)
    made.git("checkout", "-q", "-b", "conflict")
    made.commit({"a.plain": "other\n"}, at=AT)
    made.git("checkout", "-q", "main")
    made.commit({"a.plain": "two\n", "a.proc": "two\n", "content/more.md": "# More\n"}, at=LATER)
    made.git("tag", "-a", "-m", "Manual", "manual")


def _commit_with_signatures(made: GitRepository) -> None:
    """One commit with a signature of each kind on the line, and an ordinary one at its end."""
    who = b"Marnie Kowalchuk <marnie@ridgeline.example> 1775228400 -0600"
    for name, armour in SIGNATURES.items():
        head = f"tree {made.tree()}\nparent {made.head()}\n".encode()
        raw = head + b"author " + who + b"\ncommitter " + who + b"\ngpgsig " + armour + b"\n\nSigned\n"
        made.git("tag", f"signed-{name}", made.raw_commit(raw))
    made.commit({"content/last.md": "# Last\n"}, at=LATER)
    ahead = made.git("commit-tree", "-m", "Ahead", "-p", "HEAD", made.tree()).decode().strip()
    made.git("branch", "ahead", ahead)
    # A filter that speaks git's protocol badly can end git itself, before the other traps are reached.
    made.git("update-index", "--assume-unchanged", "a.proc")


def _add_lender(hostile: Hostile, folder: Path) -> None:
    """Another repository whose objects are borrowed, and which objects could be fetched from."""
    lender = GitRepository.make(folder / "lender")
    lender.commit({"README.md": "Lent\n"}, at=AT)
    objects = hostile.root / ".git" / "objects" / "info"
    objects.mkdir(exist_ok=True)
    (objects / "alternates").write_text(f"{lender.root}/.git/objects\n")


def _configure(hostile: Hostile) -> None:
    made, lender = hostile.repository, hostile.root.parent / "lender"

    def named(name: str) -> str:
        return program(hostile, name)

    included = hostile.programs / "included.config"
    included.write_text(f'[alias]\n\tincluded = "!{named("include")}"\n')
    conditional = hostile.programs / "conditional.config"
    conditional.write_text(f'[alias]\n\tconditional = "!{named("include-if")}"\n')
    settings = {
        "filter.evil.clean": named("clean"),
        "filter.evil.smudge": named("smudge"),
        "filter.process.process": named("process"),
        "diff.evil.textconv": named("textconv"),
        "diff.evil.command": named("diff-command"),
        "diff.external": named("external-diff"),
        "merge.evil.driver": named("merge-driver"),
        "core.fsmonitor": named("fsmonitor"),
        "core.pager": named("pager"),
        "pager.log": named("pager-log"),
        "core.editor": named("editor"),
        "sequence.editor": named("sequence-editor"),
        "core.sshCommand": named("ssh"),
        "core.askPass": named("askpass"),
        "core.gitProxy": named("proxy"),
        "core.alternateRefsCommand": named("alternate-refs"),
        "credential.helper": f"!{named('credential')}",
        "gpg.program": named("gpg"),
        "gpg.x509.program": named("gpg-x509"),
        "gpg.ssh.program": named("gpg-ssh"),
        "gpg.ssh.allowedSignersFile": "/dev/null",
        "gpg.ssh.defaultKeyCommand": named("default-key"),
        "log.showSignature": "true",
        "tar.tgz.command": named("tar"),
        "interactive.diffFilter": named("diff-filter"),
        "trailer.signed.key": "Signed-by",
        "trailer.signed.cmd": named("trailer"),
        "trailer.signed.ifmissing": "add",
        "alias.frobnicate": f"!{named('alias')}",
        "remote.origin.url": str(lender),
        "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*",
        "remote.origin.uploadpack": named("uploadpack"),
        "remote.origin.promisor": "true",
        "remote.ext.url": f"ext::{named('remote-ext')}",
        "protocol.ext.allow": "always",
        f"url.ext::{named('remote-instead')} .insteadOf": "https://nowhere.example/",
        "include.path": str(included),
        f"includeIf.gitdir:{hostile.root}/.path": str(conditional),
        "mailmap.file": str(hostile.root / ".mailmap"),
        "init.templateDir": str(hostile.programs / "template"),
        "extensions.worktreeConfig": "true",
        "core.repositoryFormatVersion": "1",
        "core.hooksPath": str(hostile.programs / "hooks"),
    }
    for hook in HOOKS:
        program(hostile, hook, hostile.programs / "hooks")
        program(hostile, hook, hostile.root / ".git" / "hooks")
        program(hostile, hook, hostile.programs / "template" / "hooks")
    per_work_tree = f'[diff "each"]\n\ttextconv = "{named("config-worktree")}"\n'
    (hostile.root / ".git" / "config.worktree").write_text(per_work_tree)
    for name, value in settings.items():
        made.git("config", name, value)


def _environment(hostile: Hostile, folder: Path) -> dict[str, str]:
    home = folder / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f'[alias]\n\tathome = "!{program(hostile, "home")}"\n[init]\n\ttemplateDir = {hostile.programs}/template\n'
    )
    program(hostile, "git-frobnicated", hostile.programs / "exec")
    return {
        "HOME": str(home),
        "GIT_EXTERNAL_DIFF": program(hostile, "env-external-diff"),
        "GIT_SSH_COMMAND": program(hostile, "ssh-env"),
        "GIT_PROXY_COMMAND": program(hostile, "proxy-env"),
        "GIT_ASKPASS": program(hostile, "askpass-env"),
        "GIT_EDITOR": program(hostile, "env-editor"),
        "GIT_SEQUENCE_EDITOR": program(hostile, "env-sequence-editor"),
        "GIT_PAGER": program(hostile, "env-pager"),
        "PAGER": program(hostile, "env-pager"),
        "EDITOR": program(hostile, "env-editor"),
        "GIT_TEMPLATE_DIR": str(hostile.programs / "template"),
        "GIT_TRACE": str(hostile.canaries / "env-trace"),
        "GIT_TRACE2_EVENT": str(hostile.canaries / "env-trace2"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "alias.counted",
        "GIT_CONFIG_VALUE_0": f"!{program(hostile, 'env-config')}",
        "GIT_CONFIG_PARAMETERS": f"'alias.parameter'='!{program(hostile, 'env-parameters')}'",
        "GIT_PYTHON_GIT_EXECUTABLE": program(hostile, "env-git"),
    }


def approver_key(folder: Path) -> Path:
    """The private key of P-001, as `ssh-keygen` writes one."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    file = folder / "P-001"
    file.write_bytes(make_key("P-001").private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    return file
