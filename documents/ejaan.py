"""Spellings an official document must not contain, each with what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A forbidden spelling and its remedy."""

    pattern: re.Pattern[str]
    instead: str


def _rule(pattern: str, instead: str, flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    return Rule(re.compile(pattern, flags), instead)


_EXACT = re.NOFLAG
RULES: tuple[Rule, ...] = (
    _rule(r"\bjum['’`]at\b", "Jumat"),
    _rule(r"\bpebruari\b", "Februari"),
    _rule(r"\bnopember\b", "November"),
    _rule(r"\bagst\b|\bagt\.", "Agustus"),
    _rule(r"\bperihal\s*:", "Hal:"),
    _rule(r"(?<!\w)a/n(?!\w)", "a.n."),
    _rule(r"(?<!\w)u/p(?!\w)", "u.p."),
    _rule(r"(?<!\w)u/b(?!\w)", "u.b."),
    _rule(r"(?<!\w)s/d(?!\w)", "s.d."),
    _rule(r"(?<!\w)d/a(?!\w)", "d.a."),
    _rule(r"\bjam\s+\d{1,2}[.:]\d{2}", "pukul 09.00"),
    _rule(r"\bpukul\s+\d{1,2}:\d{2}", "pukul 09.00"),
    _rule(r"\bpukul\s+\d{1,2}\.\d{2}(?!\d)(?!\s*(?:WI(?:B|TA|T)\b|s\.d\.))", "pukul 09.00 WITA"),
    _rule(r"\bRp\.", "Rp5.000,00", _EXACT),
    _rule(r"\bRp\s+\d", "Rp5.000,00", _EXACT),
    _rule(r"\d,-(?!\w)", "Rp5.000,00"),
    _rule(r"\bpedesaan\b", "perdesaan"),
    _rule(r"\bantar[\s-]+(?:desa|kawasan|kecamatan|kabupaten)\b", "antardesa, satu kata"),
    _rule(r"\bkepada\s+yth\b", "Yth."),
    _rule(r"\bdi\s+Tempat\b", "nama kota, tanpa 'di Tempat'", _EXACT),
    _rule(r"\bnotulen\b", "notula"),
    _rule(r"\btandatangan\b", "tanda tangan"),
    _rule(r"\bterimakasih\b", "terima kasih"),
    _rule(r"\bkerjasama\b", "kerja sama"),
    _rule(r"\btanggungjawab\b", "tanggung jawab"),
    _rule(r"\bprosentase\b", "persentase"),
    _rule(r"\bijin\b", "izin"),
    _rule(r"\bpraktek\b", "praktik"),
    _rule(r"\bresiko\b", "risiko"),
    _rule(r"\bDrs\s", "Drs.", _EXACT),
    _rule(r"\bMsi\b|\bM\.si\b", "M.Si.", _EXACT),
    _rule(r"\bNIP\.|\bNIP:", "NIP 19…", _EXACT),
    _rule(r"\bkm2\b", "km²"),
)
_PROPER = re.compile(r"\bMusyawarah Antar Desa\b", re.IGNORECASE)


def lint(text: str) -> list[str]:
    """Name every forbidden spelling in a text, with what to write instead; [] when clean.

    "Musyawarah Antar Desa" keeps the two words its regulation gives it; elsewhere EYD V
    writes antardesa.
    """
    plain = _PROPER.sub("Musyawarah Antardesa", text)
    return [
        f"{match.group(0)!r}: tulis {rule.instead}"
        for rule in RULES
        for match in rule.pattern.finditer(plain)
    ]
