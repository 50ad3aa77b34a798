"""A document's life: initialled in order by other people, issued, corrected, told in the chain."""

from __future__ import annotations

from datetime import date

import pytest

from engine.domain.command import Actor
from engine.domain.events import EventType
from engine.errors import Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from engine.services import audit, changing, deliveries, issuing, lifecycle, papers, views
from engine.services.cases import ActRequest
from engine.services.cases import act as act_on_case
from engine.services.changing import Request
from engine.services.context import Context
from engine.services.issuing import Draft, Recipient, Signature
from engine.services.records import Document
from engine.services.register import Series
from tests.support.world import OFFICER, SECOND, SEKDA, act, actor, open_tkpkp, pdf

DAY = date(2025, 7, 28)
LEGAL = actor("bagian-hukum", "63.01", "hukum.satu")
READER = actor("pembaca", "63.01")
CHAIN = (("pmd-provinsi", "63"), ("bagian-hukum", "63.01"))
SERIES = Series("pmd-provinsi:63", "uji", 2025, lambda n: f"400/{n:03d}/2025")


def drafted(ctx: Context, case: str, text: str = "x") -> Document:
    draft = Draft(
        case, "nota-dinas", "audiensi-sekda", "", "Nota", {"isi": {"hal": text}}, "1", 1, ("ani",)
    )
    return issuing.save_draft(ctx, draft)


def number(ctx: Context, document: Document, who: Actor = OFFICER) -> Document:
    return issuing.fix(
        ctx,
        who,
        document.id,
        number=issuing.reserve_number(ctx, document.id, SERIES, DAY),
        dated=DAY,
        signatory="Kepala Dinas",
        letter=document.letter,
        content=pdf(document.id),
    )


def sign(ctx: Context, document: Document, *to: str) -> Document:
    number(ctx, document)
    recipients = tuple(Recipient(role, "63.01") for role in to or ("sekda",))
    return issuing.complete(ctx, OFFICER, document.id, Signature(), recipients)


def told(ctx: Context, document: Document) -> list[str]:
    return [str(r.event.data["state"]) for r in papers.history(ctx, document)]


@pytest.fixture
def case(ctx: Context) -> str:
    return open_tkpkp(ctx)


def test_the_chain_initials_in_its_order_and_each_paraf_is_an_event(
    ctx: Context, case: str
) -> None:
    document = lifecycle.submit(ctx, OFFICER, drafted(ctx, case).id, CHAIN)
    assert (document.state, lifecycle.awaited(document)) == ("review", 0)
    with pytest.raises(Forbidden, match="giliran Dinas Pemberdayaan"):
        lifecycle.initial(ctx, LEGAL, document.id)
    lifecycle.initial(ctx, SECOND, document.id, "Sudah diperiksa.")
    document = lifecycle.initial(ctx, LEGAL, document.id)
    assert lifecycle.initialled(document)
    assert [link["by"] for link in document.paraf] == [["pmd.dua"], ["hukum.satu"]]
    with pytest.raises(Refused, match="Tidak ada paraf"):
        lifecycle.initial(ctx, LEGAL, document.id)
    assert told(ctx, document) == ["review", "initialled", "initialled"]
    assert audit.verify(ctx).sound


@pytest.mark.parametrize(
    "who",
    [
        OFFICER,
        actor("pmd-provinsi", "63", "ani"),
        Actor("orang.lain", SECOND.grants, principal=OFFICER.person),
    ],
)
def test_nobody_initials_what_they_prepared_in_person_or_through_another(
    ctx: Context, case: str, who: Actor
) -> None:
    document = lifecycle.submit(ctx, OFFICER, drafted(ctx, case).id, CHAIN)
    with pytest.raises(Refused, match="menyiapkan") as refused:
        lifecycle.initial(ctx, who, document.id)
    assert refused.value.findings[0].basis


