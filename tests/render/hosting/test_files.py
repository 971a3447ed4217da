from __future__ import annotations

import configparser
import json
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.cli import app
from builder.model.error import BuilderError
from builder.render.hosting.choice import Hosting, check_hosting
from builder.render.hosting.files import hosting_files
from builder.render.hosting.security import read_policy

POLICY = "default-src 'none'; script-src 'self' 'sha256-AAAA='"
SHARED = Hosting("manual.example.ca", groups=("Safety team", 'the "board"'))
OWN = Hosting("manual.example.ca", "office.example.ca", ("3f2a",))


def test_a_company_without_an_office_edition_on_the_web_gets_no_login() -> None:
    files = hosting_files(Hosting("manual.example.ca"), POLICY)
    assert sorted(files) == ["Caddyfile", "README.md", "nginx.conf"]
    assert not [name for name, text in files.items() if "oauth2" in text or "office" in text]


def test_the_policy_of_the_pages_goes_out_with_each_answer_and_forbids_frames() -> None:
    for name in ("nginx.conf", "Caddyfile"):
        assert f"{POLICY}; frame-ancestors 'none'" in hosting_files(SHARED, POLICY)[name]


def test_the_login_is_closed_until_two_lines_are_filled_in_and_knows_its_readers() -> None:
    settings = tomllib.loads(hosting_files(SHARED, POLICY)["oauth2-proxy.cfg"])
    assert settings["allowed_groups"] == ["Safety team", 'the "board"']
    assert settings["redirect_url"] == "https://manual.example.ca/oauth2/callback"
    assert settings["oidc_issuer_url"].endswith(".invalid/")
    assert settings["skip_auth_routes"] == settings["whitelist_domains"] == []
    assert settings["cookie_name"].startswith("__Host-")
    assert settings["cookie_secure"]
    assert tomllib.loads(hosting_files(OWN, POLICY)["oauth2-proxy.cfg"])["redirect_url"].startswith(
        "https://office.example.ca/"
    )


def test_the_login_is_a_service_that_reads_its_settings_and_its_secrets_from_where_the_readme_puts_them() -> None:
    files = hosting_files(OWN, POLICY)
    service = configparser.ConfigParser(strict=False)
    service.read_string(files["muster-login.service"])
    for key, option in (
        ("ExecStart", "/etc/muster/oauth2-proxy.cfg"),
        ("EnvironmentFile", "/etc/muster/oauth2-proxy.env"),
    ):
        assert service["Service"][key].endswith(option)
        assert option.rpartition("/")[0] in files["README.md"]
    assert service["Service"]["DynamicUser"] == "yes"


def test_no_secret_is_written_and_the_readme_says_where_the_two_go() -> None:
    files = hosting_files(OWN, POLICY)
    settings = tomllib.loads(files["oauth2-proxy.cfg"])
    assert not [name for name in settings if "secret" in name]
    for secret in ("OAUTH2_PROXY_CLIENT_SECRET", "OAUTH2_PROXY_COOKIE_SECRET"):
        assert f"`{secret}=`" in files["README.md"]


@pytest.mark.parametrize("hosting", [Hosting("manual.example.ca"), SHARED, OWN])
def test_the_readme_is_a_numbered_list_of_ten_lines_at_most(hosting: Hosting) -> None:
    readme = hosting_files(hosting, POLICY)["README.md"]
    numbers = [int(each) for each in re.findall(r"^(\d+)\. ", readme, re.MULTILINE)]
    assert numbers == list(range(1, (10 if hosting.has_office else 5) + 1))
    # Without the address no printed code leads anywhere, and whoever builds on the server reads only this list.
    assert readme.index("`site_url: https://manual.example.ca/`") < readme.index("muster site --edition worker")


def test_the_signs_around_values_are_those_of_a_configuration_and_not_of_html() -> None:
    for text in hosting_files(SHARED, POLICY).values():
        assert not re.search(r"&(?:#\d+|quot|lt|gt|amp);", text)


def test_a_certificate_of_ones_own_is_used_by_caddy_too() -> None:
    own = Hosting("manual.example.ca", certificate="/etc/tls/a.pem", key="/etc/tls/a.key")
    assert "tls /etc/tls/a.pem /etc/tls/a.key" in hosting_files(own, POLICY)["Caddyfile"]
    assert "tls " not in hosting_files(Hosting("manual.example.ca"), POLICY)["Caddyfile"]


@pytest.mark.parametrize(
    "hosting",
    [
        Hosting("manual.example.ca; include /etc/passwd"),
        Hosting("manual.example.ca\n"),
        Hosting("Manual.example.ca"),
        Hosting("-x.ca"),
        Hosting("a..b"),
        Hosting("{$HOME}.ca"),
        Hosting("a.ca", "b.ca {", ("x",)),
        Hosting("a.ca", "a.ca", ("x",)),
        Hosting("a.ca", groups=("",)),
        Hosting("a.ca", groups=('x"]\nskip_auth_routes=[".*"',)),
        Hosting("a.ca", folder="/srv/my manual"),
        Hosting("a.ca", folder="srv"),
        Hosting("a.ca", folder="/srv/../etc"),
        Hosting("a.ca", folder="/"),
        Hosting("a.ca", certificate="/a;b", key="/k"),
        Hosting("a.ca", certificate="/etc/a.pem"),
        Hosting("a.ca", login="http://127.0.0.1:4180"),
        Hosting("a.ca", login="127.0.0.1:4180 resolve"),
        Hosting("a.ca", listen=("0.0.0.0; x",)),
        Hosting("a.ca", https_port=0),
        Hosting("a.ca", http_port=70000),
    ],
)  # fmt: skip
def test_a_value_that_would_end_a_line_or_open_a_door_is_refused_with_a_cure(hosting: Hosting) -> None:
    with pytest.raises(BuilderError) as refused:
        check_hosting(hosting)
    assert refused.value.cure


def test_an_office_edition_on_the_web_that_nobody_may_read_is_refused() -> None:
    with pytest.raises(BuilderError, match="Nobody is named who may read"):
        check_hosting(Hosting("a.ca", "office.a.ca"))


def test_a_folder_that_holds_no_manual_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Something else.</p>")
    with pytest.raises(BuilderError, match="holds no manual"):
        read_policy(tmp_path)
    (tmp_path / ".muster-site").write_text("{}")
    with pytest.raises(BuilderError, match="no security policy"):
        read_policy(tmp_path)


def test_the_command_writes_the_files_and_says_where_to_begin(tmp_path: Path) -> None:
    (tmp_path / ".muster-site").write_text(json.dumps({"edition": "worker"}))
    (tmp_path / "index.html").write_text(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
    out = tmp_path / "hosting"
    result = CliRunner().invoke(
        app, ["hosting", "--name", "manual.example.ca", "--site", str(tmp_path), "--out", str(out)]
    )
    assert result.exit_code == 0
    assert f"Begin with {out / 'README.md'}" in result.output
    assert "name its readers with --allowed-group" in result.output
    assert sorted(path.name for path in out.iterdir()) == ["Caddyfile", "README.md", "nginx.conf"]
