from __future__ import annotations

import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from builder.model.error import BuilderError
from builder.render.pdf.join import Embedded, Relationship, SignatureField, join_parts, number_pages
from builder.render.pdf.part import Part, render_part
from tests.render.pdf.paper import FIELDS, cover, open_pdf, page, section, small_pack

LABEL = "RIDGELINE-2026-10-31"


def plain(body: str = "<h1 id='cover'>Pack</h1>") -> Part:
    return render_part(page(body), key="cover")


def tags(pdf: pikepdf.Pdf) -> Counter[str]:
    """Structure elements that hang in the tree, by kind."""
    found: Counter[str] = Counter()
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and Name.S in element:
            found[str(element.S)] += 1
            children = element.get(Name.K, [])
            waiting += list(children) if isinstance(children, pikepdf.Array) else [children]
    return found


def test_pages_tags_bookmarks_and_destinations_of_all_parts_are_kept() -> None:
    parts = [cover(), section("a"), section("b")]
    alone = Counter[str]()
    for part in parts:
        alone += tags(open_pdf(part.pdf))

    pdf = open_pdf(join_parts(parts[0], parts[1:], page_label=LABEL, signature_fields=FIELDS))

    joined = tags(pdf)
    links = len(FIELDS)
    expected = alone - Counter({"/Document": 2, "/Link": links}) + Counter({"/Part": 2, "/Form": links})
    assert joined == expected
    assert len(pdf.pages) == 5
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Evidence pack", "Section a", "Section b"]
        assert [item.title for item in outline.root[1].children] == ["End of a"]
    names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    assert names == ["a", "a-end", "b", "b-end", "cover"]


def test_every_bookmark_destination_and_tag_points_to_a_page_of_the_pack() -> None:
    pdf = open_pdf(small_pack())
    pages = {page.obj.objgen for page in pdf.pages}

    destinations = list(pdf.Root.Names.Dests.Names)[1::2]
    assert {place[0].objgen for place in destinations} <= pages
    with pdf.open_outline() as outline:
        assert all(item.destination[0].objgen in pages for item in outline.root)
    assert {item.Pg.objgen for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and Name.Pg in item} <= pages


def test_the_parent_tree_ascends_and_leads_from_each_page_to_its_own_tags() -> None:
    pdf = open_pdf(small_pack(sections=3))
    flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in flat[::2]]
    tree = dict(zip(keys, flat[1::2], strict=True))

    assert keys == sorted(set(keys))
    for page_ in pdf.pages:
        for element in tree[int(page_.obj.StructParents)]:
            assert element.Pg.objgen == page_.obj.objgen
        for annotation in page_.obj.get(Name.Annots, []):
            content = tree[int(annotation.StructParent)].K
            references = content if isinstance(content, pikepdf.Array) else [content]
            assert annotation.objgen in {item.Obj.objgen for item in references if isinstance(item, pikepdf.Dictionary)}


def test_the_headers_of_table_cells_stay_those_of_their_own_section() -> None:
    pdf = open_pdf(small_pack())
    cells = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") in ("/TH", "/TD")]

    ids = [bytes(cell.ID) for cell in cells if "/ID" in cell]
    used = {bytes(header) for cell in cells if "/Headers" in cell.get("/A", {}) for header in cell.A.Headers}
    assert len(ids) == len(set(ids)) == 6
    assert used <= set(ids)
    assert len(used) == 4


def test_a_link_to_another_section_becomes_a_link_inside_the_pack() -> None:
    pdf = open_pdf(small_pack())
    link = pdf.pages[0].Annots[0]

    assert str(link.Dest) == "s1-end"
    assert str(link.Contents) == "Go to page 3"
    assert Name.A not in link


def test_links_that_lead_nowhere_are_all_named_with_their_section_and_the_nearest_place() -> None:
    a = section("a", '<p><a href="xref:prg-07">x</a> <a href="xref:b-edn">y</a></p>')
    b = section("b", '<p><a href="xref:gone">z</a></p>')

    with pytest.raises(BuilderError) as caught:
        join_parts(plain(), [a, b], page_label=LABEL)

    assert 'section "a" links to "prg-07"' in caught.value.message
    assert 'section "a" links to "b-edn" (nearest: "b-end")' in caught.value.message
    assert 'section "b" links to "gone"' in caught.value.message


