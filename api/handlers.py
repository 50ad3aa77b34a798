"""Every error of a request leaves by one of these: as a problem document, or as a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.problems import (
    MEDIA_TYPE,
    TABLE,
    Fault,
    fault_of,
    problem,
    problem_json,
    protocol_fault,
)
from engine.errors import InvalidInput, KawasanError, Unauthenticated

ErrorPage = Callable[[Request, Fault, str], Response]
LOGIN = "/masuk"
_JSON_PATHS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json")
_MESSAGES = {
    "missing": "Wajib diisi.",
    "extra_forbidden": "Isian ini tidak dikenal.",
    "json_invalid": "Isi permintaan bukan JSON yang sah.",
    "date_from_datetime_parsing": "Harus berupa tanggal (TTTT-BB-HH).",
    "date_parsing": "Harus berupa tanggal (TTTT-BB-HH).",
    "date_type": "Harus berupa tanggal (TTTT-BB-HH).",
    "datetime_from_date_parsing": "Harus berupa waktu (ISO 8601).",
    "datetime_parsing": "Harus berupa waktu (ISO 8601).",
    "string_type": "Harus berupa teks.",
    "string_pattern_mismatch": "Bentuknya tidak sesuai.",
    "string_too_short": "Terlalu pendek.",
    "string_too_long": "Terlalu panjang.",
    "int_parsing": "Harus berupa bilangan bulat.",
    "less_than_equal": "Terlalu besar.",
    "greater_than_equal": "Terlalu kecil.",
    "list_type": "Harus berupa daftar.",
    "too_long": "Terlalu banyak butir.",
    "dict_type": "Harus berupa objek.",
    "model_attributes_type": "Harus berupa objek JSON.",
    "literal_error": "Nilai ini bukan salah satu pilihan.",
}
_TEXTS = {
    404: "Alamat ini tidak ada.",
    405: "Metode ini tidak berlaku untuk alamat ini.",
    429: "Terlalu banyak percobaan dari jaringan Anda. Coba lagi beberapa menit lagi.",
}


def install(app: FastAPI) -> None:
    """Register the handlers; `app.state.error_page` renders errors of the web pages."""
    app.state.error_page = None
    app.add_exception_handler(KawasanError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_protocol)
    app.add_exception_handler(Exception, _on_error)


def problem_response(error: Exception, headers: Mapping[str, str] | None = None) -> Response:
    """An error as ``application/problem+json`` with its own headers besides `headers`."""
    extra = {"WWW-Authenticate": 'Bearer realm="kawasan"'}
    own = extra if isinstance(error, Unauthenticated) else {}
    return JSONResponse(
        problem_json(error),
        status_code=fault_of(error).status,
        headers={**own, **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def error_response(request: Request, error: Exception) -> Response:
    """The answer to an error where it was asked: a document for clients, a page for people.

    Whoever asks for a page without being logged in is sent to the login page, and back.
    """
    if not is_page(request):
        return problem_response(error)
    if isinstance(error, Unauthenticated):
        return RedirectResponse(_login(request), status_code=303)
    return _page(request, fault_of(error), str(problem_json(error)["detail"]), error)


def is_page(request: Request) -> bool:
    """Whether the address belongs to the web pages."""
    return not request.url.path.startswith(_JSON_PATHS)


def _page(request: Request, fault: Fault, detail: str, error: Exception | None) -> Response:
    render: ErrorPage | None = request.app.state.error_page
    if render is not None:
        return render(request, fault, detail)
    if error is not None:
        return problem_response(error)
    return _document(problem(fault, detail))


def _login(request: Request) -> str:
    if request.method != "GET":
        return LOGIN
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{LOGIN}?lanjut={quote(target, safe='')}"


async def _on_error(request: Request, error: Exception) -> Response:
    return error_response(request, error)


async def _on_validation(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    fields = {_field(item["loc"]): _message(item) for item in found}
    detail = "Periksa isian: " + ", ".join(sorted(f or "isi permintaan" for f in fields)) + "."
    fault = TABLE[InvalidInput]
    if is_page(request):
        return _page(request, fault, detail, None)
    return _document(problem(fault, detail, fields))


async def _on_protocol(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    fault = protocol_fault(status)
    detail = _TEXTS.get(status, f"{fault.title}.")
    if is_page(request):
        return _page(request, fault, detail, None)
    return _document(problem(fault, detail), headers)


def _document(body: dict[str, object], headers: Mapping[str, str] | None = None) -> Response:
    status = body["status"]
    code = status if isinstance(status, int) else 500
    return JSONResponse(body, status_code=code, headers=headers, media_type=MEDIA_TYPE)


def _field(location: Sequence[Any]) -> str:
    where = {"body", "query", "path", "header", "cookie"}
    parts = location[1:] if location and location[0] in where else location
    return ".".join(str(p) for p in parts if not isinstance(p, int) or len(parts) > 1)


def _message(item: Mapping[str, Any]) -> str:
    return _MESSAGES.get(item["type"], f"Tidak sah ({item['type']}).")
