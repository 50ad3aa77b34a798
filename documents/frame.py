"""What surrounds every document: page, watermark, footer, placeholders, signature markers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote

import segno
from markupsafe import Markup

from documents import locale
from documents.layout import Layout, Profile
from documents.model import Signatory, Verification
from documents.signature import SignatureLines, signature_lines

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
            lines.append(footer.teks_tte if self.verification.elektronik else footer.teks)
        return tuple(lines)

    @property
    def gaya_halaman(self) -> Markup:
        """The page rules of this rendering: paper, margins, type, watermark.

        Built from validated settings only (numbers, a font name, a colour), so it is safe
        inside a style element.
        """
        p = self.profile
        mark = self._watermark()
        background = f"background:url('{mark}') center/100% 100% no-repeat;" if mark else ""
        return Markup(  # noqa: S704 (every value is validated by the layout's own schema)
            f"@page{{size:{p.lebar_mm}mm {p.tinggi_mm}mm;"
            f"margin:{p.margin_atas_mm}mm {p.margin_kanan_mm}mm "
            f"{p.margin_bawah_mm}mm {p.margin_kiri_mm}mm;"
            f"font-family:'{p.huruf}';{background}}}"
            f"body{{font-family:'{p.huruf}';font-size:{p.ukuran_pt}pt;line-height:{p.spasi}}}"
            f".ruang-ttd{{height:{p.ruang_ttd_mm}mm}}"
            f".kisi .ruang-ttd{{height:{p.ruang_ttd_kisi_mm}mm}}"
            f".kaki{{font-size:{self.layout.kaki.ukuran_pt}pt}}"
        )

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
        if not words:
            return ""
        return watermark_uri(words, self.profile, marks.warna)


def watermark_uri(words: list[str], profile: Profile, colour: str) -> str:
    """Draw the watermark words across the page, as an SVG in a data: address."""
    width, height = profile.lebar_mm, profile.tinggi_mm
    size = 27
    first = height / 2 - (len(words) - 1) * size * 0.6 + size * 0.35
    lines = "".join(
        f'<text x="{width / 2:g}" y="{first + n * size * 1.2:g}">{Markup.escape(word)}</text>'
        for n, word in enumerate(words)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}mm" height="{height}mm">'
        f'<g transform="rotate(-45 {width / 2:g} {height / 2:g})" fill="{colour}" '
        f'font-family="{profile.huruf}" font-size="{size}" font-weight="bold" '
        f'text-anchor="middle">{lines}</g></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
