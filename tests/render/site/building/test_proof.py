"""The security policy of a site is that of the theme, not of the pages that it happens to have today."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.render.hosting.security import read_policy


def test_both_editions_carry_the_same_policy_on_every_page(built: Mapping[str, Path]) -> None:
    policies = {
        match
        for site in built.values()
        for path in site.rglob("*.html")
        for match in re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', path.read_text("utf-8"))
    }
    # The addresses under p/ only lead on; they run nothing, and say so.
    assert {each for each in policies if "script-src" in each} == {read_policy(built["worker"])}


@pytest.mark.parametrize("up", [".", "..", "../..", "../../../../../.."])
def test_a_page_that_lies_deeper_tomorrow_runs_under_todays_policy(built: Mapping[str, Path], up: str) -> None:
    """So the configuration of a web server that repeats the policy stays right."""
    home = (built["worker"] / "index.html").read_text("utf-8")
    (script,) = re.findall(r"<script>(__md_scope=.*?)</script>", home)
    deeper = script.replace('new URL(".",location)', f'new URL("{up}",location)')
    digest = base64.b64encode(hashlib.sha256(deeper.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in read_policy(built["worker"])
    assert "unsafe" not in read_policy(built["worker"])
