from __future__ import annotations

from builder.render.site.registers.registers import register_pages
from tests.render.site.small_manual import small_manual


def test_what_goes_on_a_form_is_said_to_a_reader_and_not_to_somebody_who_types_yaml() -> None:
    pages = {page.path: page.body for page in register_pages(small_manual("office"))}
    on_the_form = pages["records/training/index.md"].partition("What goes on the form")[2].partition("</ul>")[0]
    assert "<li><strong>Certificate number</strong></li>" in on_the_form
    assert '<strong>Date</strong> <span class="m-quiet">The day it happened.</span>' in on_the_form
    assert [path for path, body in pages.items() if "Quoted" in body or "`null`" in body] == []
