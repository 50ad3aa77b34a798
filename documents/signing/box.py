"""The picture of a signature: printed by the same door as the documents, then placed as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO

import segno
from pyhanko.pdf_utils.content import PdfContent, PdfResources
from pyhanko.pdf_utils.generic import StreamObject, pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.environment import environment
from documents.layout import load_layout
from documents.pdf import to_pdf

TEMPLATE = "tanda_tangan/kotak.html.j2"
WIDTH_MM, HEIGHT_MM = 78, 28
_TAGGED = re.compile(rb"/\w+\s*<<\s*/MCID \d+\s*>>\s*BDC")


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says; `url` is where the document can be checked."""

    jabatan: str
    nama: str
    bawah: tuple[str, ...] = ()
    url: str = ""

    def at(self, url: str) -> Words:
        """The same words with the address."""
        return replace(self, url=url)


class Picture(PdfContent):
    """A printed page as content of another PDF; it has no reading order of its own."""

    def __init__(self, pdf: bytes) -> None:
        self._reader = PdfFileReader(BytesIO(pdf))
        page = self._reader.root["/Pages"]["/Kids"][0]
        left, low, right, high = (float(n) for n in page["/MediaBox"])
        super().__init__(PdfResources(), BoxConstraints(right - left, high - low))
        self._page = page

    def render(self) -> bytes:
        """Draw the page as a form of its own."""
        writer = self._ensure_writer
        drawn = _TAGGED.sub(b"/Artifact BMC", self._page["/Contents"].data)
        form = StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): self._page["/MediaBox"],
                pdf_name("/Resources"): writer.import_object(self._page["/Resources"]),
            },
            stream_data=drawn,
        )
        form.compress()
        self.resources.xobject["/Kotak"] = writer.add_object(form)
        return b"/Kotak Do"


def picture(words: Words) -> bytes:
    """The picture as a PDF of one page; the same words give the same bytes."""
    html = (
        environment()
        .get_template(TEMPLATE)
        .render(
            huruf=load_layout().profil.korespondensi.huruf,
            lebar=WIDTH_MM,
            tinggi=HEIGHT_MM,
            kode=_qr(words.url),
            jabatan=words.jabatan,
            nama=words.nama,
            bawah=words.bawah,
        )
    )
    return to_pdf(html)


def qr_png(url: str) -> bytes:
    """The address as a QR code, for a signing service that draws its own picture."""
    buffer = BytesIO()
    segno.make(url, error="m", micro=False).save(buffer, kind="png", scale=8, border=2)
    return buffer.getvalue()


def _qr(url: str) -> str:
    if not url:
        return ""
    return str(segno.make(url, error="m", micro=False).png_data_uri(scale=8, border=0))
