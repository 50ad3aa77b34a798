"""`kawasan mandate`: officials, their terms, who signs for whom, and who may sign on a date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    AsJson,
    AsUser,
    acting,
    answer,
    finding_text,
    operator,
    reports,
    system,
    table,
)
from engine.errors import FieldProblem, InvalidInput

if TYPE_CHECKING:
    from engine.domain.mandates import Answer, Holding, Instrument, Post, Register, Spell

app = typer.Typer()
_DAY = ["%Y-%m-%d"]
Role = Annotated[str, typer.Argument(metavar="JABATAN", help="Peran kantor, misalnya sekda.")]
Area = Annotated[str, typer.Argument(metavar="WILAYAH", help="Kode wilayah kantor.")]
Start = Annotated[datetime, typer.Option("--from", formats=_DAY, help="Mulai berlaku.")]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=_DAY, help="Hari terakhir berlaku.")
]
Number = Annotated[str, typer.Option(help="Nomor surat perintah atau keputusannya.")]
Dated = Annotated[datetime, typer.Option(formats=_DAY, help="Tanggal surat perintahnya.")]
BasisName = Annotated[str, typer.Option("--basis", help="Bentuk dasarnya.")]
Scope = Annotated[
    list[str] | None,
    typer.Option(metavar="NASKAH", help="Hanya untuk naskah ini; dapat diulang."),
]


@app.command("add")
@reports
def add(  # noqa: PLR0913 - one parameter for each option
    role: Role,
    area: Area,
    *,
    start: Start,
    number: Number,
    dated: Dated,
    user: AsUser,
    name: Annotated[str, typer.Option(help="Nama pejabat tanpa gelar.")] = "",
    holding: Annotated[
        str, typer.Option(help="definitif, pj, plt, plh, pjs; atau an, ub untuk mandat kantor.")
    ] = "definitif",
    until: Until = None,
    scope: Scope = None,
    basis: BasisName = "Surat Perintah",
    front: Annotated[str, typer.Option(help="Gelar di depan nama.")] = "",
    back: Annotated[str, typer.Option(help="Gelar di belakang nama.")] = "",
    rank: Annotated[str, typer.Option(help="Pangkat dan golongan.")] = "",
    nip: Annotated[str, typer.Option(help="NIP, 18 angka.")] = "",
    to: Annotated[
        str, typer.Option(metavar="JABATAN@WILAYAH", help="Kantor yang menandatangani (an, ub).")
    ] = "",
    through: Annotated[
        str, typer.Option(metavar="JABATAN@WILAYAH", help="Kantor perantara (ub).")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Catat masa jabatan seorang pejabat, atau mandat a.n. dan u.b. kepada kantor lain."""
    from engine.domain.mandates import Delegation, Instrument, Mode, Official, Post, Term
    from engine.services import mandate_values, mandates

    post, when = Post(role, area), _spell(start, until)
    instrument, scoped = Instrument(basis, number, dated.date()), frozenset(scope or ())
    with system() as ctx:
        actor = acting(ctx, user)
        if holding in set(Mode):
            carrier = _post("through", through) if through else None
            mode, taker = Mode(holding), _post("to", to)
            given = Delegation("", mode, post, taker, when, instrument, scoped, carrier)
            kept = mandates.add_delegation(ctx, actor, given)
            values = mandate_values.delegation_values(kept)
        else:
            official = Official(name.strip(), front.strip(), back.strip(), rank.strip(), nip)
            term = Term("", official, post, _holding(holding), when, instrument, scoped)
            values = mandate_values.term_values(mandates.add_term(ctx, actor, term))
    if as_json:
        answer(values)
    else:
        typer.echo(f"Mandat {values['id']} tercatat.")


