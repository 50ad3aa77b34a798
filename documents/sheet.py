"""The rules of one rendering's page, written from the layout.

They are built from validated settings only (numbers, a font name, a colour), so they are safe
inside a style element.
"""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from documents.layout import Layout, Letterhead, Paper, Profile

_NUMBER_BOXES = {
    "atas-tengah": ("@top-center", "padding-top:4mm"),
    "atas-kanan": ("@top-right", "padding-top:4mm"),
    "bawah-kanan": ("@bottom-right-corner", "text-align:left"),
}


def page_rules(layout: Layout, profile: Profile, mark: str) -> Markup:
    """Paper, margins, type, letterhead and watermark of a rendering."""
    return Markup(  # noqa: S704 (every value is validated by the layout's own schema)
        _page(layout.paper(profile), profile, mark)
        + _text(profile)
        + _letterhead(layout.kop)
        + f".kaki{{font-size:{layout.kaki.ukuran_pt}pt}}"
    )


def _page(paper: Paper, p: Profile, mark: str) -> str:
    background = f"background:url('{mark}') center/100% 100% no-repeat;" if mark else ""
    box, more = _NUMBER_BOXES.get(p.nomor_halaman, ("", ""))
    number = f"{box}{{content:counter(page);{more}}}" if box else ""
    none = f"@page :first{{{box}{{content:none}}}}" if box else ""
    return (
        f"@page{{size:{paper.width}mm {paper.height}mm;"
        f"margin:{p.margin_atas_mm}mm {p.margin_kanan_mm}mm "
        f"{p.margin_bawah_mm}mm {p.margin_kiri_mm}mm;"
        f"font-family:'{p.huruf}';font-size:{p.ukuran_pt}pt;{background}{number}}}{none}"
    )


def _text(p: Profile) -> str:
    return (
        f"body{{font-family:'{p.huruf}';font-size:{p.ukuran_pt}pt;line-height:{p.spasi:g}}}"
        f".alinea:not(.rata){{text-indent:{p.inden_mm:g}mm}}"
        f".ruang-ttd{{height:{p.ruang_ttd_mm}mm}}"
        f".kisi .ruang-ttd{{height:{p.ruang_ttd_kisi_mm}mm}}"
    )


def _letterhead(k: Letterhead) -> str:
    above, below = (
        (k.garis_tebal_pt, k.garis_tipis_pt)
        if k.urutan_garis == "tebal-tipis"
        else (k.garis_tipis_pt, k.garis_tebal_pt)
    )
    weight = "bold" if k.kantor_tebal else "normal"
    return (
        f".kop-utama{{font-size:{k.ukuran_kantor_pt}pt;font-weight:{weight}}}"
        f".kop-pemda{{font-size:{_share(k, k.ukuran_kantor_pt)}pt}}"
        f".kop-panjang .kop-utama{{font-size:{k.ukuran_kantor_panjang_pt}pt}}"
        f".kop-panjang .kop-pemda{{font-size:{_share(k, k.ukuran_kantor_panjang_pt)}pt}}"
        f".kop-jabatan p{{font-size:{k.ukuran_jabatan_pt}pt;font-weight:normal}}"
        f".kop .kop-alamat{{font-size:{k.ukuran_alamat_pt}pt}}"
        f".lambang{{height:{k.tinggi_lambang_mm}mm}}"
        f".kop-perangkat:not(.tanpa-lambang) .kop-baris{{min-height:{k.tinggi_lambang_mm}mm}}"
        f".kop-perangkat{{border-bottom-width:{below:g}pt}}"
        f".kop-perangkat::after{{border-bottom-width:{above:g}pt}}"
    )


def _share(k: Letterhead, size: int) -> str:
    """The size of the line of the region beside an office's name of that size."""
    return f"{size * k.rasio[0] / k.rasio[1]:.2f}".rstrip("0").rstrip(".")


def watermark_uri(words: list[str], layout: Layout, profile: Profile) -> str:
    """Draw the watermark words across the page, as an SVG in a data: address."""
    width, height = layout.paper(profile)
    size = 27
    first = height / 2 - (len(words) - 1) * size * 0.6 + size * 0.35
    lines = "".join(
        f'<text x="{width / 2:g}" y="{first + n * size * 1.2:g}">{Markup.escape(word)}</text>'
        for n, word in enumerate(words)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}mm" height="{height}mm">'
        f'<g transform="rotate(-45 {width / 2:g} {height / 2:g})" fill="{layout.tanda.warna}" '
        f'font-family="{profile.huruf}" font-size="{size}" font-weight="bold" '
        f'text-anchor="middle">{lines}</g></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
