"""The command line. A command's module is loaded only when that command is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import typer

from api.commands.common import reports


@dataclass(frozen=True, slots=True)
class Entry:
    """A command, or a group of commands: where it is found, and what it is for."""

    name: str
    module: str
    attribute: str
    help: str


ENTRIES = (
    Entry("up", "up", "up", "Jalankan semuanya di satu mesin."),
    Entry("demo", "demo", "demo", "Jalankan peragaan Kalimantan Selatan tanpa layanan."),
    Entry("serve", "serve", "serve", "Jalankan halaman web dan API saja."),
    Entry("worker", "worker", "worker", "Jalankan penjadwalan saja, pada peladen Prefect."),
    Entry("migrate", "serve", "migrate", "Bawa skema basis data ke versi terkini."),
    Entry("procedure", "procedure", "app", "Prosedur: langkah, syarat, dan dasar hukumnya."),
    Entry("case", "case", "app", "Perkara: buka, lihat, dan bertindak."),
    Entry("law", "law", "app", "Dasar hukum: keberlakuannya dan yang mengutipnya."),
    Entry("import", "import_", "import_", "Impor riwayat kawasan dari CSV atau XLSX."),
    Entry("contacts", "contacts", "contacts", "Muat data desa yang berbatasan dari CSV."),
    Entry("region", "region", "app", "Wilayah: batas desa dari GeoJSON."),
    Entry("layout", "layout", "app", "Tata letak naskah suatu wilayah, dan kepastiannya."),
    Entry("emblem", "emblem", "app", "Lambang pada kop naskah suatu wilayah."),
    Entry("register", "register", "app", "Register nomor dan buku agenda."),
    Entry("document", "document", "app", "Naskah: katalog dan verifikasi."),
    Entry("calendar", "calendar", "app", "Hari kerja, hari libur, dan dasarnya."),
    Entry("report", "report", "report", "Laporan kemajuan bulanan: angka, PDF, XLSX."),
    Entry("recipient", "recipient", "app", "Penerima pengingat dan ringkasan harian."),
    Entry("user", "user", "app", "Akun dan perannya."),
    Entry("mandate", "mandate", "app", "Pejabat, masa jabatan, dan mandatnya."),
    Entry("apikey", "apikey", "app", "Kunci API bagi sistem lain."),
    Entry("webhook", "webhook", "app", "Webhook: perubahan dikirim ke sistem lain."),
    Entry("mail", "mail", "app", "Surel yang kembali."),
    Entry("outbox", "outbox", "app", "Kiriman yang tertunda."),
    Entry("screenshots", "screenshots", "screenshots", "Gambar halaman, untuk dokumentasi."),
    Entry("backup", "backup", "backup", "Cadangkan seluruh sistem, dan buktikan."),
    Entry("restore", "backup", "restore", "Pulihkan seluruh sistem dari cadangan."),
    Entry("verify", "verify", "verify", "Periksa keutuhan seluruh catatan kejadian."),
)


def build(called: str = "") -> typer.Typer:
    """The command line with one command loaded; the others are known by name and purpose."""
    app = typer.Typer(
        name="kawasan",
        help="Mesin alur kerja pembentukan kawasan perdesaan.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for entry in ENTRIES:
        if entry.name != called:
            app.command(entry.name, help=entry.help)(_elsewhere)
            continue
        found = getattr(import_module(f"api.commands.{entry.module}"), entry.attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=entry.name, help=entry.help, no_args_is_help=True)
        else:
            app.command(entry.name, help=entry.help)(reports(found))
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with 0, 1 or 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    called = next((word for word in given if not word.startswith("-")), "")
    build(called)(given, prog_name="kawasan")


def _elsewhere() -> None:
    """Stands for a command that is not loaded because another one was called."""


if __name__ == "__main__":
    main()