def test_one_person_initials_once_also_with_two_roles(ctx: Context, case: str) -> None:
    both = Actor("serba.bisa", (*SECOND.grants, *LEGAL.grants))
    document = lifecycle.submit(ctx, OFFICER, drafted(ctx, case).id, CHAIN)
    lifecycle.initial(ctx, both, document.id)
    with pytest.raises(Refused, match="sudah memarafnya"):
        lifecycle.initial(ctx, both, document.id)


def test_a_return_from_the_chain_begins_it_anew_with_the_note(ctx: Context, case: str) -> None:
    document = lifecycle.submit(ctx, OFFICER, drafted(ctx, case).id, CHAIN)
    lifecycle.initial(ctx, SECOND, document.id)
    document = lifecycle.send_back(ctx, LEGAL, document.id, "Dasar hukum kurang.")
    assert (document.state, document.paraf, document.reason) == (
        "draft",
        [],
        "Dasar hukum kurang.",
    )
    with pytest.raises(InvalidInput):
        lifecycle.send_back(ctx, LEGAL, document.id, " ")


def test_changed_words_lose_their_paraf_and_unchanged_ones_keep_it(
    ctx: Context, case: str
) -> None:
    document = lifecycle.submit(ctx, OFFICER, drafted(ctx, case).id, CHAIN)
    lifecycle.initial(ctx, SECOND, document.id)
    assert drafted(ctx, case).state == "review"
    assert drafted(ctx, case, "lain").state == "draft"
    assert drafted(ctx, case, "lain").paraf == []


def test_the_whole_way_is_told_in_the_chain_with_number_file_and_person(
    ctx: Context, case: str
) -> None:
    document = sign(ctx, drafted(ctx, case))
    lifecycle.hand_over(ctx, OFFICER, document.id, "kurir")
    lifecycle.open_delivery(ctx, SEKDA, document.id)
    lifecycle.acknowledge(ctx, SEKDA, document.id)
    lifecycle.acknowledge(ctx, SEKDA, document.id)
    assert told(ctx, document) == ["numbered", "signed", "sent", "received", "acknowledged"]
    signed = papers.history(ctx, document)[1].event
    assert (signed.occurred_on, signed.actor, signed.role) == (DAY, "pmd.satu", "pmd-provinsi")
    assert signed.data["number"] == document.number
    assert signed.data["sha256"] == document.file_sha256
    view = views.get_case(ctx, OFFICER, case)
    assert view.state.version == 6
    assert audit.verify(ctx).sound


def test_mail_that_was_sent_is_told_once(ctx: Context, case: str) -> None:
    document = sign(ctx, drafted(ctx, case))
    (delivery,) = papers.deliveries(ctx, document.id)
    for _ in range(2):
        deliveries.note_sent(ctx, delivery.id, "sekda@contoh.id")
    assert told(ctx, document).count("sent") == 1


def test_a_numbered_document_waits_unsent_and_unknown_to_the_public(
    ctx: Context, case: str
) -> None:
    document = number(ctx, drafted(ctx, case))
    assert (document.state, papers.deliveries(ctx, document.id)) == ("numbered", [])
    with pytest.raises(NotFound):
        papers.by_code(ctx, document.code)
    with pytest.raises(NotFound):
        papers.document(ctx, READER, document.id)
    with pytest.raises(Refused, match="sudah bernomor"):
        drafted(ctx, case, "lain")
    back = lifecycle.send_back(ctx, OFFICER, document.id, "Salah tanggal.")
    assert (back.state, back.number, back.dated) == ("draft", "", None)
    assert number(ctx, back).number == "400/001/2025"


def test_a_void_document_takes_its_number_along_and_says_so_in_public(
    ctx: Context, case: str
) -> None:
    document = sign(ctx, drafted(ctx, case))
    lifecycle.acknowledge(ctx, SEKDA, document.id)
    with pytest.raises(InvalidInput):
        lifecycle.void(ctx, OFFICER, document.id, "")
    lifecycle.void(ctx, OFFICER, document.id, "Salah terbit.")
    found = papers.by_code(ctx, document.code)
    assert (found.state, found.number) == ("void", document.number)
    assert [n.state for n in papers.numbers_of(ctx, document.id)] == ["void"]
    (delivery,) = papers.deliveries(ctx, document.id)
    assert "dinyatakan batal: Salah terbit." in delivery.notice
    with pytest.raises(Refused):
        lifecycle.void(ctx, OFFICER, document.id, "Lagi.")