def test_links_to_the_web_stay_as_they_are() -> None:
    pdf = open_pdf(join_parts(plain('<p><a href="https://x.example/a">x</a></p>'), [], page_label=LABEL))

    assert str(pdf.pages[0].Annots[0].A.URI) == "https://x.example/a"


def test_the_same_id_in_two_sections_is_refused_because_a_link_could_lead_to_either() -> None:
    with pytest.raises(BuilderError, match='sections "a" and "b" both have a place called "same"'):
        join_parts(plain(), [section("a", "<p id='same'>x"), section("b", "<p id='same'>x")], page_label=LABEL)


def test_two_sections_with_one_key_are_refused() -> None:
    with pytest.raises(BuilderError, match='called "a"'):
        join_parts(plain(), [section("a"), section("a")], page_label=LABEL)


def test_the_numbers_that_a_table_of_contents_prints_are_those_of_the_pack() -> None:
    parts = [section("a"), section("b")]

    assert number_pages(3, parts) == {"a": 4, "a-end": 5, "b": 6, "b-end": 7}


def test_a_cover_without_dates_is_refused_because_todays_would_have_to_stand_in_for_them() -> None:
    undated = render_part('<html lang="en"><title>x</title><body>x', key="cover")

    with pytest.raises(BuilderError, match=r"dcterms.created"):
        join_parts(undated, [], page_label=LABEL)


def test_the_same_parts_give_the_same_bytes() -> None:
    assert small_pack() == small_pack()


def test_a_translated_section_keeps_its_own_language() -> None:
    french = render_part(page("<h1 id='fr'>Politique</h1>").replace('lang="en"', 'lang="fr"'), key="fr")

    pdf = open_pdf(join_parts(plain(), [french], page_label=LABEL))

    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.Root.StructTreeRoot.K[0].K[-1].Lang) == "fr"


