"""The enterprise's own papers: deliberations, household rules, work plan, capital, report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from documents.drafting import grids, minutes, people, writing
from documents.drafting.articles import chosen, value
from documents.drafting.blank import DOTS, UNKNOWN_DAY
from documents.drafting.law import short_citations
from documents.drafting.record import Record
from documents.drafting.rules import grids as heads
from documents.drafting.source import as_day
from documents.locale import rupiah_terbilang, tanggal
from documents.model import (
    Bagian,
    BeritaAcaraMusyawarahAntarDesa,
    BeritaAcaraRapatArt,
    BuktiPenyaluranModal,
    Emblem,
    Kop,
    LaporanTahunanBumdesma,
    Office,
    PesertaOrgan,
    RencanaProgramKerjaBumdesma,
    Signatory,
    SuratHead,
)

_OPERATOR = "pelaksana"
_REVIEWERS = ("penasihat", "pengawas")
_GOODS_ONLY = "barang"


def founding_meeting(record: Record) -> BeritaAcaraMusyawarahAntarDesa:
    """What the villages decided on founding, with the capital and the organs as tables."""
    base = minutes.deliberation(record, _founded)
    shown = tuple(make(record) for make in grids.NAMED.values())
    return replace(base, tabel=shown)


def yearly_meeting(record: Record) -> BeritaAcaraMusyawarahAntarDesa:
    """What the villages decided on the account of a book year."""
    return minutes.deliberation(record, _accounted)


def household_meeting(record: Record) -> BeritaAcaraRapatArt:
    """The joint meeting of the organs that agreed on the household rules."""
    source = record.source
    agreed = chosen(record, "isi_art")
    return BeritaAcaraRapatArt(
        kabupaten=record.kabupaten,
        usaha=record.words["usaha"],
        acara=record.acara(),
        pimpinan=record.text("pimpinan"),
        notulis=record.text("notulis"),
        peserta=_organ_members(record),
        pokok_bahasan=tuple(writing.clause(t) for t in record.lines("acara"))
        or record.listed("pokok_bahasan"),
        isi=agreed or (record.blank("isi_art"),),
        penandatangan=tuple(_holder(record, row) for row in record.rows("organ"))
        or (_unnamed(record),),
        nomor=source.number or record.optional("nomor") or None,
        dasar=short_citations(record),
        kesepakatan=record.lines("butir_sepakat"),
    )


def work_plan(record: Record) -> RencanaProgramKerjaBumdesma:
    """The enterprise's plan; whether the deliberation agreed stands open until it did."""
    source = record.source
    year = writing.count(source.data.get("tahun"))
    if year is None:
        record.blank("tahun")
    decided = source.data.get("disetujui_mad")
    if decided is None:
        record.blank("disetujui_mad")
    return RencanaProgramKerjaBumdesma(
        kabupaten=record.kabupaten,
        usaha=record.words["usaha"],
        tahun=year or source.law_day.year,
        sasaran=record.lines("sasaran") or (record.blank("sasaran"),),
        program=grids.table(record, "program"),
        jumlah_anggaran=_money(record, "jumlah_anggaran"),
        telaah=chosen(record, "ditelaah") or (record.blank("ditelaah"),),
        disetujui=decided if isinstance(decided, bool) else None,
        tempat=record.text("tempat"),
        penandatangan=_of_organ(record, _OPERATOR)[0],
        penelaah=tuple(each for organ in _REVIEWERS for each in _of_organ(record, organ)),
        dasar=short_citations(record),
        catatan_telaah=tuple(writing.clause(t) for t in record.lines("catatan_telaah")),
        nomor=source.number or record.optional("nomor") or None,
        tanggal=source.dated,
    )


def capital_receipt(record: Record) -> BuktiPenyaluranModal:
    """One village hands its share over; all villages' shares so far stand in the annex."""
    source = record.source
    form = str(record.decided("bentuk"))
    goods = tuple(writing.clause(t) for t in record.lines("rincian_barang"))
    references = record.references()
    if source.happened_on is None:
        record.blank(record.say("tanggal"))
    return BuktiPenyaluranModal(
        kabupaten=record.kabupaten,
        usaha=record.words["usaha"],
        desa=record.desa(source.village),
        hari=source.happened_on or UNKNOWN_DAY,
        tempat=record.text("tempat"),
        jumlah=_money(record, "jumlah"),
        bentuk=writing.clause(_label(record, "bentuk", form)),
        keputusan=references[0] if references else record.blank("nomor", step=_decided_in(record)),
        rekapitulasi=grids.table(record, "penyaluran", _disbursed(record)),
        penandatangan=(
            people.signer(record, source.office("desa", source.village)),
            _of_organ(record, _OPERATOR)[0],
        ),
        rekening="" if form == _GOODS_ONLY else record.text("rekening"),
        barang=goods,
        nomor=source.number or record.optional("nomor") or None,
    )


def yearly_report(record: Record) -> LaporanTahunanBumdesma:
    """The operators' account of a book year, as far as the office recorded it."""
    source = record.source
    year = record.text("tahun_buku")
    shared = ("pembagian_laba",) if record.rows("pembagian_laba") else ()
    return LaporanTahunanBumdesma(
        kop=Kop(Office.LEMBAGA, Emblem.TANPA, (record.words["usaha"],)),
        head=SuratHead(
            tempat=record.say("tempat"),
            hal=record.say("hal", tahun_buku=year),
            yth=(record.say("yth"),),
            nomor=source.number or record.optional("nomor_laporan") or None,
            tanggal=source.dated or as_day(source.data.get("tanggal_laporan")),
        ),
        bagian=_report_sections(record, year),
        penandatangan=_of_organ(record, _OPERATOR)[0],
        lampiran=tuple(grids.table(record, name) for name in ("hasil_unit", "neraca", *shared)),
        tembusan=record.tembusan,
    )


