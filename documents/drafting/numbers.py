"""How an office's numbers are written, and in which register they follow each other."""

from __future__ import annotations

from datetime import date

from documents.catalogue import kind as catalogued
from documents.drafting.rules import kinds
from documents.locale import romawi
from engine.services.context import Context
from engine.services.offices import Office
from engine.services.records import SeriesSetting
from engine.services.register import DOTTED, Serial, Series
from engine.services.register_settings import series_setting

USUAL = SeriesSetting("", "", "")


def series_of(ctx: Context, kind: str, issuer: Office, dated: date) -> Series:
    """The register a document of this kind is numbered in, as its office set it."""
    return series(kind, issuer, dated, setting_of(ctx, kind, issuer))


def setting_of(ctx: Context, kind: str, issuer: Office) -> SeriesSetting:
    """What the office set about the series of a kind."""
    return series_setting(ctx, issuer.role, issuer.area, catalogued(kind).series)


def series(kind: str, issuer: Office, dated: date, setting: SeriesSetting = USUAL) -> Series:
    """The register a document of this kind is numbered in: per office, series and year.

    It counts anew with each month where the office says so.
    """
    filing = catalogued(kind)
    words = kinds().umum
    pattern = setting.pattern or words.format_seri.get(filing.series, words.format_nomor)

    def write(serial: Serial) -> str:
        return pattern.format(
            kode=filing.klasifikasi,
            urut=serial,
            unit=issuer.unit,
            bulan_romawi=romawi(dated.month),
            tahun=dated.year,
            keamanan=words.keamanan,
        )

    return Series(
        f"{issuer.role}:{issuer.area}",
        filing.series,
        dated.year,
        write,
        month=dated.month if setting.monthly else 0,
        elsewhere=setting.elsewhere,
        insertion=setting.insertion or DOTTED,
    )
