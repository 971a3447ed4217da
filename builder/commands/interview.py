"""The answers `muster init` needs, from options and, on a terminal, from questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar, get_args

from builder.model.day import parse_day
from builder.model.error import BuilderError
from builder.model.policy import PersonLevel
from builder.render.starter import Answers, HeadcountAnswer, SiteAnswer, slug

Ask = Callable[[str, str], str]
"""Asks a question with a default, gives the answer."""

KINDS = ("office", "shop", "project")
_AUDITS = ("certification", "recertification", "maintenance")

_SITES = "Sites (NAME:KIND with commas; KIND is office, shop or project)"
_HEADCOUNT = "Headcount (LEVEL=COUNT@SITE with commas, like worker=12@{}; LEVEL is senior-manager, manager, supervisor or worker)"

_TRIES = 3
"""How often somebody is asked for an answer that can be understood."""

_Answer = TypeVar("_Answer")


def interview(
    *,
    company: str | None,
    wcb_account: str | None,
    industry_codes: Sequence[str] | None,
    partner: str | None,
    membership: str | None,
    scheme: str | None,
    certificate: str | None,
    expires: date | None,
    audit: str | None,
    senior_manager: str | None,
    hs_lead: str | None,
    sites: Sequence[str] | None,
    headcount: Sequence[str] | None,
    ask: Ask | None,
    say: Callable[[str], None] = lambda _text: None,
) -> Answers:
    """The answers; what no option gives is asked for, or left empty where there is nobody to ask.

    An answer that can't be understood is asked for again: who mistypes the ninth must not have to type the first eight once more.

    Raises:
        BuilderError: There is no company name, or an option can't be understood.
    """

    def choose(given: str | None, question: str, default: str = "") -> str:
        return _one_line(given if given is not None else (ask(question, default) if ask else default))

    def settle(given: str | None, question: str, default: str, read: Callable[[str], _Answer]) -> _Answer:
        for _ in range(_TRIES - 1 if given is None and ask else 0):
            try:
                return read(choose(None, question, default))
            except BuilderError as error:
                say(f"  {error.message} {error.cure}".rstrip())
        return read(choose(given, question, default))

    name = choose(company, "Legal name of the company")
    if not name:
        raise BuilderError("The program needs the company's name.", 'Give it with --company "NAME".')
    codes = (
        industry_codes if industry_codes is not None else choose(None, "WCB industry codes (with commas)").split(",")
    )
    site_answers = (
        _sites(sites)
        if sites is not None
        else settle(None, _SITES, "Office:office", lambda text: _sites(text.split(",")))
    )
    account = choose(wcb_account, "WCB account number")
    counts = (
        _headcounts(headcount, site_answers)
        if headcount is not None
        else settle(
            None, _HEADCOUNT.format(site_answers[0].id), "", lambda text: _headcounts(text.split(","), site_answers)
        )
    )
    number = choose(certificate, "Certificate number, if you hold one")
    return Answers(
        company=name,
        wcb_account=account,
        industry_codes=tuple(code.strip() for code in codes if code.strip()),
        partner=choose(partner, "Certifying partner (acsa, aasp, esc, …)", "acsa").lower() or "acsa",
        membership=choose(membership, "Membership number at the partner"),
        scheme=settle(
            scheme, "Scheme (COR, SECOR)", "COR", lambda text: _one_of(text.upper(), ("COR", "SECOR"), "scheme")
        ),
        certificate=number,
        expires=expires or (settle(None, "Day the certificate runs out (YYYY-MM-DD)", "", _day) if number else None),
        audit=settle(
            audit, f"Next audit ({', '.join(_AUDITS)})", _AUDITS[0], lambda text: _one_of(text, _AUDITS, "audit")
        ),
        senior_manager=choose(senior_manager, "Name of the most senior manager"),
        hs_lead=choose(hs_lead, "Name of the health and safety lead, if it is somebody else"),
        sites=site_answers,
        headcount=counts,
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text.strip())
    except ValueError as error:
        raise BuilderError(f"The day the certificate runs out is not understood: {error}") from None


def _one_of(text: str, choices: tuple[str, ...], what: str) -> str:
    if text not in choices:
        raise BuilderError(f"{text} is not a {what}.", f"It is one of: {', '.join(choices)}.")
    return text


def _one_line(text: str) -> str:
    """The text on one line, without what can't be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _sites(texts: Sequence[str]) -> tuple[SiteAnswer, ...]:
    found: dict[str, SiteAnswer] = {}
    for text in map(_one_line, texts):
        if not text:
            continue
        site = _site(text)
        if site.id in found:
            raise BuilderError(
                f"The sites {found[site.id].name!r} and {site.name!r} would both be called {site.id}.",
                "Give one of them another name.",
            )
        found[site.id] = site
    if not found:
        raise BuilderError("The program needs at least one site.", 'Give it with --site "NAME:KIND".')
    return tuple(found.values())


def _site(text: str) -> SiteAnswer:
    name, colon, kind = text.rpartition(":")
    if not colon:
        name, kind = text, "office"
    id = slug(name)
    if not id:
        raise BuilderError(
            f"The site {name.strip()!r} has no Latin letter or digit to make an id of.",
            "Give it a name with some; the name can be changed in its file afterwards.",
        )
    return SiteAnswer(id, name.strip(), _one_of(kind.strip(), KINDS, "kind of site"))


def _headcounts(texts: Sequence[str], sites: tuple[SiteAnswer, ...]) -> tuple[HeadcountAnswer, ...]:
    return tuple(_headcount(text, sites) for text in texts if text.strip())


def _headcount(text: str, sites: tuple[SiteAnswer, ...]) -> HeadcountAnswer:
    found = re.fullmatch(r"\s*([a-z-]+)\s*=\s*([0-9]{1,5})\s*@\s*([^/]+?)\s*(?:/\s*(.+?))?\s*", text)
    levels = get_args(PersonLevel)
    if found is None or found[1] not in levels:
        raise BuilderError(
            f"The headcount {_one_line(text)!r} is not understood.",
            f"Write LEVEL=COUNT@SITE, for example worker=12@shop; LEVEL is one of: {', '.join(levels)}.",
        )
    site = slug(found[3])
    if site not in {each.id for each in sites}:
        raise BuilderError(f"The headcount names a site {found[3]} that is not among the sites.", "Add it with --site.")
    return HeadcountAnswer(found[1], int(found[2]), site, found[4] or "day")  # type: ignore[arg-type]
