from __future__ import annotations

from html import escape

import pytest
import yaml

from builder.render.site.building.settings import Looks, read_looks, write_settings
from builder.render.site.page import Page


def test_name_address_colours_and_logo_are_taken() -> None:
    text = """
site_name: Tern Piping
site_url: https://manual.tern.example/
theme: {name: anything, logo: pictures/tern.png, palette: {primary: deep orange, accent: teal}}
"""
    assert read_looks(text) == Looks(
        "Tern Piping", "https://manual.tern.example/", "deep-orange", "teal", "pictures/tern.png"
    )


def test_hooks_plugins_templates_and_scripts_of_the_repository_are_not_even_read() -> None:
    text = """
site_name: Tern
hooks: [evil.py]
plugins: [evil, {macros: {module_name: evil}}]
theme: {name: material, custom_dir: overrides}
extra_javascript: [https://evil.example/x.js]
markdown_extensions: [{pymdownx.snippets: {base_path: /etc}}]
INHERIT: ../../etc/mkdocs.yml
docs_dir: /
"""
    assert read_looks(text) == Looks("Tern")


@pytest.mark.parametrize(
    "text",
    [
        "site_name: !!python/object/apply:os.system ['touch /tmp/x']",
        "site_name: !ENV [HOME, nobody]",
        "site_name: !relative $config_dir",
        "site_name: [a, list]",
        "- not\n- a mapping",
        "site_name: 'unclosed",
        "a: &a [*a, *a]",
        "",
        "\x00",
    ],
)
def test_whatever_is_not_plain_text_is_as_if_it_were_not_there(text: str) -> None:
    assert read_looks(text) == Looks()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x", "https://", 'https://a.example/"><script>', "//a.example"]
)
def test_addresses_that_are_no_web_addresses_are_left_out(address: str) -> None:
    assert read_looks(f"site_url: {address!r}").site_url == ""


@pytest.mark.parametrize(
    "logo",
    [
        "../secret.png",
        "/etc/logo.png",
        "a.svg",
        "https://evil.example/a.png",
        ".git/a.png",
        "a\\..\\b.png",
        7,
        'a"><meta http-equiv=refresh content=x>.png',
    ],
)
def test_a_logo_is_a_picture_inside_content(logo: object) -> None:
    assert read_looks(f"theme: {{logo: {logo!r}}}").logo == ""


def test_a_title_with_any_sign_in_it_reaches_mkdocs_as_it_is() -> None:
    for sign in ("\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "é", "ਪ", "🦺", "\\", '"'):
        title = f"Lift {sign} plan"
        assert yaml.safe_load(write_settings({"nav": [{title: "lift.md"}]})) == {"nav": [{title: "lift.md"}]}
        text = Page("lift.md", title, "").text
        assert yaml.safe_load(text.split("---\n")[1]) == {"title": escape(title, quote=True)}


def test_a_colour_that_the_theme_does_not_know_is_left_out() -> None:
    assert read_looks("theme: {palette: [{primary: 'red\"><script>'}]}").primary == ""
