"""Errors as pages: the same table as for clients, in words, with a way back."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.problems import Fault
from api.web.render import page
from api.web.words import readable

_HINTS = {
    401: "Masuk dengan akun Anda, lalu ulangi.",
    403: "Bila Anda merasa seharusnya berwenang, hubungi pengelola akun di dinas Anda.",
    404: "Periksa alamatnya. Data di luar wilayah kerja Anda tidak ditampilkan.",
    409: "Muat ulang halaman sebelumnya untuk melihat keadaan terakhir.",
    412: "Muat ulang halaman sebelumnya untuk melihat keadaan terakhir.",
    413: "Perkecil berkasnya, atau kirim berkas satu per satu.",
    415: "Periksa isi berkasnya, lalu unggah lagi.",
    422: "Kembali ke halaman sebelumnya dan periksa isiannya.",
    503: "Coba lagi beberapa saat lagi.",
}
_GENERAL = "Coba lagi. Bila terulang, sampaikan waktu kejadiannya kepada pengelola sistem."


@dataclass(frozen=True, slots=True)
class ErrorView:
    """An error page."""

    status: int
    title: str
    detail: str
    hint: str
    back: str


def error_page(request: Request, fault: Fault, detail: str) -> HTMLResponse:
    """A page saying what went wrong and where to go from here."""
    came_from = request.url.path if request.method != "GET" else ""
    view = ErrorView(
        fault.status, fault.title, readable(detail), _HINTS.get(fault.status, _GENERAL), came_from
    )
    return page(request, "error.html", view, title=fault.title, status=fault.status)
