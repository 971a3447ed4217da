from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.manifest import FollowedPack, Manifest
from builder.seal.manifest import SIZE_LIMIT, UnreadableManifestError, read_manifest, write_manifest
from tests.seal.conftest import FILES, manifest_of

WHOLE = manifest_of(FILES)
TAGS = (("manual/v2026.1", "c" * 40), ("policy/POL-01/v2", "d" * 40))
FOLLOWED = FollowedPack("2025-10-31-bbbbbbbbbb-auditor", "1" * 64, "2" * 64, "b" * 40, 2, "2025-10-31")


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert read_manifest(write_manifest(WHOLE)) == WHOLE


def test_the_same_manifest_gives_the_same_bytes_with_one_line_for_each_file() -> None:
    written = write_manifest(WHOLE)

    assert written == write_manifest(WHOLE)
    assert len([line for line in written.splitlines() if b'"path"' in line]) == 3


def test_a_manifest_without_files_partner_branch_and_history_is_a_manifest() -> None:
    bare = replace(WHOLE, files=(), partner="", branch="", entered_on="", commits=0)

    assert read_manifest(write_manifest(bare)) == bare


def test_what_is_written_is_as_the_published_schema_says() -> None:
    schema = json.loads((files("builder.seal") / "schemas" / "manifest-3.json").read_text(encoding="utf-8"))

    jsonschema.validate(json.loads(write_manifest(WHOLE)), schema)
    jsonschema.validate(json.loads(write_manifest(replace(WHOLE, previous=FOLLOWED, approval_tags=TAGS))), schema)
    jsonschema.validate(json.loads(write_manifest(replace(WHOLE, files=(), entered_on=""))), schema)


def test_a_manifest_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(UnreadableManifestError, match="not in order"):
        write_manifest(replace(WHOLE, files=WHOLE.files[::-1]))


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    plain = json.loads(write_manifest(WHOLE))
    change(plain)
    return json.dumps(plain).encode()


def file(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda plain: plain["files"][0].update(values)


def top(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda plain: plain.update(values)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (top(schema="https://muster.example/schema/manifest-9.json"), "not of the schema"),
        (lambda plain: plain.pop("previous"), "The manifest lacks `previous`"),
        (top(previous="a pack"), "`previous` of the manifest is not a JSON object"),
        (top(previous=asdict(FOLLOWED) | {"sha256": "1" * 63}), "`sha256` of the manifest can't be"),
        (top(previous=asdict(FOLLOWED) | {"manifest_sha256": None}), "`manifest_sha256` of the manifest can't be"),
        (top(previous=asdict(FOLLOWED) | {"commit": "HEAD"}), "`commit` of the manifest can't be"),
        (top(previous=asdict(FOLLOWED) | {"as_of": ""}), "`as_of` of the manifest can't be"),
        (top(previous=asdict(FOLLOWED) | {"more": 1}), "`previous` of the manifest has `more`"),
        (lambda plain: plain.pop("approval_tags"), "The manifest lacks `approval_tags`"),
        (top(approval_tags=[["manual/v1", "HEAD"]]), "`approval_tags` of the manifest is not a list of pairs"),
        (top(approval_tags=[list(each) for each in TAGS[::-1]]), "`approval_tags` of the manifest is not in order"),
        (lambda plain: plain.pop("commit"), "The manifest lacks `commit`"),
        (top(extra=1), "The manifest has `extra`, which this version of Muster doesn't know"),
        (top(commit="a" * 39), "`commit` of the manifest can't be"),
        (top(commit="A" * 40), "`commit` of the manifest can't be"),
        (top(as_of="2026-02-30"), "`as_of` of the manifest can't be"),
        (top(as_of=20261031), "`as_of` of the manifest can't be 20261031"),
        (top(commits=-1), "`commits` of the manifest can't be -1"),
        (top(commits=True), "`commits` of the manifest can't be true"),
        (top(pack_id=""), "`pack_id` of the manifest can't be"),
        (top(company="a\nb"), "`company` of the manifest can't be"),
        (top(toolchain={"a": "b"}), "`toolchain` of the manifest is not a list of pairs"),
        (top(toolchain=[["b", "1"], ["a", "1"]]), "`toolchain` of the manifest is not in order"),
        (top(toolchain=[["a", "1"], ["a", "2"]]), "`toolchain` of the manifest is not in order"),
        (top(findings=[["error", "two"]]), "`findings` of the manifest is not a list of pairs"),
        (top(files={}), "`files` of the manifest is not a list"),
        (top(files=[1]), "A file of the manifest is not a JSON object"),
        (lambda plain: plain["files"].append(plain["files"][0]), "not in order"),
        (file(path="../../etc/passwd"), "`path` of the manifest can't be"),
        (file(path="/etc/passwd"), "`path` of the manifest can't be"),
        (file(path="a//b"), "`path` of the manifest can't be"),
        (file(path="a\\b"), "`path` of the manifest can't be"),
        (file(path=""), "`path` of the manifest can't be"),
        (file(blob=""), "`blob` of the manifest can't be"),
        (file(sha256="0"), "`sha256` of the manifest can't be"),
        (file(sha256=None), "`sha256` of the manifest can't be"),
        (file(size=1.5), "`size` of the manifest can't be 1.5"),
        (file(page="1"), "`page` of the manifest can't be"),
        (file(level="office"), "A file of the manifest has `level`"),
    ],
)
def test_a_manifest_that_says_something_impossible_is_refused_in_words(
    change: Callable[[dict[str, Any]], object], words: str
) -> None:
    with pytest.raises(UnreadableManifestError) as caught:
        read_manifest(changed(change))

    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON in UTF-8"),
        (b"[1]", "not a JSON object"),
        (b'{"schema": 1, "schema": 2}', "the same key twice"),
        (b'{"size": NaN}', "has NaN, which is not a number"),
        (b"[" * 100_000, "not JSON"),
        (b" " * (SIZE_LIMIT + 1), "bytes long"),
    ],
    ids=["empty", "not utf-8", "list", "twins", "nan", "deep", "long"],
)
def test_bytes_that_are_not_a_manifest_are_said_to_be_none(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableManifestError, match=words):
        read_manifest(data)


