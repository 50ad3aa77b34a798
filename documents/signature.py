"""What stands above and below a signature, from the signatory and the office's settings."""

from __future__ import annotations

from dataclasses import dataclass

from documents.layout import Layout, ProfileName
from documents.model.kop import Office
from documents.model.signatory import Authority, Signatory

_ACTING = frozenset({Authority.PLT, Authority.PLH, Authority.PJ, Authority.PJS})


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """A signature block as text: the lines above (last ends with a comma), and those below."""

    atas: tuple[str, ...]
    nama: str
    bawah: tuple[str, ...]


def signature_lines(signatory: Signatory, profile: ProfileName, layout: Layout) -> SignatureLines:
    """Compose a signature block.

    The layout says, for letters and for legal products, whether titles stand with the name and
    for which offices NIP and rank stand below it; whoever acts for a head of region or a Sekda
    shows none of them (tata naskah dinas, rule on names).
    """
    rules = layout.profile(profile)
    plain = _plain_by_authority(signatory, layout)
    titled = rules.tampil_gelar and not plain
    numbered = signatory.pejabat.value in rules.tampil_nip and not plain
    return SignatureLines(
        atas=_above(signatory),
        nama=signatory.nama_bergelar if titled else signatory.nama,
        bawah=_below(signatory) if numbered else (),
    )


def _plain_by_authority(signatory: Signatory, layout: Layout) -> bool:
    senior = signatory.pejabat.is_head_of_region or signatory.pejabat is Office.SEKDA
    acting = signatory.jabatan.partition(" ")[0]
    return senior and bool({signatory.mode.value, acting} & set(layout.surat.tanpa_gelar))


def _above(signatory: Signatory) -> tuple[str, ...]:
    jabatan = signatory.jabatan
    office = f"{_capitals(jabatan)},"
    if signatory.mode in _ACTING:
        return (f"{signatory.mode.value} {office}",)
    if signatory.mode is Authority.AN:
        return (f"a.n. {_capitals(signatory.atas_nama)}", office)
    if signatory.mode is Authority.UB:
        above = f"a.n. {_capitals(signatory.atas_nama)}"
        return (above, _capitals(signatory.melalui), "u.b.", office)
    return (office,)


def _capitals(jabatan: str) -> str:
    """Write an office in capitals, leaving a leading Plt., Plh., Pj. or Pjs. as it is."""
    head, _, rest = jabatan.partition(" ")
    if head in {mode.value for mode in _ACTING}:
        return f"{head} {rest.upper()}"
    return jabatan.upper()


def _below(signatory: Signatory) -> tuple[str, ...]:
    lines = (signatory.pangkat, f"NIP {signatory.nip}" if signatory.nip else "")
    return tuple(line for line in lines if line)
