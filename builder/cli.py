"""Arguments, exit status, progress and today's date: nothing else. What the verbs do is in `commands`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from builder import __version__
from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError
from builder.model.written_day import parse_day

PASSPHRASE_VARIABLE = "MUSTER_PASSPHRASE"  # noqa: S105  the name of the variable, not a secret

app = typer.Typer(
    name="muster",
    help="Keep a health and safety program as text in git: check it, browse it, and seal it into an evidence pack for the COR audit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
keys_app = typer.Typer(
    help="Make the keys with which packs, commits and approvals are signed; they live outside the repository.",
    no_args_is_help=True,
)
app.add_typer(keys_app, name="keys")
overlay_app = typer.Typer(
    help="Copy the certifying partner's licensed instrument into a workbook, and read it back.", no_args_is_help=True
)
app.add_typer(overlay_app, name="overlay")

anchor_app = typer.Typer(
    help="Have an outside authority stamp the program (RFC 3161), so that its age needn't be believed.",
    invoke_without_command=True,
    no_args_is_help=True,
)
app.add_typer(anchor_app, name="anchor")


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


RepoOption = Annotated[Path, typer.Option("--repo", help="The folder of the program.", show_default="here")]
CommitOption = Annotated[
    str | None,
    typer.Option(
        "--commit",
        help="Read this commit instead of the files on disk; @2026-03-31 is the last one entered by that day.",
    ),
]
AsOfOption = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="DAY", help="Judge everything as of this day.", show_default="today"),
]
FromOption = Annotated[
    date | None,
    typer.Option(
        "--from", parser=_day, metavar="DAY", help="First day whose events count.", show_default="twelve months before"
    ),
]
ToOption = Annotated[
    date | None,
    typer.Option("--to", parser=_day, metavar="DAY", help="Last day whose events count.", show_default="the as-of day"),
]
TextOrJson = Annotated[Literal["text", "json"], typer.Option("--format", help="text for people, json for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and results only.")]
KeysOption = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        help="Judge signatures by this list of keys (git's allowed_signers format), got by another way than the repository, instead of by people's records.",
    ),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")]


def _say(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; the exit status is still that of the whole result.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _now() -> datetime:
    # The only clock of the program, in the time zone of the machine's user.
    return datetime.now().astimezone()  # noqa: TID251


def _today() -> date:
    return _now().date()


def _cache(no_cache: bool) -> Cache:
    from builder.read.cache import DirectoryCache, default_directory

    return NoCache() if no_cache else DirectoryCache(default_directory())


def _prepared(
    repo: Path, commit: str | None, as_of: date | None, *, no_cache: bool = False, **more: Any
) -> AbstractContextManager[Any]:
    from builder.commands.prepare import Choice, prepare

    return prepare(Choice(repo, commit, as_of, _today(), **more), cache=_cache(no_cache))


def _progress(quiet: bool) -> Callable[[int, int, str], None] | None:
    """A bar on a terminal, a line for each quarter elsewhere, nothing when quiet."""
    if quiet:
        return None
    reported = [-1]

    def show(done: int, total: int, _key: str) -> None:
        if sys.stderr.isatty():
            width = 30 * done // max(total, 1)
            end = "\n" if done == total else ""
            print(
                f"\r  [{'█' * width}{' ' * (30 - width)}] {done} of {total} sections",
                end=end,
                file=sys.stderr,
                flush=True,
            )
        elif (quarter := 4 * done // max(total, 1)) > reported[0]:
            reported[0] = quarter
            _tell(f"  {done} of {total} sections")

    return show


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        _say(f"muster {__version__}")
        raise typer.Exit


@app.command()
def check(
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    first: FromOption = None,
    last: ToOption = None,
    format: Annotated[
        Literal["text", "json", "github"],
        typer.Option("--format", help="text for people, json for programs, github for annotations in a pull request."),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Gaps count as errors for the exit status.")] = False,
    keys: KeysOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """Everything that is wrong, missing, overdue or contradicting, all at once. Never writes into the repository."""
    from builder.commands.choice import Choice
    from builder.commands.quick_check import check_quickly

    choice = Choice(repo, commit, as_of, _today(), first=first, last=last, keys=keys)
    raise typer.Exit(check_quickly(choice, format=format, strict=strict, cache=_cache(no_cache), say=_say))


@app.command()
def coverage(
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    first: FromOption = None,
    last: ToOption = None,
    format: TextOrJson = "text",
    standard: Annotated[
        str | None,
        typer.Option(
            "--standard",
            metavar="ID",
            help="Hold the program against another standard: iso-45001, cfcsa-cor, ihsa-cor, or a .yaml file.",
        ),
    ] = None,
    migrate_to: Annotated[
        str | None,
        typer.Option(
            "--migrate-to", metavar="ID", help="What carries over to another standard, what splits, what is orphaned."
        ),
    ] = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="ID", help="Both lists behind one question's n of m: IN2.")
    ] = None,
    obligation: Annotated[
        str | None,
        typer.Option(
            "--obligation",
            metavar="ID",
            help="Every record that a document promises, and what became of it: PRG-07, PRG-07/inspection/weekly.",
        ),
    ] = None,
    decay: Annotated[
        bool,
        typer.Option("--decay", help="What has evidence today, and on which day it turns if nothing more is filed."),
    ] = False,
    ahead: Annotated[int, typer.Option("--ahead", min=1, max=366, help="Days that --decay looks ahead.")] = 90,
) -> None:
    """The audit's questions, and the evidence the repository holds for each."""
    from builder.commands.coverage import coverage

    with _prepared(repo, commit, as_of, first=first, last=last) as prepared:
        if standard is not None:
            from builder.commands.crosswalk import compare

            raise typer.Exit(compare(prepared.snapshot, standard=standard, format=format, say=_say))
        if migrate_to is not None:
            from builder.commands.crosswalk import migrate

            raise typer.Exit(migrate(prepared.snapshot, to=migrate_to, format=format, say=_say))
        chosen: dict[str, Any] = {"question": question, "obligation": obligation, "ahead": ahead if decay else None}
        raise typer.Exit(coverage(prepared.snapshot, format=format, **chosen, say=_say))