def test_who_holds_the_old_letter_receives_the_new_one_with_a_notice(
    ctx: Context, case: str
) -> None:
    old = sign(ctx, drafted(ctx, case), "sekda", "bappeda")
    new = sign(ctx, drafted(ctx, case, "betul"), "sekda")
    assert new.id != old.id
    old = papers.document(ctx, OFFICER, old.id)
    assert (old.state, old.superseded_by) == ("superseded", new.id)
    assert papers.document(ctx, OFFICER, new.id).supersedes == old.id
    sent = {d.role: d.notice for d in papers.deliveries(ctx, new.id)}
    assert set(sent) == {"sekda", "bappeda"}
    assert all(f"menggantikan naskah Nomor {old.number}" in n for n in sent.values())
    assert told(ctx, old)[-1] == "superseded"
    found = papers.successor(ctx, papers.by_code(ctx, old.code))
    assert found is not None
    assert found.number == new.number


def test_a_letters_life_does_not_make_a_steps_form_stale(ctx: Context, case: str) -> None:
    seen = views.get_case(ctx, OFFICER, case).state.version
    sign(ctx, drafted(ctx, case))
    request = ActRequest(case, "comment", DAY, seen, reason="tetap dapat dicatat")
    assert act_on_case(ctx, OFFICER, request).version == seen + 3
    act(ctx, OFFICER, case, "comment", on=DAY, reason="lagi")
    with pytest.raises(StaleVersion):
        act_on_case(ctx, OFFICER, request)
    with pytest.raises(StaleVersion):
        act_on_case(ctx, OFFICER, ActRequest(case, "comment", DAY, seen + 99, reason="x"))


def test_a_document_seen_in_another_version_is_not_acted_on(ctx: Context, case: str) -> None:
    document = drafted(ctx, case)
    stale = Request(document.id, "submit", seen_version=document.version + 1)
    with pytest.raises(StaleVersion):
        lifecycle.submit(ctx, OFFICER, document.id, CHAIN, stale)
    once = Request(document.id, "submit", seen_version=document.version, idempotency_key="k1")
    lifecycle.submit(ctx, OFFICER, document.id, CHAIN, once)
    with pytest.raises(changing.Repeated):
        lifecycle.submit(ctx, OFFICER, document.id, CHAIN, once)
    assert told(ctx, document) == ["review"]


@pytest.mark.parametrize("who", [READER, SEKDA, actor("pmd-provinsi", "62")])
def test_who_has_no_power_over_it_does_nothing_with_a_letter(
    ctx: Context, case: str, who: Actor
) -> None:
    document = sign(ctx, drafted(ctx, case), "bappeda")
    with pytest.raises((Forbidden, NotFound)):
        lifecycle.acknowledge(ctx, who, document.id)
    if who is not SEKDA:  # the Sekda makes and returns documents, but did not receive this one
        for verb in (lifecycle.void, lifecycle.send_back, lifecycle.hand_over):
            with pytest.raises((Forbidden, NotFound)):
                verb(ctx, who, document.id, "alasan")
        with pytest.raises((Forbidden, NotFound)):
            lifecycle.submit(ctx, who, document.id, CHAIN)
    assert papers.document(ctx, OFFICER, document.id).state == "signed"


def test_the_events_of_documents_change_no_step(ctx: Context, case: str) -> None:
    before = views.get_case(ctx, OFFICER, case)
    sign(ctx, drafted(ctx, case))
    after = views.get_case(ctx, OFFICER, case)
    assert after.state.cells == before.state.cells
    assert {r.event.type for r in views.events(ctx, OFFICER, case)[1:]} == {EventType.DOCUMENT}
