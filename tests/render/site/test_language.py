"""A language is one file of words: days, numbers with their nouns, names of choices; what it lacks is said in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.render.site import languages, other_languages
from builder.render.site.home.home import BLOCKS
from builder.render.site.language import Language, completed
from builder.render.site.languages import ENGLISH, LANGUAGES, find_languages
from builder.render.site.languages.english import LANGUAGE as PLAIN_ENGLISH
from builder.render.site.languages.french import LANGUAGE as PLAIN_FRENCH
from builder.render.site.pages import render_tree
from builder.render.templates import template_folder
from tests.render.site.small_company import content, take

FRENCH = LANGUAGES["fr"]

INVENTED = """
from builder.render.site.language import Language

LANGUAGE = Language(
    code="qq",
    name="Quenya",
    words={"tile_emergency": "Raxale", "n_documents.one": "{} parma", "n_documents.other": "{} parmar"},
    tables={"kinds": {"sjp": "Tarassë"}},
    months=tuple(f"asta-{number}" for number in range(1, 13)),
    day="{year} {month} {day}",
)
"""


def test_days_are_written_as_people_of_the_language_write_them() -> None:
    assert ENGLISH.write_day(date(2026, 3, 1)) == "1 March 2026"
    assert FRENCH.write_day(date(2026, 3, 1)) == "1er mars 2026"
    assert FRENCH.write_day(date(2026, 8, 31)) == "31 août 2026"


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [(0, "0 documents", "0 document"), (1, "1 document", "1 document"), (2, "2 documents", "2 documents")],
)
def test_nouns_take_the_form_that_goes_with_their_number(number: int, english: str, french: str) -> None:
    assert ENGLISH.count(number, "n_documents") == english
    assert FRENCH.count(number, "n_documents") == french


def test_a_choice_without_a_name_is_written_as_words() -> None:
    assert FRENCH.say("kinds", "swp") == "Pratique de travail sécuritaire"
    assert FRENCH.say("kinds", "new-kind") == "New kind"
    assert FRENCH.say("elements", "nowhere", "Its own name") == "Its own name"


class Asked(Mapping[str, str]):
    """Words that remember which of them a page asked for."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words, self.names = words, set[str]()

    def __getitem__(self, name: str) -> str:
        found = self.words[name]
        self.names.add(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def test_french_lacks_no_word_that_its_pages_show(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(FRENCH.words)
    monkeypatch.setattr(other_languages, "LANGUAGES", {"en": ENGLISH, "fr": replace(FRENCH, words=asked)})
    snapshot, findings = take("worker")
    blocks = "\n\n".join(f"<!-- muster: {name} -->" for name in sorted(BLOCKS))
    render_tree(
        snapshot, findings, "worker", content={**content(), "index.fr.md": f"---\ntitle: Tout\n---\n{blocks}\n"}
    )
    frame = (template_folder() / "site" / "theme").rglob("*.html")
    framed = {name for path in frame for name in re.findall(r"own\.w\([\"'](\w+)[\"']\)", path.read_text("utf-8"))}
    assert len(asked.names) > 60
    assert len(framed) > 10
    assert sorted(name for name in asked.names | framed if name not in PLAIN_FRENCH.words) == []


@pytest.mark.parametrize(
    "language", [each for code, each in LANGUAGES.items() if code != "en"], ids=lambda each: each.code
)
def test_a_language_has_only_names_that_there_are_and_keeps_their_places(language: Language) -> None:
    module = next(
        each
        for each in vars(languages).values()
        if isinstance(getattr(each, "LANGUAGE", None), Language) and each.LANGUAGE.code == language.code
    )
    for name, text in module.LANGUAGE.words.items():
        assert name in ENGLISH.words, f"No page asks for {name}."
        places = {part.partition("}")[0] for part in text.split("{")[1:]}
        assert places == {part.partition("}")[0] for part in ENGLISH.words[name].split("{")[1:]}, name
    for table, names in module.LANGUAGE.tables.items():
        # What has no table in English goes there by the name in the standard or the company's own slug.
        assert set(names) <= set(ENGLISH.tables.get(table, names)), table


def test_another_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quenya.py").write_text(INVENTED, "utf-8")
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path)])
    monkeypatch.setattr(other_languages, "LANGUAGES", find_languages())
    snapshot, findings = take("worker")
    tree = render_tree(
        snapshot, findings, "worker", content={**content(), "orientation.qq.md": "---\ntitle: Yestarë\n---\nTulë.\n"}
    )
    assert [each.code for each in tree.languages] == ["fr", "qq"]
    home, emergency = tree.files["qq/index.md"], tree.files["qq/emergency.md"]
    assert isinstance(home, str)
    assert "2026 asta-10 31" in "".join(str(text) for path, text in tree.files.items() if path.startswith("qq/"))
    assert "Raxale" in home, "a word of its own"
    assert ENGLISH.words["tile_sites_meta"] in home, "a word that it lacks, in English"
    assert "Tulë." in str(tree.files["qq/orientation.md"])
    assert "North gate, by the flag pole" in str(emergency)
    entry = next(each for each in tree.nav if "Quenya" in each)
    assert "qq/emergency.md" in str(entry)


def test_a_language_is_completed_with_the_names_of_another() -> None:
    small = Language("qq", "Quenya", {"home": "Mar"}, {"kinds": {"plan": "Panoie"}})
    whole = completed(small, PLAIN_ENGLISH)
    assert (whole.words["home"], whole.words["emergency"]) == ("Mar", "Emergency")
    assert (whole.say("kinds", "plan"), whole.say("kinds", "swp")) == ("Panoie", "Safe work practice")
    assert whole.write_day(date(2026, 1, 2)) == "2 January 2026"
