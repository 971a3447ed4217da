from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from builder.model.error import BuilderError
from builder.render.templates import open_templates, template_folder


def test_values_in_html_templates_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("<p>{{ name }}</p>")
    page = open_templates(tmp_path).get_template("page.html.j2").render(name="<b>Smith & Sons</b>")
    assert page == "<p>&lt;b&gt;Smith &amp; Sons&lt;/b&gt;</p>"


def test_values_in_text_templates_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "letter.txt.j2").write_text("{{ name }}")
    assert open_templates(tmp_path).get_template("letter.txt.j2").render(name="Smith & Sons") == "Smith & Sons"


def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{{ owner }}")
    with pytest.raises(jinja2.UndefinedError, match="owner"):
        open_templates(tmp_path).get_template("page.html.j2").render()


def test_a_template_given_by_hand_wins_and_the_others_stay_ours(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "committee.html.j2").write_text("mine")
    templates = open_templates(tmp_path)
    assert templates.get_template("site/committee.html.j2").render() == "mine"
    assert templates.get_template("site/rows.html.j2").filename == str(template_folder() / "site" / "rows.html.j2")


def test_a_template_folder_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="does not exist") as caught:
        open_templates(tmp_path / "gone")
    assert "--templates" in caught.value.cure
