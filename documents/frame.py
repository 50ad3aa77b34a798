"""What surrounds every document: page, watermark, footer, placeholders, signature markers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from documents import locale
from documents.errors import InvalidDocument
from documents.layout import Layout, Profile
from documents.model import Kop, Signatory, SuratHead, Verification
from documents.sheet import page_rules, watermark_uri
from documents.signature import SignatureLines, signature_lines
from engine.errors import FieldProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.catalogue import DocumentKind


@dataclass(slots=True)
class Markers:
    """Hands out the markers a signing service looks for: #ttd1#, #ttd2#, ..."""

    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def next(self) -> str:
        """Give the next marker; none is given twice in one document."""
        return f"#ttd{next(self._numbers)}#"


@dataclass(frozen=True)
class Frame:
    """The surroundings of one rendering, as the templates see it under the name `bingkai`."""

    kind: DocumentKind
    layout: Layout
    draft: bool
    demonstration: bool
    verification: Verification | None
    markers: Markers = field(default_factory=Markers)

    @property
    def profile(self) -> Profile:
        """The layout profile of this kind of document."""
        return self.layout.profile(self.kind.profile)

    def nomor(self, value: str | None) -> str:
        """Write the number; a draft has none, whatever was reserved."""
        if self.draft or value is None:
            return self.layout.tanda.nomor_belum_ada
        return value

    def tanggal(self, value: date | None) -> str:
        """Write the date of signing; a draft has none."""
        if self.draft or value is None:
            return self.layout.tanda.tanggal_belum_ada
        return locale.tanggal(value)

    def ttd(self, signatory: Signatory) -> SignatureLines:
        """Compose the lines of a signature block."""
        return signature_lines(signatory, self.kind.profile, self.layout)

    def penanda(self) -> str:
        """Give the next signature marker; a draft is not signed and has none."""
        return "" if self.draft else self.markers.next()

    @cached_property
    def qr(self) -> str:
        """The verification address as a QR code, in a data: address."""
        if self.verification is None:
            return ""
        code = segno.make(self.verification.url, error="m", micro=False)
        return str(code.png_data_uri(scale=8, border=2))

    @property
    def kaki(self) -> tuple[str, ...]:
        """The lines at the foot of every page."""
        lines: list[str] = []
        if self.demonstration:
            lines.append(self.layout.tanda.catatan_demonstrasi)
        if self.verification is not None:
            footer = self.layout.kaki
            signed = (footer.teks_tte, footer.teks_tte_tambahan)
            lines += signed if self.verification.elektronik else (footer.teks,)
        return tuple(line for line in lines if line)

    @property
    def gaya_halaman(self) -> Markup:
        """The page rules of this rendering: paper, margins, type, letterhead, watermark."""
        return page_rules(self.layout, self.profile, self._watermark())

    @property
    def sambung(self) -> bool:
        """Whether each page ends with the first word of the next."""
        return self.profile.kata_penyambung

    def kop_utama(self, kop: Kop) -> str:
        """The line of a letterhead that is set large; refused when it has too many lines."""
        name = kop.baris[0] if kop.jabatan else kop.baris[-1]
        most = self.layout.kop.baris_kantor_terbanyak
        if name.count("\n") >= most:
            message = f"nama kantor pada kop paling banyak {most} baris"
            raise InvalidDocument(message, [FieldProblem("kop.baris", message)])
        return name

    def sifat(self, head: SuratHead) -> str:
        """Urgency, with the security class where there is one: "Segera/Terbatas"."""
        both = (head.sifat, head.keamanan)
        return self.layout.surat.pemisah_sifat.join(part for part in both if part)

    def _watermark(self) -> str:
        marks = self.layout.tanda
        words = [
            word
            for shown, word in (
                (self.draft, marks.rancangan),
                (self.demonstration, marks.demonstrasi),
            )
            if shown
        ]
        return watermark_uri(words, self.layout, self.profile) if words else ""
