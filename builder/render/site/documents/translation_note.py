"""What a document's page says of its translations: in which languages it can be read, and how far a translation is behind."""

from __future__ import annotations

from markupsafe import Markup

from builder.measure.translation import Translation, measure_translations
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.site.address_book import is_shown
from builder.render.site.documents.changes import difference_path, document_steps, tell_step
from builder.render.site.language import Language
from builder.render.site.languages import LANGUAGES
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, link

CHANGES_TOLD = 4
"""Changes that a reader of a translation is told; the page of differences has all of them."""


def language_name(code: str) -> str:
    """What a language calls itself; one without a table goes by its code."""
    found: Language | None = LANGUAGES.get(code)
    return found.name if found else code


def translations_of(manual: Manual, id: str) -> tuple[Translation, ...]:
    """The translations of a document that this edition shows."""
    found = manual.snapshot.program.once(measure_translations).get(id, ())
    return tuple(each for each in found if is_shown(each.stored, manual.edition))


def translation_note(here: Here, stored: Stored[Policy]) -> Markup:
    """The note above the text: on a translation what it translates, on an original where its translations are; else nothing."""
    manual = here.manual
    own = manual.translations.get(stored.value.id) or _as_translation(manual, stored)
    if own is not None:
        return _of_translation(here, own)
    lines = [_other(here, each) for each in translations_of(manual, stored.value.id)]
    if not lines:
        return NOTHING
    return Markup('<div class="m-block" data-search-exclude><p>{} {}</p></div>').format(
        here.w["translations"], Markup(" · ").join(lines)
    )


def _as_translation(manual: Manual, stored: Stored[Policy]) -> Translation | None:
    """The document as a translation, where it is shown under its own address: to the office, and in a language without a table."""
    translates = stored.value.translates
    found = translations_of(manual, translates.id) if translates else ()
    return next((each for each in found if each.stored.path == stored.path), None)


def _other(here: Here, translation: Translation) -> Markup:
    address = here.manual.book.sources[translation.stored.path]
    code = translation.language
    found = Markup('<a href="{}" hreflang="{}" lang="{}">{}</a>').format(
        here.url(address), code, code, language_name(code)
    )
    behind = Markup(" {}").format(behind_chip(here, translation)) if translation.behind else NOTHING
    return found + behind


def behind_chip(here: Here, translation: Translation) -> Markup:
    """How far a translation is behind, as a label."""
    if translation.behind:
        return chip(("part", "▲", here.count(translation.behind, "behind")))
    return chip(("ok", "✔", here.w["behind_none"]))


def _of_translation(here: Here, translation: Translation) -> Markup:
    original = translation.original.value
    url = _original_url(here, translation)
    shown = f"{original.id}, {here.w['version'].lower()} {translation.made_from}"
    parts = [Markup("<p>{} {}. {}</p>").format(here.w["translation_of"], shown, link(url, here.w["translation_read"]))]
    if translation.behind:
        parts.insert(
            0,
            Markup("<p><strong>{}</strong> {}</p>").format(
                here.count(translation.behind, "translation_behind"),
                here.w["translation_counts"].format(version=original.version),
            ),
        )
        parts += _changes(here, translation)
    look = "m-behind" if translation.behind else "m-block"
    return Markup('<div class="{}" data-search-exclude>{}</div>').format(look, Markup("").join(parts))


def _original_url(here: Here, translation: Translation) -> str:
    """The English page, from which a page in another language is one folder away."""
    path = here.manual.book.sources[translation.original.path].path
    return here.out_of_language(path)


def _changes(here: Here, translation: Translation) -> list[Markup]:
    """What the original says otherwise since, as far as the history knows."""
    original = here.manual.snapshot.program.policy_by_id[translation.original.value.id]
    since = [
        each
        for each in document_steps(here.manual, original)
        if each.before and (each.after.version or 0) > translation.made_from
    ]
    told = [sentence for each in reversed(since) for sentence in tell_step(here.w, each)]
    path = difference_path(here.manual, original)
    url = here.to(path, since[0].anchor) if path and since else None
    parts = []
    if told:
        lines = Markup("").join(Markup("<li>{}</li>").format(each) for each in told[:CHANGES_TOLD])
        parts.append(Markup("<p>{}</p><ul>{}</ul>").format(here.w["translation_changes"], lines))
    if url:
        parts.append(Markup("<p>{}</p>").format(link(url, here.w["changed_see"])))
    return parts
