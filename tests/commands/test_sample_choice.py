"""From --seed, --sample and --sites to what the pack is asked to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.commands.sample_choice import read_seed, with_sample
from builder.model.error import BuilderError
from builder.model.pack_choice import PackChoice
from tests.render.pdf.sections.company import small_company, snapshot_of

INTERNAL = PackChoice("internal")


def chosen(
    tmp_path: Path, *, seed: str | None = None, text: str | None = None, sites: tuple[str, ...] = ()
) -> tuple[PackChoice, list[str]]:
    said: list[str] = []
    file = tmp_path / "asked.txt"
    if text is not None:
        file.write_text(text)
    sample = file if text is not None else None
    choice = with_sample(INTERNAL, snapshot_of(small_company()), seed=seed, sample=sample, sites=sites, say=said.append)
    return choice, said


def test_without_options_nothing_is_chosen(tmp_path: Path) -> None:
    assert chosen(tmp_path) == (INTERNAL, [])


def test_seed_list_and_sites_are_kept_as_they_count(tmp_path: Path) -> None:
    choice, said = chosen(tmp_path, seed="  e\u0301te\u0301 7 ", text="insp-0002 insp-0001", sites=("shop, shop",))
    assert choice.sample.seed == "\u00e9t\u00e9 7"
    assert choice.sample.ids == ("insp-0001", "insp-0002")
    assert choice.sites == ("shop",)
    assert choice.profile == "internal"
    assert said == []


def test_what_counts_once_and_what_is_not_there_is_said_and_stays_asked_for(tmp_path: Path) -> None:
    choice, said = chosen(tmp_path, text="insp-0001 insp-9999 insp-0001 PRG-07")
    assert choice.sample.ids == ("PRG-07", "insp-0001", "insp-9999")
    assert said == [
        "Named more than once in asked.txt, counted once: insp-0001.",
        "Asked for, but nothing has this id; the pack says so: insp-9999.",
    ]


def test_a_list_with_a_word_that_is_no_id_stops_the_pack_and_names_the_place(tmp_path: Path) -> None:
    with pytest.raises(BuilderError) as error:
        chosen(tmp_path, text="insp-0001\nsomething else\n")
    assert error.value.message == (
        "asked.txt can't be used: 1 place in it can't be read as a list of ids, so no pack was made."
    )
    assert error.value.cure.startswith("Write one id a line")


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="There is no file"):
        with_sample(INTERNAL, snapshot_of(small_company()), sample=tmp_path / "gone.txt", say=print)


@pytest.mark.parametrize("seed", ["", "   ", "a\nb", "\x1b[2J", "\ud800", "x" * 201])
def test_a_seed_that_nobody_could_copy_from_paper_is_refused(seed: str) -> None:
    with pytest.raises(BuilderError, match="1 to 200 letters"):
        read_seed(seed)


def test_sites_that_can_not_be_meant_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="No site has the id 'shed'"):
        chosen(tmp_path, sites=("shop", "shed"))
    with pytest.raises(BuilderError, match="--sites names no site"):
        chosen(tmp_path, sites=(" , ",))