@app.command()
def due(
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    format: Annotated[
        Literal["text", "json", "ics"],
        typer.Option("--format", help="text for people, json for programs, ics for a calendar."),
    ] = "text",
) -> None:
    """The COR clock, what is overdue, and what falls due in the next 30, 60 and 90 days."""
    from builder.commands.due import due

    with _prepared(repo, commit, as_of) as prepared:
        raise typer.Exit(due(prepared.snapshot, format=format, say=_say))


@app.command()
def history(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID or PATH]...",
            help="PRG-07, insp-0142, a file or a folder; without any, a summary of everything.",
        ),
    ] = None,
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every document and record.")] = False,
    on: Annotated[
        date | None,
        typer.Option(
            "--on", parser=_day, metavar="DAY", help="Which versions of the documents were in force on a day."
        ),
    ] = None,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Take what this computer noticed of a rewritten branch as known from now on."),
    ] = False,
    format: TextOrJson = "text",
    keys: KeysOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """When each document and record entered, who changed it, and what was in force on a day."""
    from builder.commands.history import forget as forget_rewriting
    from builder.commands.history import history
    from builder.read.cache import default_directory

    with _prepared(repo, commit, as_of, no_cache=no_cache, keys=keys) as prepared:
        if forget:
            raise typer.Exit(forget_rewriting(prepared, directory=default_directory(), say=_say))
        raise typer.Exit(history(prepared, wanted=names or (), everything=everything, on=on, format=format, say=_say))


@app.command()
def explain(code: Annotated[str, typer.Argument(help="A code or a name: DUE002, certificate-expired.")]) -> None:
    """Why a rule exists, with an example that fails and one that passes."""
    from builder.commands.explain import explain

    raise typer.Exit(explain(code, say=_say))


