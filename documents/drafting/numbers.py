"""How this system's numbers are written, and in which register they follow each other."""

from __future__ import annotations

from datetime import date

from documents.catalogue import kind as catalogued
from documents.drafting.rules import kinds
from documents.locale import romawi
from engine.services.issuing import Series
from engine.services.offices import Office


def series(kind: str, issuer: Office, dated: date) -> Series:
    """The register a document of this kind is numbered in: per office, series and year."""
    filing = catalogued(kind)
    pattern = kinds().umum.format_nomor

    def write(serial: int) -> str:
        return pattern.format(
            kode=filing.klasifikasi,
            urut=serial,
            unit=issuer.unit,
            bulan_romawi=romawi(dated.month),
            tahun=dated.year,
        )

    return Series(f"{issuer.role}:{issuer.area}", filing.series, dated.year, write)
