"""Pages from templates: one strict, escaping Jinja2 environment, and what every page shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.deps import get_context
from api.web import words
from api.web.session import visitor_of
from documents.locale import hari_tanggal, tanggal
from engine.domain.command import Actor
from engine.services.access import Visitor
from engine.services.context import Context

STATIC_FOLDER = Path(__file__).parent / "static"
_HASH_LENGTH = 10


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the main menu."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame around every page needs."""

    title: str
    home: str
    menu: tuple[MenuItem, ...]
    person: str
    csrf: str
    demonstration: bool


def page(
    request: Request,
    template: str,
    view: object,
    *,
    title: str,
    status: int = 200,
    demonstration: bool = False,
) -> HTMLResponse:
    """A rendered page. `view` is a frozen dataclass: all the template may speak of.

    Pages of somebody logged in are kept in no cache, not even the browser's.
    """
    shell = _shell(request, title, demonstration=demonstration)
    text = environment().get_template(template).render(shell=shell, view=view)
    kept = {"Cache-Control": "no-store"} if shell.person else {"Cache-Control": "no-cache"}
    return HTMLResponse(text, status_code=status, headers=kept)


def home_of(ctx: Context, actor: Actor) -> str:
    """Where a person begins the day: offices that only receive begin with their letters."""
    powers = {p for g in actor.grants if g.role in ctx.catalog.roles for p in _may(ctx, g.role)}
    return "/naskah" if "acknowledge" in powers and "open" not in powers else "/"


_MENU = (
    ("Ikhtisar", "/"),
    ("Naskah", "/naskah"),
    ("Kunjungan", "/kunjungan"),
    ("Laporan", "/laporan"),
    ("Dasar hukum", "/dasar-hukum"),
)


@cache
def environment() -> Environment:
    """Build the environment once per process; an unknown name is an error, not a blank."""
    env = Environment(
        loader=PackageLoader("api.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        hari_tanggal=hari_tanggal, tanggal=tanggal, readable=words.readable, size=words.size
    )
    env.globals.update(asset=asset, rungs=tuple(words.RUNGS.values()))
    return env


@cache
def asset(name: str) -> str:
    """A static file's address with the hash of its content, so that it may be cached forever."""
    digest = sha256((STATIC_FOLDER / name).read_bytes()).hexdigest()[:_HASH_LENGTH]
    return f"/static/{name}?v={digest}"


def _may(ctx: Context, role: str) -> frozenset[str]:
    return ctx.catalog.roles[role].may


def _shell(request: Request, title: str, *, demonstration: bool) -> Shell:
    ctx = get_context(request)
    visitor = visitor_of(request)
    return Shell(
        title=title,
        home=home_of(ctx, visitor.actor) if visitor else "/masuk",
        menu=_menu(request, visitor),
        person=visitor.name if visitor else "",
        csrf=visitor.csrf if visitor else "",
        demonstration=demonstration or ctx.demonstration,
    )


def _menu(request: Request, visitor: Visitor | None) -> tuple[MenuItem, ...]:
    known = list(_MENU) if visitor else []
    known.append(("Verifikasi", "/verifikasi"))
    path = request.url.path
    return tuple(
        MenuItem(label, href, path == href or (href != "/" and path.startswith(href)))
        for label, href in known
    )
