"""Reading a PDF back."""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from documents.html import State, render_html
from documents.model import Letter, Verification
from documents.pdf import to_pdf


def read(
    letter: Letter,
    *,
    state: State = "final",
    demonstration: bool = False,
    verification: Verification | None = None,
) -> PdfReader:
    """Render a document, print it, and open the result."""
    html = render_html(letter, state=state, demonstration=demonstration, verification=verification)
    return PdfReader(BytesIO(to_pdf(html)))


def texts(pdf: PdfReader) -> list[str]:
    """The text of each page on one line."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def fonts(pdf: PdfReader) -> set[str]:
    """The families embedded in a file, without the tag of the subset and the style."""
    names: set[str] = set()
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(str(font.get_object()["/BaseFont"]).split("+")[1])
    return names


def right_edges(page: PageObject) -> list[float]:
    """Where each run of text ends at the least, in points; N is wide, the rest may be thin."""
    edges: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        shown = text.strip()
        if shown:
            wide = shown.count("N")
            ems = 0.72 * wide + 0.35 * (len(shown) - wide)
            edges.append(tm[4] * cm[0] + cm[4] + ems * size * abs(tm[0] * cm[0]))

    page.extract_text(visitor_text=note)
    return edges
