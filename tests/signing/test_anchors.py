"""Where signatures go: found in the PDF itself, one room for each marker."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.signing.anchors import Anchor, anchors
from tests.signing.conftest import printed

MM = 72 / 25.4


def test_the_room_of_a_single_signatory_is_35_mm_high(letter: bytes) -> None:
    first = anchors(letter)[0]
    shown = [page.extract_text() for page in PdfReader(BytesIO(letter)).pages]
    assert first.number == 1
    assert "#ttd1#" in shown[first.page]
    assert first.height == pytest.approx(35 * MM, abs=0.5)
    assert first.width > 70 * MM


def test_each_of_many_signatories_has_a_room_of_their_own() -> None:
    found = anchors(printed("peraturan-bersama-kepala-desa"))
    assert [a.number for a in found] == list(range(1, len(found) + 1))
    assert len(found) >= 8
    assert all(a.height == pytest.approx(20 * MM, abs=0.5) for a in found)
    for one in found:
        assert not [other for other in found if other is not one and _overlap(one, other)]


def test_a_draft_has_no_room_to_sign() -> None:
    from documents.html import render_html
    from documents.pdf import to_pdf
    from tests.documents.samples import SAMPLES

    html = render_html(
        SAMPLES["nota-dinas"], state="draft", demonstration=False, verification=None
    )
    assert anchors(to_pdf(html)) == ()


def _overlap(one: Anchor, other: Anchor) -> bool:
    a, b = one.box, other.box
    return one.page == other.page and (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])