def _founded(record: Record) -> tuple[str, ...]:
    """The decisions of a founding meeting, one for each thing it recorded."""
    fields = ("nama", "kedudukan", "bidang_usaha", "modal_awal")
    words = {name: value(record, name) for name in fields}
    content = writing.joined(chosen(record, "isi_ad")) or record.blank("isi_ad")
    texts = record.rule.daftar["keputusan"]
    return tuple(text.format_map({**record.words, **words, "isi_ad": content}) for text in texts)


def _accounted(record: Record) -> tuple[str, ...]:
    outcome = _label(record, "keputusan", str(record.decided("keputusan")))
    words = {"hasil": writing.clause(outcome), "tahun_buku": record.text("tahun_buku")}
    return tuple(
        text.format_map({**record.words, **words}) for text in record.rule.daftar["keputusan"]
    )


def _report_sections(record: Record, year: str) -> tuple[Bagian, ...]:
    reviewed = writing.joined(chosen(record, "ditelaah")) or record.blank("ditelaah")
    review = (
        record.say("telaah", oleh=reviewed),
        *(writing.sentence(t) for t in record.lines("catatan_telaah")),
    )
    hindered = record.lines("kendala")
    found = (
        Bagian(record.say("pendahuluan_judul"), (record.say("pendahuluan", tahun_buku=year),)),
        Bagian(record.label("kegiatan"), butir=_clauses(record, "kegiatan")),
        Bagian(record.say("hasil_judul"), (_profit(record),)),
        Bagian(record.label("kendala"), butir=_clauses(record, "kendala")) if hindered else None,
        Bagian(record.label("rencana_lanjut"), butir=_clauses(record, "rencana_lanjut")),
        Bagian(record.say("telaah_judul"), review),
    )
    return tuple(section for section in found if section is not None)


def _profit(record: Record) -> str:
    """Profit or loss of the year, which may be below nothing."""
    held = record.source.data.get("laba_bersih")
    if held is None:
        return record.say("laba", jumlah=record.blank("laba_bersih"))
    result = Decimal(str(held))
    return record.say("rugi" if result < 0 else "laba", jumlah=rupiah_terbilang(abs(result)))


def _clauses(record: Record, name: str) -> tuple[str, ...]:
    return tuple(writing.clause(t) for t in record.lines(name)) or (record.blank(name),)


def _money(record: Record, name: str) -> Decimal | None:
    held = record.source.data.get(name)
    if held is None:
        record.blank(name)
        return None
    return Decimal(str(held))


def _label(record: Record, name: str, chosen_value: str) -> str:
    """How the form calls what was chosen."""
    field = record.source.step.field(name)
    options = field.options if field else ()
    return next((o.label for o in options if o.value == chosen_value), chosen_value)


def _organ_members(record: Record) -> tuple[PesertaOrgan, ...]:
    held = record.source.data.get("peserta")
    rows: list[Mapping[str, str]] = held if isinstance(held, list) and held else [{}]
    return tuple(
        PesertaOrgan(
            row.get("nama") or record.blank("peserta"),
            row.get("unsur") or record.blank("peserta"),
            row.get("jabatan", ""),
        )
        for row in rows
    )


def _of_organ(record: Record, organ: str) -> tuple[Signatory, ...]:
    """Those who fill an organ, as the founding meeting recorded them."""
    rows = (row for row in record.rows("organ") if row.get("organ", "").strip().lower() == organ)
    found = tuple(_holder(record, row) for row in rows)
    return found or (_unnamed(record, organ),)


def _holder(record: Record, row: Mapping[str, str]) -> Signatory:
    organ = row.get("organ", "")
    title = row.get("kedudukan") or record.rule.kata.get(organ, organ) or DOTS
    return Signatory(title, row.get("nama") or record.general.nama, Office.LEMBAGA)


def _unnamed(record: Record, organ: str = "") -> Signatory:
    part = record.rule.kata.get(organ, organ)
    dots = record.blank("organ", part=f"({part})" if part else "")
    return Signatory(part or dots, dots, Office.LEMBAGA)


def _decided_in(record: Record) -> str:
    return record.rule.rujukan[0].langkah


def _disbursed(record: Record) -> tuple[Mapping[str, str], ...]:
    """Each village's share as decided, and what it has handed over so far."""
    source = record.source
    decided = {row.get("desa", ""): row for row in record.rows("modal")}
    waiting = heads().tabel["penyaluran"].kata["belum"]
    rows = []
    for code in source.members:
        cell = source.state.cell(source.step.id, code)
        given = cell.occurred_on if cell.settled or code == source.village else None
        amount = cell.data.get("jumlah") if given or code == source.village else 0
        form = str(cell.data.get("bentuk") or "") if given else ""
        rows.append(
            {
                "desa": source.places[code].name,
                "tanggal": tanggal(given) if given else waiting,
                "bentuk": _label(record, "bentuk", form) if form else "",
                "ditetapkan": decided.get(code, {}).get("jumlah", ""),
                "disalurkan": str(amount or 0),
            }
        )
    return tuple(rows)
