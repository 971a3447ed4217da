"""Where what is edited goes, as `--edit-on` names it."""

from __future__ import annotations

import pytest

from builder.model.error import BuilderError
from builder.render.site.editing.editing import LOCAL, parse_editing


def test_a_repository_on_github() -> None:
    found = parse_editing("github:ridgeline/program")
    assert (found.forge, found.repository, found.branch) == ("github", "ridgeline/program", "main")
    assert (found.api, found.host) == ("https://api.github.com", "https://api.github.com")


def test_a_forge_of_the_companys_own() -> None:
    gitlab = parse_editing("gitlab:safety/field/program@https://git.example.ca", branch="records")
    assert (gitlab.repository, gitlab.branch) == ("safety/field/program", "records")
    assert (gitlab.api, gitlab.host) == ("https://git.example.ca/api/v4", "https://git.example.ca")
    assert parse_editing("gitea:a/b@https://git.example.ca:3000/").api == "https://git.example.ca:3000/api/v1"
    assert parse_editing("github:a/b@https://ghe.example.ca").api == "https://ghe.example.ca/api/v3"


def test_the_folder_of_this_computer_has_no_host() -> None:
    assert LOCAL.is_local
    assert (LOCAL.api, LOCAL.host) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "ridgeline/program",
        "github:program",
        "github:a/../b",
        "bitbucket:a/b",
        "gitea:a/b",
        "gitlab:a/b@http://git.example.ca",
        "gitlab:a/b@https://git.example.ca/path",
        "gitlab:a/b@https://git.example.ca; script-src *",
        "github:a/b c",
        "github:a/b@https://user@git.example.ca",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BuilderError) as refused:
        parse_editing(text)
    assert refused.value.cure


def test_http_is_for_this_machine_only() -> None:
    assert parse_editing("github:a/b@http://127.0.0.1:8080").host == "http://127.0.0.1:8080"


def test_a_branch_that_is_no_name_is_refused() -> None:
    with pytest.raises(BuilderError, match="branch"):
        parse_editing("github:a/b", branch="main; x")