@app.command("end")
@reports
def end(
    mandate: Annotated[str, typer.Argument(metavar="ID")],
    *,
    on: Annotated[
        datetime,
        typer.Option(formats=_DAY, help="Hari terakhir; sebelum mulainya: tidak pernah berlaku."),
    ],
    reason: Annotated[str, typer.Option(help="Alasan tertulis.")],
    user: AsUser,
    as_json: AsJson = False,
) -> None:
    """Akhiri mandat. Mandat tidak dihapus dan tidak diperpanjang."""
    from engine.services import mandates

    with system() as ctx:
        ended = mandates.end(ctx, acting(ctx, user), mandate, on.date(), reason)
    if as_json:
        answer({"id": ended.id, "until": ended.spell.last.isoformat()})
    else:
        typer.echo(f"Mandat {ended.id} berakhir {ended.spell.last}.")


@app.command("list")
@reports
def list_(*, as_json: AsJson = False) -> None:
    """Semua masa jabatan dan mandat, juga yang sudah berakhir."""
    from engine.services import mandate_values, mandates

    with system() as ctx:
        terms, delegations = mandates.listed(ctx, operator())
    if as_json:
        answer(
            {
                "terms": [mandate_values.term_values(t) for t in terms],
                "delegations": [mandate_values.delegation_values(d) for d in delegations],
            }
        )
        return
    rows = [
        (t.id, _office(t.post), t.holding.value, t.official.name, *_shown(t.spell, t.basis))
        for t in terms
    ]
    rows += [
        (d.id, _office(d.giver), d.mode.value, _office(d.taker), *_shown(d.spell, d.basis))
        for d in delegations
    ]
    table("Id", "Jabatan", "Sebagai", "Pejabat", "Berlaku", "Dasar", rows=rows)


@app.command("who")
@reports
def who(
    role: Role,
    area: Area,
    *,
    date: Annotated[
        datetime | None, typer.Option("--date", formats=_DAY, help="Bawaan: hari ini.")
    ] = None,
    act: Annotated[str, typer.Option(metavar="NASKAH", help="Jenis naskahnya.")] = "",
    as_json: AsJson = False,
) -> None:
    """Siapa yang sah menandatangani bagi suatu kantor pada suatu tanggal, dan mengapa."""
    from api.mandates.schemas import answer_json
    from engine.domain.mandates import Post
    from engine.services import mandates

    with system() as ctx:
        on = date.date() if date else ctx.today(area)
        found, known = mandates.who_for(ctx, operator(), Post(role, area), on, act)
    if as_json:
        answer(answer_json(found, known, whole=True))
    else:
        _say(found, known)


def _say(found: Answer, known: Register) -> None:
    from engine.domain.signing_authority import signature_words

    if found.authority is not None:
        typer.echo(f"{found.on}: {signature_words(known, found.authority)}")
        basis = found.authority.term.basis
        typer.echo(f"  {basis.name} Nomor {basis.number} tanggal {basis.dated}")
    elif not found.known:
        typer.echo("Daftar pejabat belum memuat apa pun tentang kantor ini.")
    else:
        typer.echo(f"{found.on}: tidak ada yang sah menandatangani.")
    for finding in found.findings:
        typer.echo(finding_text(finding))
    if found.others:
        typer.echo("Bukan:")
    for finding in found.others:
        typer.echo(finding_text(finding, indent="  "))


def _holding(name: str) -> Holding:
    from engine.domain.mandates import Holding

    if name not in set(Holding):
        message = f"Cara memegang jabatan {name!r} tidak dikenal."
        raise InvalidInput(message, [FieldProblem("holding", message)])
    return Holding(name)


def _post(field: str, text: str) -> Post:
    from engine.domain.mandates import Post

    role, _, area = text.partition("@")
    if not role or not area:
        message = "Tulis kantor sebagai JABATAN@WILAYAH."
        raise InvalidInput(message, [FieldProblem(field, message)])
    return Post(role, area)


def _spell(start: datetime, until: datetime | None) -> Spell:
    from engine.domain.mandates import Spell

    return Spell(start.date(), until.date() if until else None)


def _office(post: Post) -> str:
    return f"{post.role}@{post.area}"


def _shown(spell: Spell, basis: Instrument) -> tuple[str, str]:
    last = f" s.d. {spell.end}" if spell.end else ""
    return f"{spell.start}{last}", f"{basis.name} {basis.number}, {basis.dated}"
