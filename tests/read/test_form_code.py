"""What stands in the code of a form is read back unchanged, however it is typed; a mistake in it is noticed."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from builder.model.form_code import ALPHABET, FormCode
from builder.read.form_code import UnreadableCodeError, parse_form_code

SLUG = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
DOCUMENT = st.tuples(st.from_regex(r"[A-Z]{2,5}-[0-9]{2,4}(-[A-Z]{2,3})?", fullmatch=True), st.integers(1, 999))
CODES = st.builds(
    lambda name, kind, site, document, serial: FormCode(name, kind, site, *document, serial),
    SLUG,
    st.one_of(st.just(""), SLUG),
    st.one_of(st.just(""), SLUG),
    st.one_of(st.just(("", 0)), DOCUMENT),
    st.integers(0, 999_999),
)
INSPECTION = FormCode("inspection", "vehicle", "shop", "PRG-07", 4, 12)


def refusal(text: str) -> str:
    with pytest.raises(UnreadableCodeError) as refused:
        parse_form_code(text)
    return str(refused.value)


def test_the_text_is_the_documented_one() -> None:
    assert INSPECTION.text == "MUSTER:1:INSPECTION.VEHICLE:SHOP:PRG-07.4:0012:75"
    assert FormCode("flha").text.startswith("MUSTER:1:FLHA:-:-:0000:")


@given(CODES)
def test_a_code_is_read_back_unchanged(code: FormCode) -> None:
    assert parse_form_code(code.text) == code


@given(CODES)
def test_all_its_signs_are_those_that_take_little_room_in_the_square(code: FormCode) -> None:
    assert set(code.text) <= set(ALPHABET)
    assert segno.make(code.text, error="q", micro=False).mode == "alphanumeric"


@given(CODES, st.data())
def test_one_wrong_sign_is_noticed(code: FormCode, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code.text) - 1))
    sign = data.draw(st.sampled_from([each for each in ALPHABET if each != code.text[at]]))
    assert refusal(code.text[:at] + sign + code.text[at + 1 :])


@given(CODES, st.data())
def test_two_neighbours_that_changed_places_are_noticed(code: FormCode, data: st.DataObject) -> None:
    places = [index for index in range(len(code.text) - 1) if code.text[index] != code.text[index + 1]]
    at = data.draw(st.sampled_from(places))
    assert refusal(code.text[:at] + code.text[at + 1] + code.text[at] + code.text[at + 2 :])


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        found = parse_form_code(text).text
    except UnreadableCodeError as error:
        found = str(error)
    assert found.endswith(".") or found == "".join(text.split()).upper()


def test_small_letters_and_spaces_don_t_matter() -> None:
    assert parse_form_code(" muster:1:inspection.vehicle:shop:\nprg-07.4 :0012:75 ") == INSPECTION


def test_a_code_of_a_later_format_is_refused_by_name() -> None:
    assert "newer" in refusal("MUSTER:2:INSPECTION:SHOP:PRG-07.4:0012:75")


def test_another_square_code_is_not_taken_for_a_form() -> None:
    assert "begins with MUSTER" in refusal("HTTPS:--MANUAL.EXAMPLE-P-PRG-07-")
