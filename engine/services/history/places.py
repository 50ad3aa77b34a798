"""Which regency and which villages a cell names. A doubt becomes a question, never a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from engine.domain.facts import Place
from engine.reference import columns, regions
from engine.services.history.problems import BadCellError

_VILLAGE = re.compile(r"[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}\.?[0-9]{4}")
_IN_DISTRICT = re.compile(r"(.+?)\s*\((?:kec(?:amatan)?\.?\s+)?([^()]+)\)", re.IGNORECASE)
_BEFORE_REGENCY = re.compile(r"(?:kabupaten|kab|kota)\b")
_KINDS = ("desa", "desa_adat")
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A village found; `note` says how a name that is spelled otherwise was read."""

    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Village:
    place: Place
    district: str
    plain: str
    sound: str

    @property
    def label(self) -> str:
        return f"{self.place.name} ({self.place.code}, Kecamatan {self.district})"


def regency(text: str) -> tuple[str, str]:
    """The regency's code, and a note where the cell had lost a digit or said a name."""
    digits = re.fullmatch(r"([0-9]{2})[.,]?([0-9]{1,2})", text.strip())
    if digits:
        code = f"{digits[1]}.{digits[2]:0<2}"
        place = regions.find(code)
        if place is None or place.kind not in ("kabupaten", "kota"):
            message = f"Kode kabupaten {code} tidak dikenal."
            raise BadCellError(message)
        lost = len(digits[2]) == 1
        return code, f"“{text}” dibaca {code} ({place.name})." if lost else ""
    found = [p for p in _regencies() if columns.plain(text) in _regency_names(p)]
    if len(found) == 1:
        return found[0].code, ""
    names = {name: place for place in _regencies() for name in _regency_names(place)}
    close = get_close_matches(columns.plain(text), names, _CANDIDATES, 0.8)
    near = found or list(dict.fromkeys(names[name] for name in close))
    message = "Kabupaten tidak dikenal; tulis kodenya, misalnya 63.01."
    if found:
        message = "Nama ini dipakai lebih dari satu kabupaten atau kota; tulis kodenya."
    raise BadCellError(message, tuple(f"{p.name} ({p.code})" for p in near))


def code(text: str) -> str:
    """A village code with its dots, or nothing where the text is no such code."""
    if not _VILLAGE.fullmatch(text.strip()):
        return ""
    digits = re.sub(r"\D", "", text)
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"


def called(found: str, name: str) -> bool:
    """Whether a region bears the name, in whatever spelling; an unknown code bears any."""
    place = regions.find(found)
    return place is None or _sound(_parts(name)[0]) == _sound(place.name)


def village(text: str, within: str) -> Named:
    """A village of a regency by its code, its name, or its name with its district.

    A name in a spelling known to vary is read so, with a note. Anything less sure raises
    BadCellError with candidates.
    """
    if found := code(text):
        return _by_code(found, within)
    bare, district = _parts(text)
    known = [v for v in _villages(within) if not district or _same(v.district, district)]
    exact = [v for v in known if v.plain == _name(bare)]
    if len(exact) == 1:
        return Named(_a_village(exact[0]).code)
    alike = exact or [v for v in known if v.sound == _sound(bare)]
    if len(alike) == 1:
        place = _a_village(alike[0])
        return Named(place.code, f"“{bare}” dibaca {place.name} ({place.code}).")
    if alike:
        message = f"Ada {len(alike)} desa bernama “{bare}”; tulis kodenya atau kecamatannya."
        raise BadCellError(message, tuple(v.label for v in alike[:_CANDIDATES]))
    message = f"Desa “{bare[:60]}” tidak ditemukan di {regions.name(within)}; tulis kodenya."
    raise BadCellError(message, _candidates(bare, known))


def _by_code(found: str, within: str) -> Named:
    place = regions.find(found)
    if place is None:
        message = f"Kode desa {found} tidak dikenal."
    elif place.kind not in _KINDS:
        message = f"{place.name} ({found}) adalah {place.kind}, bukan desa."
    elif not found.startswith(f"{within}."):
        message = f"{place.name} ({found}) tidak terletak di {regions.name(within)}."
    else:
        return Named(found)
    raise BadCellError(message)


def _a_village(found: _Village) -> Place:
    if found.place.kind in _KINDS:
        return found.place
    message = f"{found.label} adalah {found.place.kind}, bukan desa."
    raise BadCellError(message)


def _candidates(bare: str, known: list[_Village]) -> tuple[str, ...]:
    sounds = {v.sound: v for v in known if v.place.kind in _KINDS}
    near = get_close_matches(_sound(bare), sounds, _CANDIDATES, 0.7)
    return tuple(sounds[sound].label for sound in near)


def _parts(text: str) -> tuple[str, str]:
    found = _IN_DISTRICT.fullmatch(text.strip())
    return (found[1], found[2]) if found else (text.strip(), "")


def _same(one: str, other: str) -> bool:
    return _sound(one) == _sound(other)


def _name(text: str) -> str:
    words = columns.plain(text).split()
    if len(words) > 1 and words[0] in columns.village_prefixes():
        words = words[1:]
    if len(words) > 1:
        words[-1] = columns.numerals().get(words[-1], words[-1])
    return " ".join(words)


def _sound(text: str) -> str:
    sound = _name(text).replace(" ", "")
    for written, read in columns.spellings():
        sound = sound.replace(written, read)
    return re.sub(r"([a-z])\1+", r"\1", sound)


@lru_cache(maxsize=64)
def _villages(within: str) -> tuple[_Village, ...]:
    return tuple(
        _Village(place, district.name, _name(place.name), _sound(place.name))
        for district in regions.children(within)
        for place in regions.children(district.code)
    )


@lru_cache(maxsize=1)
def _regencies() -> tuple[Place, ...]:
    return regions.regencies("*")


def _regency_names(place: Place) -> tuple[str, ...]:
    full = columns.plain(place.name)
    bare = _BEFORE_REGENCY.sub("", full).strip()
    short = "kota" if place.kind == "kota" else "kab"
    return (full, bare, f"{short} {bare}", f"{place.kind} {bare}")
