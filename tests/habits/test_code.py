"""Habits of the code that no linter knows: names that explain themselves, layers, and words for everything public."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BUILDER = TOP / "builder"
MODULES = sorted(path for path in BUILDER.rglob("*.py") if "sample" not in path.relative_to(BUILDER).parts[:1])
NOT_CODE = {"standards", "site_templates", "sample"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "tools", "stuff", "core", "lib"}


def shown(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), shown(path))


def public_things(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def test_every_module_begins_with_a_paragraph_that_says_what_it_is() -> None:
    lacking = [
        shown(path)
        for path in MODULES
        if not re.fullmatch(r"\S.{20,}.*", ast.get_docstring(parsed(path)) or "", re.DOTALL)
    ]
    assert [path for path in lacking if path != "builder/__main__.py"] == []


def test_every_public_function_and_class_says_what_it_gives() -> None:
    lacking = [
        f"{shown(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in public_things(parsed(path))
        if not ast.get_docstring(node)
    ]
    assert lacking == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in MODULES if path.stem in VAGUE] == []


def test_every_part_of_the_package_belongs_to_a_layer() -> None:
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [each for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == "layers"]
    layers = {name.strip() for layer in contract["layers"] for name in re.split(r"[:|]", layer)}
    parts = {
        path.stem
        for path in BUILDER.iterdir()
        if (path.suffix == ".py" or path.is_dir()) and not path.name.startswith("_")
    }
    assert parts - layers - NOT_CODE == set()
    assert layers - parts == set()


def test_every_folder_with_code_is_a_package_so_that_the_layers_see_it() -> None:
    folders = {path.parent for path in MODULES}
    assert [shown(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert [shown(path) for path in MODULES if re.search(rf"\b{word}\b", path.read_text(encoding="utf-8"))] == []


def test_no_test_is_switched_off() -> None:
    found = [
        shown(path)
        for path in sorted((TOP / "tests").rglob("*.py"))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in ("skip", "skipif", "xfail", "importorskip")
    ]
    assert found == []


def test_every_fault_of_the_reader_has_a_rule_that_reports_it() -> None:
    from builder.checks.rule import list_rules

    names = {
        argument.value
        for path in MODULES
        if "read" in path.relative_to(BUILDER).parts[:1]
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Fault"
        for argument in call.args[1:2]
        if isinstance(argument, ast.Constant)
    }
    assert "unknown-field" in names
    assert names - {rule.name for rule in list_rules()} == set()


def test_the_day_and_the_time_are_asked_for_in_one_place_only() -> None:
    asking = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|time_ns|localtime|gmtime))\(")
    found = [shown(path) for path in MODULES if asking.search(path.read_text(encoding="utf-8"))]
    assert found == ["builder/cli/terminal.py"]


def test_the_linter_reads_every_module() -> None:
    # An exclude without a slash, such as "site", leaves out every folder of that name, however deep it lies.
    ruff = Path(sys.executable).with_name("ruff")
    told = subprocess.run([ruff, "check", "--show-files", "."], cwd=TOP, capture_output=True, text=True, check=True)
    read = {Path(line) for line in told.stdout.splitlines()}
    tests = set((TOP / "tests").rglob("*.py"))
    assert sorted(shown(path) for path in {*MODULES, *tests} - read) == []


def writes_text(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    modes = [each.value for each in call.args[:2] if isinstance(each, ast.Constant)]
    opens = name in ("open", "fdopen", "NamedTemporaryFile") and bool({"w", "x", "a", "w+", "r+"} & set(modes))
    return opens or (name == "write_text" and isinstance(call.func, ast.Attribute) and len(call.args) > 1)


def test_text_is_written_with_the_same_line_ends_on_every_system() -> None:
    """Python turns line ends about on Windows unless it is told not to: other digests, and a difference on every line."""
    writing = [
        f"{shown(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and writes_text(node) and "newline" not in {each.arg for each in node.keywords}
    ]
    assert writing == []