@app.command()
def site(
    out: Annotated[Path, typer.Option("--out", help="Folder for the finished site; replaced whole.")] = Path(
        "dist/site"
    ),
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    edition: Annotated[
        Literal["worker", "office"], typer.Option("--edition", help="worker: what may be posted; office: everything.")
    ] = "worker",
    serve: Annotated[
        bool, typer.Option("--serve", help="Show it on this machine and rebuild when a file changes.")
    ] = False,
    templates: Annotated[
        Path | None, typer.Option("--templates", help="Use your own templates instead of the shipped ones.")
    ] = None,
) -> None:
    """The manual as a website: documents, registers, what is due, with a search over it all."""
    from builder.commands.site import site

    def again() -> AbstractContextManager[Any]:
        return _prepared(repo, commit, as_of)

    with again() as prepared:
        raise typer.Exit(
            site(prepared, out=out, edition=edition, again=again if serve else None, templates=templates, say=_say)
        )


@app.command()
def pack(
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    first: FromOption = None,
    last: ToOption = None,
    profile: Annotated[
        Literal["auditor", "internal", "public"],
        typer.Option("--profile", help="For whom; public shows only what may be posted."),
    ] = "auditor",
    clean: Annotated[bool, typer.Option("--clean", help="Refuse when files on disk differ from the commit.")] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="The pack handed out before (or its manifest.json): shows what changed since."),
    ] = None,
    keys: KeysOption = None,
    quiet: QuietOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """The evidence pack as a PDF, compiled from a commit (default: HEAD), never from the files on disk."""
    from builder.commands.pack import pack

    # A cache is never evidence: what a pack says is read from the commit each time. Rendered sections are kept by what they say.
    with _prepared(repo, commit, as_of, no_cache=True, first=first, last=last, by_commit=True, keys=keys) as prepared:
        raise typer.Exit(
            pack(
                prepared,
                out=out,
                profile=profile,
                clean=clean,
                cache=_cache(no_cache),
                workers=min(os.cpu_count() or 1, 8),
                progress=_progress(quiet),
                say=_say,
                previous=previous,
            )
        )


@overlay_app.command("write")
def overlay_write(
    file: Annotated[Path, typer.Argument(help="The workbook to write, FILE.xlsx; must not exist yet.")],
    repo: RepoOption = Path(),
) -> None:
    """Write the workbook to fill in; what records/overlay.yaml holds stands in it already."""
    from builder.commands.overlay import overlay_write

    raise typer.Exit(overlay_write(file, repo=repo, say=_say))


@overlay_app.command("read")
def overlay_read(
    file: Annotated[Path, typer.Argument(help="The filled workbook.")],
    repo: RepoOption = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it.", show_default="records/overlay.yaml")
    ] = None,
    format: TextOrJson = "text",
) -> None:
    """Read the filled workbook; every cell that doesn't fit is named, and nothing is written until all do."""
    from builder.commands.overlay import overlay_read

    raise typer.Exit(overlay_read(file, repo=repo, out=out, format=format, say=_say))


TrustedAuthorityOption = Annotated[
    Path | None,
    typer.Option("--trust", help="The authority's root certificate (PEM), got by another way than its answers."),
]
FilesItOption = Annotated[str | None, typer.Option("--by", help="Who files it, like P-002.")]


def _nonce() -> int:
    import secrets

    return secrets.randbits(63) | 1


@anchor_app.callback()
def anchor(
    context: typer.Context,
    timestamp_url: Annotated[
        str | None,
        typer.Option("--timestamp-url", help="Ask this authority now and file its answer; needs the network."),
    ] = None,
    repo: RepoOption = Path(),
    by: FilesItOption = None,
    trust: TrustedAuthorityOption = None,
) -> None:
    """With --timestamp-url: stamp what is committed now, in one step."""
    if context.invoked_subcommand is not None:
        return
    if timestamp_url is None:
        raise BuilderError(
            "There is nothing to do.", "Give --timestamp-url, or a command; `muster anchor -h` lists them."
        )
    from builder.commands.anchor import fetch_anchor

    raise typer.Exit(fetch_anchor(timestamp_url, repo=repo, by=by, trust=trust, nonce=_nonce(), say=_say))