def test_the_joined_file_is_free_of_syntax_errors_for_two_readers(tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(small_pack())

    assert open_pdf(file.read_bytes()).check_pdf_syntax() == []
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_page_says_which_pack_it_is_of_and_its_number(tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(small_pack())

    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    last_lines = [page_.rstrip().split("\n")[-1].strip() for page_ in text.split("\f")[:-1]]
    assert last_lines == [f"{LABEL} · page {number} of 5" for number in range(1, 6)]


def test_the_page_number_stands_in_the_lowest_12_mm_and_is_an_artifact() -> None:
    pdf = open_pdf(small_pack())
    written = pdf.pages[1].Contents[-1].read_bytes()

    assert b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC" in written
    matrix = written.split(b" Tm")[0].split()[-2:]
    assert 0 < float(matrix[1]) < 12 * 72 / 25.4
    assert float(matrix[0]) > 612 / 2


def test_the_page_number_stands_at_the_right_of_a_sideways_page() -> None:
    wide = render_part(page("<h1 id='w'>Matrix</h1>").replace("size: letter", "size: letter landscape"), key="wide")

    pdf = open_pdf(join_parts(plain(), [wide], page_label=LABEL))

    left = float(pdf.pages[1].Contents[-1].read_bytes().split(b" Tm")[0].split()[-2])
    assert 612 < left < 792


def test_a_name_that_can_not_be_printed_at_the_foot_is_refused() -> None:
    with pytest.raises(BuilderError, match=r"U\+706B"):
        join_parts(plain(), [], page_label="火")
    with pytest.raises(BuilderError, match="too long"):
        join_parts(plain(), [], page_label="x" * 91)


def test_each_place_for_a_signature_becomes_a_blank_tagged_field() -> None:
    pdf = open_pdf(small_pack())
    fields = list(pdf.Root.AcroForm.Fields)

    assert [str(field.T) for field in fields] == [field.name for field in FIELDS]
    assert [str(field.TU) for field in fields] == [field.label for field in FIELDS]
    for field in fields:
        assert (field.FT, field.Subtype, int(field.F)) == (Name.Sig, Name.Widget, 4)
        assert Name.V not in field
        assert field.AP.N.read_bytes() == b""
        width, height = float(field.Rect[2] - field.Rect[0]), float(field.Rect[3] - field.Rect[1])
        assert width == pytest.approx(80 * 72 / 25.4, abs=2)
        assert height == pytest.approx(22 * 72 / 25.4, abs=2)
    forms = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Form"]
    assert all(isinstance(form.K, pikepdf.Dictionary) for form in forms)


def test_a_signature_field_without_a_place_is_refused() -> None:
    with pytest.raises(BuilderError, match='no place for the signature "worker_cochair"'):
        join_parts(cover(), [], page_label=LABEL, signature_fields=[*FIELDS, SignatureField("worker_cochair", "x")])


def test_a_place_without_a_signature_field_is_refused() -> None:
    with pytest.raises(BuilderError, match='a place for a signature "auditor_receipt" that nobody gives'):
        join_parts(cover(), [], page_label=LABEL, signature_fields=FIELDS[:2])


def test_two_places_for_one_signature_are_refused() -> None:
    twice = section("a", '<p><a class="sf" href="sigfield:hs_manager"></a></p>')

    with pytest.raises(BuilderError, match='two places for the signature "hs_manager"'):
        join_parts(cover(), [twice], page_label=LABEL, signature_fields=FIELDS)


def test_a_place_for_a_signature_that_has_words_in_it_is_refused() -> None:
    with pytest.raises(BuilderError, match="must be an empty box"):
        join_parts(
            plain('<p><a href="sigfield:x">Sign here</a></p>'),
            [],
            page_label=LABEL,
            signature_fields=[SignatureField("x", "x")],
        )


@pytest.mark.parametrize("name", ["", "a b", "a.b", "1st", "x" * 61])
def test_a_signature_field_has_a_name_that_a_command_line_can_take(name: str) -> None:
    with pytest.raises(BuilderError, match="can't be the name of a signature field"):
        join_parts(plain(), [], page_label=LABEL, signature_fields=[SignatureField(name, "x")])


def attach(*files: Embedded) -> pikepdf.Pdf:
    return open_pdf(join_parts(plain(), [], page_label=LABEL, attachments=files))


def file(name: str, data: bytes = b"x") -> Embedded:
    return Embedded(name, data, "text/csv", "A table", Relationship.SOURCE, date(2026, 10, 31))


def test_an_attached_file_has_its_bytes_kind_relationship_and_the_given_day() -> None:
    pdf = attach(file("log.csv", b"id,day\n"))
    specification = pdf.Root.AF[0]
    stream = specification.EF.F

    assert pdf.attachments["log.csv"].get_file().read_bytes() == b"id,day\n"
    assert (specification.AFRelationship, stream.Subtype) == (Name.Source, Name("/text/csv"))
    assert (str(specification.UF), str(specification.Desc)) == ("log.csv", "A table")
    assert (str(stream.Params.CreationDate), str(stream.Params.ModDate)) == ("D:20261031000000Z",) * 2
    assert int(stream.Params.Size) == 7


def test_attached_files_are_found_by_readers_whatever_their_order_and_letters() -> None:
    pdf = attach(file("z.csv"), file("Été.csv"), file("a.csv"), file("B.csv"))

    names = [bytes(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
    assert names == sorted(names)
    assert set(pdf.attachments) == {"z.csv", "Été.csv", "a.csv", "B.csv"}


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", "a\nb", "c:x", "x" * 201, " "])
def test_a_name_that_would_escape_the_folder_it_is_saved_in_is_refused(name: str) -> None:
    with pytest.raises(BuilderError, match="can't be the name of an attached file"):
        attach(file(name))


def test_two_attached_files_that_a_computer_would_save_as_one_are_refused() -> None:
    with pytest.raises(BuilderError, match="Two attached files"):
        attach(file("log.csv"), file("LOG.csv"))