def as_earlier(manifest: Manifest, version: int) -> dict[str, Any]:
    """The manifest as Muster wrote it before: 1 before packs followed each other, 2 before they said what they were asked to hold."""
    plain = json.loads(write_manifest(manifest))
    profile = plain.pop("choice")["profile"]
    for name in ("attached", "beside", *(("previous", "approval_tags") if version == 1 else ())):
        del plain[name]
    for each in plain["files"]:
        del each["volume"], each["attachment"], each["commitment"]
    schema = f"https://muster.example/schema/manifest-{version}.json"
    return plain | {"schema": schema, "profile": profile, "work_tree": "clean"}


@pytest.mark.parametrize("version", [1, 2])
def test_the_manifest_of_a_pack_that_an_earlier_version_made_is_read_as_it_was(version: int) -> None:
    old = as_earlier(WHOLE, version)
    schema = json.loads((files("builder.seal") / "schemas" / f"manifest-{version}.json").read_text(encoding="utf-8"))

    jsonschema.validate(old, schema)
    # Those versions don't say what is attached.
    assert read_manifest(json.dumps(old).encode()) == replace(WHOLE, attached=())


@pytest.mark.parametrize(
    ("version", "field", "value"), [(1, "previous", asdict(FOLLOWED)), (1, "attached", []), (2, "beside", [])]
)
def test_a_manifest_of_an_earlier_schema_has_no_field_of_a_later_one(version: int, field: str, value: object) -> None:
    plain = as_earlier(WHOLE, version) | {field: value}

    with pytest.raises(UnreadableManifestError, match=f"has `{field}`, which its schema doesn't know"):
        read_manifest(json.dumps(plain).encode())


def test_an_earlier_manifest_still_had_to_say_how_the_files_on_disk_were() -> None:
    with pytest.raises(UnreadableManifestError, match="`work_tree` of the manifest can't be"):
        read_manifest(json.dumps(as_earlier(WHOLE, 2) | {"work_tree": "tidy"}).encode())


SEALED = {"name": "coverage.json", "sha256": "3" * 64, "size": 12, "what": "coverage"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([SEALED | {"name": "../coverage.json"}], "`name` of the manifest can't be"),
        ([SEALED | {"name": ""}], "`name` of the manifest can't be"),
        ([SEALED | {"sha256": ""}], "`sha256` of the manifest can't be"),
        ([SEALED | {"size": -1}], "`size` of the manifest can't be"),
        ([SEALED, SEALED], "is not in order"),
        ({"coverage.json": SEALED}, "is not a list"),
        ([1], "is not a JSON object"),
    ],
)
@pytest.mark.parametrize("name", ["attached", "beside"])
def test_a_file_with_the_pack_that_nobody_could_find_again_is_refused(name: str, value: object, words: str) -> None:
    with pytest.raises(UnreadableManifestError, match=words):
        read_manifest(changed(top(**{name: value})))


def choice(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda plain: plain["choice"].update(values)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (choice(profile="everyone"), "`profile` of the manifest can't be"),
        (choice(kind="half"), "`kind` of the manifest can't be"),
        (choice(sites=["shop", "office"]), "`sites` of the manifest is not a list of names in order"),
        (choice(sample={"seed": "17", "ids": ["insp-0001", "insp-0001"]}), "`ids` of the manifest is not a list"),
        (choice(sample={"seed": "17"}), "lacks `ids`"),
        (choice(sample="17"), "`sample` of the manifest is not a JSON object"),
        (lambda plain: plain["choice"].pop("kind"), "`choice` of the manifest lacks `kind`"),
    ],
)
def test_a_choice_that_nobody_could_have_made_is_refused(
    change: Callable[[dict[str, Any]], object], words: str
) -> None:
    with pytest.raises(UnreadableManifestError, match=words):
        read_manifest(changed(change))


def test_the_pack_that_a_pack_follows_is_read_as_it_was_written() -> None:
    follows = replace(WHOLE, previous=FOLLOWED)

    assert read_manifest(write_manifest(follows)) == follows


def test_the_approval_tags_are_read_as_they_were_written_however_long_somebody_made_a_name() -> None:
    tagged = replace(WHOLE, approval_tags=(*TAGS, ("policy/" + "x" * 4000, "e" * 40)))

    assert read_manifest(write_manifest(tagged)) == tagged


def test_a_redacted_file_has_neither_blob_nor_digest() -> None:
    hidden = replace(WHOLE, files=(replace(WHOLE.files[0], blob="", sha256=""),))

    assert read_manifest(write_manifest(hidden)) == hidden


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(json.loads(write_manifest(WHOLE)))), json_values)
def test_any_value_in_any_place_is_read_or_refused(name: str, value: object) -> None:
    try:
        read_manifest(changed(top(**{name: value})))
    except UnreadableManifestError:
        return