@anchor_app.command("request")
def anchor_request(
    out: Annotated[Path, typer.Option("--out", help="The folder for the request, inside the repository or outside.")],
    repo: RepoOption = Path(),
    commit: Annotated[
        str | None, typer.Option("--commit", help="Stamp this commit.", show_default="the one checked out")
    ] = None,
) -> None:
    """Write the request (.tsq) to carry to an authority, and the statement (.txt) that it will stamp. Needs no network."""
    from builder.commands.anchor import request_anchor

    raise typer.Exit(request_anchor(repo=repo, out=out, commit=commit, today=_today(), nonce=_nonce(), say=_say))


@anchor_app.command("attach")
def anchor_attach(
    answer: Annotated[Path, typer.Argument(help="The authority's answer (.tsr), beside its .txt and .tsq.")],
    repo: RepoOption = Path(),
    commit: Annotated[
        str | None, typer.Option("--commit", help="What was stamped, where no .txt beside the answer says so.")
    ] = None,
    by: FilesItOption = None,
    trust: TrustedAuthorityOption = None,
) -> None:
    """Take the authority's answer back: checked, then filed as a record with all that proves it."""
    from builder.commands.anchor import attach_anchor

    raise typer.Exit(attach_anchor(answer, repo=repo, commit=commit, by=by, trust=trust, say=_say))


@anchor_app.command("verify")
def anchor_verify(repo: RepoOption = Path(), commit: CommitOption = None, trust: TrustedAuthorityOption = None) -> None:
    """Every anchor with its verdict, judged at its own time, and what all of them prove."""
    from builder.commands.anchor_verdicts import verify_anchors

    with _prepared(repo, commit, None) as prepared:
        raise typer.Exit(verify_anchors(prepared, trust=trust, say=_say))


def _passphrase(confirm: bool) -> str:
    found = os.environ.get(PASSPHRASE_VARIABLE)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise BuilderError(
            "The key needs a passphrase, and there is no terminal to ask for it.",
            f"Put it into the environment variable {PASSPHRASE_VARIABLE}.",
        )
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm))


@keys_app.command("init")
def keys_init(
    directory: Annotated[Path, typer.Argument(help="A new folder outside the repository.")],
    repo: RepoOption = Path(),
    signer: Annotated[
        list[str] | None,
        typer.Option(
            "--signer",
            help='"Name" or "Name, position"; may be repeated. Without it: the health and safety lead and the senior manager of the company.',
        ),
    ] = None,
) -> None:
    """Make a company root and one key for each named signer."""
    from builder.commands.keys import keys_init

    raise typer.Exit(
        keys_init(directory, repo=repo, signers=signer or (), passphrase=_passphrase(True), now=_now(), say=_say)
    )


@keys_app.command("person")
def keys_person(
    person: Annotated[str, typer.Argument(help="Id of the person in records/people/, like P-002.")],
    out: Annotated[
        Path, typer.Option("--out", help="A folder outside the repository, best on the person's own computer.")
    ],
    repo: RepoOption = Path(),
) -> None:
    """Make the key with which a person signs commits and approvals, and print the lines that make it count.

    The file without ending is the key itself: it stays with the person, and is locked with a passphrase of 12 characters or more
    (asked for, or taken from MUSTER_PASSPHRASE). The lines that are printed go into the person's file in records/people/.

    A new key, every two years or when a computer changes hands: make it with this command, write `to:` with today's day into the old
    entry, add the new one below it, and commit both signed with the OLD key. Leave the old entry there: what it signed stays good.

    A lost or stolen key: write `to:` with the last day on which it was surely in good hands, and have somebody else whose key counts
    commit that with a note on what happened. What was signed with it on later days is then told, whatever day it claims.
    """
    from builder.commands.person_key import keys_person

    raise typer.Exit(
        keys_person(person, out=out, repo=repo, passphrase=lambda: _passphrase(True), today=_today(), say=_say)
    )


