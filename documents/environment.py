"""The one Jinja2 environment: autoescaping, strict, and with the locale as filters."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from documents import locale


@cache
def environment() -> Environment:
    """Build the environment once per process.

    Everything is escaped, and a name a model does not have is an error, not an empty space.
    """
    env = Environment(
        loader=PackageLoader("documents", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    env.filters.update(
        angka_terbilang=locale.angka_terbilang,
        bilangan=locale.bilangan,
        hari_tanggal=locale.hari_tanggal,
        huruf=locale.huruf,
        luas=locale.luas,
        ordinal=locale.ordinal,
        romawi=locale.romawi,
        rupiah=locale.rupiah_terbilang,
        tanggal=locale.tanggal,
        tanggal_terbilang=locale.tanggal_terbilang,
        terbilang=locale.terbilang,
    )
    env.globals.update(
        angka_huruf=locale.angka_huruf,
        pukul=locale.pukul,
        rentang_pukul=locale.rentang_pukul,
    )
    return env
