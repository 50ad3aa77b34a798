"""What a screen reader and an archive ask of a PDF: PDF/A-3a, tagged in reading order."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from documents.catalogue import CATALOGUE
from documents.html import render_html
from documents.pdf import to_pdf
from tests.documents import printed, structure
from tests.documents.samples import SAMPLES, VERIFICATION


@pytest.fixture(scope="module")
def pdfs() -> dict[str, PdfReader]:
    """Each document as issued, printed when first asked for."""

    class Printed(dict[str, PdfReader]):
        def __missing__(self, name: str) -> PdfReader:
            html = render_html(
                SAMPLES[name], state="final", demonstration=False, verification=VERIFICATION
            )
            self[name] = PdfReader(BytesIO(to_pdf(html)))
            return self[name]

    return Printed()


@pytest.mark.parametrize("name", CATALOGUE)
def test_it_says_what_it_is_and_in_which_language(pdfs: dict[str, PdfReader], name: str) -> None:
    root: Any = pdfs[name].root_object
    assert str(root["/Lang"]) == "id-ID"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    packet = structure.metadata(pdfs[name])
    assert 'pdfaid:part="3"' in packet
    assert 'pdfaid:conformance="A"' in packet
    assert f">{SAMPLES[name].judul}<" in packet
    assert "pdfuaid" not in packet  # nobody has validated that claim
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert not pdfs[name].is_encrypted
    assert "/AcroForm" not in root


@pytest.mark.parametrize("name", CATALOGUE)
def test_it_is_read_in_order(pdfs: dict[str, PdfReader], name: str) -> None:
    kinds = structure.kinds(pdfs[name])
    assert kinds[0] == "Document"
    assert "P" in kinds
    assert kinds.count("H1") <= 1
    headings = [kind for kind in kinds if kind in ("H1", "H2", "H3")]
    assert headings == [] or headings[0] in ("H1", "H2")


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_cell_knows_the_head_of_its_column(pdfs: dict[str, PdfReader], name: str) -> None:
    nodes = structure.nodes(pdfs[name])
    heads = [node for node in nodes if node.kind == "TH"]
    known = {str(node.element["/ID"]) for node in heads}
    assert all(node.attributes["/Scope"] == "/Column" for node in heads)
    assert all("Table" in node.around for node in heads)
    for cell in (node for node in nodes if node.kind == "TD"):
        assert {str(head) for head in cell.attributes["/Headers"]} <= known
        assert len(cell.attributes["/Headers"]) > 0
    assert bool(heads) == ("<table" in html_of(name))


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_picture_has_words(pdfs: dict[str, PdfReader], name: str) -> None:
    figures = [node for node in structure.nodes(pdfs[name]) if node.kind == "Figure"]
    assert figures
    assert all(str(node.element["/Alt"]).strip() for node in figures)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_letter_can_be_copied_as_text(pdfs: dict[str, PdfReader], name: str) -> None:
    for page in pdfs[name].pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            assert font.get_object()["/ToUnicode"].get_object().get_data()
    assert len(printed.fonts(pdfs[name])) in (1, 2)  # upright and bold of one family


def html_of(name: str) -> str:
    return render_html(
        SAMPLES[name], state="final", demonstration=False, verification=VERIFICATION
    )