@app.command()
def sign(
    pack: Annotated[Path, typer.Argument(help="The pack to sign; it is not changed.")],
    out: Annotated[Path, typer.Option("--out", help="The signed pack to write.")],
    key: Annotated[Path, typer.Option("--key", help="The signer's key, a PKCS#12 file (.p12).")],
    field: Annotated[str, typer.Option("--field", help="hs_manager, senior_manager or auditor_receipt.")],
    timestamp_url: Annotated[
        str | None,
        typer.Option("--timestamp-url", help="A timestamp authority (RFC 3161); off by default, it needs the network."),
    ] = None,
) -> None:
    """Sign a pack (PAdES); the first signature certifies it."""
    from builder.commands.sign import sign

    raise typer.Exit(
        sign(
            pack,
            out=out,
            key=key,
            field=field,
            passphrase=_passphrase(False),
            now=_now(),
            timestamp_url=timestamp_url,
            say=_say,
        )
    )


@app.command()
def approve(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[POLICY]...", help="Ids of documents, like PRG-07 SWP-03.")
    ] = None,
    repo: RepoOption = Path(),
    key: Annotated[
        Path | None, typer.Option("--key", help="The approver's own private key (OpenSSH), from `muster keys person`.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Who approves, like P-001.", show_default="whom the document names")
    ] = None,
    message: Annotated[str, typer.Option("--message", help="What the approver wishes to say along with it.")] = "",
    waiting: Annotated[bool, typer.Option("--list", help="Name the documents that wait for an approval.")] = False,
) -> None:
    """Approve documents as they are committed: the approver signs exactly these bytes (a signed tag in git)."""
    from builder.commands.approve import Request, approve, list_approvals

    now = _now()
    with _prepared(repo, "HEAD", None) as prepared:
        if waiting:
            raise typer.Exit(list_approvals(prepared, say=_say))
        if not documents or key is None:
            raise BuilderError(
                "Name the documents and the approver's key.",
                "For example: muster approve PRG-07 --key ~/keys/P-001. `muster approve --list` names what waits.",
            )
        request = Request(documents, key, by or "", message, now)
        raise typer.Exit(approve(prepared, request, open_key=_open_person_key, say=_say))


def _open_person_key(file: Path) -> Any:
    from builder.seal.person_key import is_locked, open_person_key

    return open_person_key(file, _passphrase(False) if is_locked(file) else "")


@app.command()
def verify(
    pack: Annotated[Path, typer.Argument(help="The pack.")],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust", help="The company's root certificate (company-ca.crt), got by another way than the pack."
        ),
    ] = None,
    repo: Annotated[
        Path | None, typer.Option("--repo", help="The repository, to prove every embedded record against it.")
    ] = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Analyse every object that changed after a signature; slow on large packs.")
    ] = False,
    format: TextOrJson = "text",
) -> None:
    """Is this pack what it says it is? Needs only the file."""
    from builder.commands.verify import trust_store, verify

    raise typer.Exit(verify(pack, trust=trust, store=trust_store(), repo=repo, deep=deep, format=format, say=_say))


@app.command()
def demo(target: Annotated[Path, typer.Argument(help="A new folder.")]) -> None:
    """Replay the sample company, Ridgeline Mechanical Ltd., into a git repository with fifteen months of history."""
    from builder.commands.demo import demo
    from builder.read.cache import DirectoryCache, default_directory

    raise typer.Exit(demo(target, say=_say, cache=DirectoryCache(default_directory())))


