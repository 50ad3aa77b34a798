"""The tables of a monthly report: the same rows for the PDF, the spreadsheet and the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.domain.reports import LateStep, Report
from engine.reference import regions

Value = str | int | date | None
PROVINCE = "provinsi"
_KINDS = {True: "Tenggat hukum", False: "Target kantor"}
_CASE = (("Perkara", 22), ("Judul", 30))
_WHERE = ("Kabupaten/kota", 20)


@dataclass(frozen=True, slots=True)
class Column:
    """A head, and how wide it is beside the others."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart of some columns of numbers, named by another column."""

    title: str
    label: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its typed cells: texts, whole numbers and dates; `empty` when it has none."""

    id: str
    title: str
    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str = "Tidak ada."
    chart: Chart | None = None


def tables(found: Report) -> tuple[Table, ...]:
    """Every table of the report, in its order."""
    late = _by_regency(found) if found.kind == PROVINCE else _by_case(found)
    return (
        _summary(found),
        _phases(found),
        late,
        _late(found),
        _done(found),
        _holders(found),
        _stuck(found),
        _visits(found),
        _forecasts(found),
    )


def _summary(found: Report) -> Table:
    totals, letters = found.totals, found.deliveries
    rows: tuple[tuple[Value, ...], ...] = (
        ("Perkara berjalan", totals.running),
        ("Perkara ditangguhkan", totals.suspended),
        ("Perkara selesai", totals.finished),
        ("Perkara dibatalkan", totals.cancelled),
        ("Perkara dibuka bulan ini", totals.opened),
        ("Perkara berakhir bulan ini", totals.ended),
        ("Langkah diselesaikan bulan ini", totals.steps_done),
        ("Langkah lewat tenggat hukum", totals.late_by_law),
        ("Langkah lewat target kantor", totals.late_by_target),
        (f"Perkara tanpa kegiatan {found.stuck_after} hari atau lebih", totals.stuck),
        ("Naskah dikirim bulan ini", letters.sent),
        ("Naskah dinyatakan diterima bulan ini", letters.acknowledged),
        ("Naskah menunggu pernyataan diterima", letters.waiting),
        ("Kunjungan terlaksana, hasilnya dicatat bulan ini", len(found.visits)),
    )
    return Table(
        "ringkasan", "Ringkasan", "Ringkasan", _columns(("Uraian", 60), ("Jumlah", 14)), rows
    )


def _phases(found: Report) -> Table:
    return Table(
        id="tahap",
        title="Perkara berjalan menurut tahap",
        sheet="Tahap",
        columns=_columns(("Prosedur", 40), ("Tahap", 40), ("Perkara", 12)),
        rows=tuple((p.procedure_name, p.name, p.cases) for p in found.phases),
        empty="Tidak ada perkara yang berjalan.",
        chart=Chart("Perkara berjalan menurut tahap", 1, (2,)),
    )


def _by_regency(found: Report) -> Table:
    heads = ("Berjalan", "Ditangguhkan", "Selesai", "Dibuka", "Berakhir", "Langkah selesai")
    lateness = ("Lewat tenggat hukum", "Lewat target kantor", "Tanpa kegiatan")
    rows: list[tuple[Value, ...]] = []
    for line in found.regencies:
        t = line.totals
        counted = (t.running, t.suspended, t.finished, t.opened, t.ended, t.steps_done)
        rows.append((line.code, line.name, *counted, t.late_by_law, t.late_by_target, t.stuck))
    return Table(
        id="daerah",
        title="Kemajuan menurut kabupaten/kota",
        sheet="Kabupaten-kota",
        columns=_columns(
            ("Kode", 9), ("Kabupaten/kota", 24), *((h, 14) for h in heads + lateness)
        ),
        rows=tuple(rows),
        empty="Belum ada perkara.",
        chart=Chart("Langkah terlambat menurut kabupaten/kota", 1, (8, 9)),
    )


def _by_case(found: Report) -> Table:
    by_law, by_target = _counted(found.late, legal=True), _counted(found.late, legal=False)
    titles = {step.case_id: step.title for step in found.late}
    return Table(
        id="perkara-terlambat",
        title="Langkah terlambat menurut perkara",
        sheet="Terlambat per perkara",
        columns=_columns(*_CASE, ("Lewat tenggat hukum", 16), ("Lewat target kantor", 16)),
        rows=tuple((c, titles[c], by_law[c], by_target[c]) for c in sorted(titles)),
        empty="Tidak ada langkah yang terlambat.",
        chart=Chart("Langkah terlambat menurut perkara", 1, (2, 3)),
    )


def _counted(late: Sequence[LateStep], *, legal: bool) -> Counter[str]:
    return Counter(step.case_id for step in late if step.legal is legal)


def _late(found: Report) -> Table:
    heads = (("Langkah", 36), ("Pelaksana", 26), ("Batas", 16), ("Jatuh tempo", 18), ("Hari", 8))
    return Table(
        id="terlambat",
        title="Langkah yang terlambat",
        sheet="Langkah terlambat",
        columns=_columns(*_CASE, _WHERE, *heads),
        rows=tuple(
            (
                s.case_id,
                s.title,
                regions.name(s.regency),
                _step(s.name, s.village),
                s.actor,
                _KINDS[s.legal] + (" (sementara)" if s.provisional else ""),
                s.due_on,
                s.days,
            )
            for s in found.late
        ),
        empty="Tidak ada langkah yang terlambat.",
    )


def _done(found: Report) -> Table:
    return Table(
        id="selesai",
        title="Langkah yang diselesaikan bulan ini",
        sheet="Langkah selesai",
        columns=_columns(*_CASE, _WHERE, ("Langkah", 40), ("Tanggal", 18), ("Dicatat", 18)),
        rows=tuple(
            (
                s.case_id,
                s.title,
                regions.name(s.regency),
                _step(s.name, s.village),
                s.done_on,
                s.recorded_on,
            )
            for s in found.done
        ),
        empty="Tidak ada langkah yang diselesaikan.",
    )


def _holders(found: Report) -> Table:
    return Table(
        id="pemegang",
        title="Hari menurut pemegang perkara",
        sheet="Pemegang waktu",
        columns=_columns(("Pemegang", 40), ("Hari bulan ini", 16), ("Hari sejak dibuka", 18)),
        rows=tuple((h.name, h.month, h.ever) for h in found.holders),
        chart=Chart("Hari bulan ini menurut pemegang perkara", 0, (1,)),
    )


def _stuck(found: Report) -> Table:
    return Table(
        id="tanpa-kegiatan",
        title=f"Perkara tanpa kegiatan {found.stuck_after} hari atau lebih",
        sheet="Tanpa kegiatan",
        columns=_columns(*_CASE, _WHERE, ("Tahap", 26), ("Sejak", 18), ("Hari", 8)),
        rows=tuple(
            (s.case_id, s.title, regions.name(s.regency), s.phase, s.since, s.days)
            for s in found.stuck
        ),
    )


def _visits(found: Report) -> Table:
    heads = (("Tujuan", 34), ("Mulai", 18), ("Selesai", 18), ("Hasil", 50))
    return Table(
        id="kunjungan",
        title="Kunjungan yang hasilnya dicatat bulan ini",
        sheet="Kunjungan",
        columns=_columns(("Nomor", 22), _WHERE, *heads),
        rows=tuple(
            (v.id, regions.name(v.regency), v.purpose, v.starts_on, v.ends_on, v.outcome)
            for v in found.visits
        ),
    )


def _forecasts(found: Report) -> Table:
    heads = tuple((f"{share}% simulasi selesai", 18) for share in (10, 50, 90))
    return Table(
        id="prakiraan",
        title="Prakiraan penyelesaian",
        sheet="Prakiraan",
        columns=_columns(*_CASE, _WHERE, *heads, ("Hari lagi (50%)", 12), ("Keterangan", 30)),
        rows=tuple(
            (
                f.case_id,
                f.title,
                regions.name(f.regency),
                f.early,
                f.middle,
                f.late,
                (f.middle - found.as_of).days if f.middle else None,
                f.reason,
            )
            for f in found.forecasts
        ),
        empty="Tidak ada perkara berjalan yang diprakirakan.",
        chart=Chart("Hari lagi sampai 50% simulasi selesai", 1, (6,)),
    )


def _step(name: str, village: str) -> str:
    return f"{name} ({regions.name(village)})" if village else name


def _columns(*given: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(head, width) for head, width in given)
