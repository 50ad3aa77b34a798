"""Loading the demonstration into a running system's database, once."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from api.demo.plan import ActorFile, Scenario, scenario
from api.demo.play import play
from engine.errors import Conflict
from engine.reference import regions
from engine.services import access
from engine.services.context import Context
from engine.services.views import list_cases

Say = Callable[[str], None]
_EVERYWHERE = 100_000


def load(ctx: Context, say: Say = print) -> None:
    """Play the demonstration and open its accounts; does nothing when both are there.

    One that was stopped half way is taken up where it stopped. Raises Conflict where real cases
    are on record: a demonstration is never mixed with them.
    """
    plan = scenario()
    if _finished(ctx, plan):
        say("peragaan sudah dimuat; tidak ada yang diubah.")
        return
    _refuse_real_cases(ctx, plan)
    play(ctx, plan, say)
    _open_accounts(ctx, plan, say)


def office_of(person: ActorFile) -> str:
    """What an account is called: its office, with the name of its area."""
    name = regions.name(person.area)
    place = name if "." in person.area else f"Provinsi {name}"
    return f"{person.office.replace('{wilayah}', place)} (akun peragaan)"


def _finished(ctx: Context, plan: Scenario) -> bool:
    """Accounts come last: where all of them are, everything is."""
    known = {account.username for account, _ in access.accounts(ctx)}
    return known.issuperset(plan.actors)


def _refuse_real_cases(ctx: Context, plan: Scenario) -> None:
    for person in plan.actors.values():
        for case in list_cases(ctx, person.actor, limit=_EVERYWHERE):
            if not case.demonstration:
                message = (
                    f"Basis data ini memuat perkara nyata ({case.id}); peragaan hanya dimuat ke "
                    "basis data tersendiri. Pakai folder data lain (KAWASAN_HOME)."
                )
                raise Conflict(message)


def _open_accounts(ctx: Context, plan: Scenario, say: Say) -> None:
    chosen = ctx.settings.demo_password.get_secret_value()
    password = chosen or secrets.token_urlsafe(9)
    for person in plan.actors.values():
        grants = person.actor.grants
        access.create_account(ctx, person.user, office_of(person), password, grants)
    say("akun peragaan (bukan pejabat sebenarnya), semuanya dengan kata sandi yang sama:")
    for person in plan.actors.values():
        say(f"  {person.user:<20} {office_of(person)}")
    shown = (
        "menurut KAWASAN_DEMO_PASSWORD" if chosen else f"{password}  (hanya ditampilkan sekali)"
    )
    say(f"kata sandi: {shown}")