@app.command()
def new(
    type: Annotated[
        str,
        typer.Argument(help="inspection, toolbox-meeting, …; person, site, position, asset, contractor; or policy."),
    ],
    title: Annotated[str, typer.Argument(help="The title of a document, the name of a person, site, asset, …")] = "",
    repo: RepoOption = Path(),
    day: Annotated[
        date | None,
        typer.Option("--date", parser=_day, metavar="DAY", help="The day it happened.", show_default="today"),
    ] = None,
    site: Annotated[str | None, typer.Option("--site", help="Where.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who recorded it, like P-002.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Its kind, where the type has kinds.")] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="The element a document belongs to, like inspections.")
    ] = None,
) -> None:
    """A commented file with the next id; what you leave empty is found by `muster check`."""
    from builder.commands.new import new

    raise typer.Exit(new(type, title, repo=repo, day=day or _today(), site=site, by=by, kind=kind, area=area, say=_say))


@app.command()
def editor(repo: RepoOption = Path()) -> None:
    """Schemas and settings for VS Code: completion, hover help, red underlines, findings as problems."""
    from builder.commands.editor import editor

    raise typer.Exit(editor(repo=repo, say=_say))


@app.command()
def init(
    target: Annotated[Path, typer.Argument(help="A new folder.")],
    company: Annotated[str | None, typer.Option("--company", help="Legal name.")] = None,
    wcb_account: Annotated[str | None, typer.Option("--wcb-account", help="WCB account number.")] = None,
    industry_code: Annotated[
        list[str] | None, typer.Option("--industry-code", help="From the WCB rate notice; may be repeated.")
    ] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="Certifying partner: acsa, aasp, esc, …")] = None,
    membership: Annotated[str | None, typer.Option("--membership", help="Membership number at the partner.")] = None,
    scheme: Annotated[Literal["COR", "SECOR"] | None, typer.Option("--scheme", help="Which certificate.")] = None,
    certificate: Annotated[
        str | None, typer.Option("--certificate", help="COR or SECOR number, if you have one.")
    ] = None,
    expires: Annotated[
        date | None, typer.Option("--expires", parser=_day, metavar="DAY", help="Day the certificate runs out.")
    ] = None,
    audit: Annotated[
        Literal["certification", "recertification", "maintenance"] | None,
        typer.Option("--audit", help="The next audit."),
    ] = None,
    senior_manager: Annotated[str | None, typer.Option("--senior-manager", help="Name.")] = None,
    hs_lead: Annotated[
        str | None, typer.Option("--hs-lead", help="Name of the health and safety lead, if it is somebody else.")
    ] = None,
    site: Annotated[
        list[str] | None, typer.Option("--site", help="NAME or NAME:KIND (office, shop, project); may be repeated.")
    ] = None,
    headcount: Annotated[
        list[str] | None,
        typer.Option("--headcount", help="LEVEL=COUNT@SITE or LEVEL=COUNT@SITE/SHIFT; may be repeated."),
    ] = None,
) -> None:
    """Start your own program: asks what it isn't told, and leaves empty what you don't know."""
    from builder.commands.init import init
    from builder.commands.interview import interview

    answers = interview(
        company=company,
        wcb_account=wcb_account,
        industry_codes=industry_code,
        partner=partner,
        membership=membership,
        scheme=scheme,
        certificate=certificate,
        expires=expires,
        audit=audit,
        senior_manager=senior_manager,
        hs_lead=hs_lead,
        sites=site,
        headcount=headcount,
        ask=_ask if sys.stdin.isatty() else None,
    )
    raise typer.Exit(init(target, answers=answers, today=_today(), say=_say))


def _ask(question: str, default: str) -> str:
    return str(typer.prompt(question, default=default, show_default=bool(default))).strip()


def main() -> None:
    """Run the command line. Exit status: 0 clean, 1 findings or a failed verification, 2 could not run."""
    # Names of people are not ASCII; a pipe or an old locale must not turn that into a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BuilderError as error:
        _tell(f"muster: {error.message}" + (f"\n  {error.cure}" if error.cure else ""))
        sys.exit(2)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _tell("muster: stopped; nothing was left half-written.")
        sys.exit(130)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _tell(f"muster: {error.strerror or error}{where}.")
        sys.exit(2)
