"""What users type is text, never markup, template or address."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from markupsafe import escape

from documents.catalogue import CATALOGUE
from documents.html import render_html
from documents.model import Kop, Letter, Picture
from documents.pdf import to_pdf
from tests.documents import parts, printed, samples_surat
from tests.documents.samples import SAMPLES

ATTACKS = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    '<img src="file:///etc/passwd">',
    '"><link rel=attachment href="file:///etc/passwd">',
    "</title></style><style>@import url(http://a.example)</style>",
)
KEEP = {"mode", "pejabat", "lambang", "rekomendasi", "jenis_kelamin", "kedudukan", "zona", "nip"}
KEEP |= {"materi"}


def poisoned(value: Any, attack: str, name: str = "") -> Any:
    """Append the attack to every free text of a model."""
    if isinstance(value, str) and type(value) is str and value and name not in KEEP:
        return f"{value} {attack}"
    if isinstance(value, tuple):
        return tuple(poisoned(item, attack, name) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{f.name: poisoned(getattr(value, f.name), attack, f.name) for f in fields(value)},
        )
    return value


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", CATALOGUE)
def test_an_attack_in_every_text_stays_text(name: str, attack: str) -> None:
    letter: Letter = poisoned(SAMPLES[name], attack)
    html = render_html(letter, state="final", demonstration=False, verification=None)
    clean = render_html(SAMPLES[name], state="final", demonstration=False, verification=None)
    tags = {"<script", "<link", "<img", "<style"}
    assert {tag: html.lower().count(tag) for tag in tags} == {
        tag: clean.lower().count(tag) for tag in tags
    }
    assert str(escape(attack)) in html


def test_an_attack_is_printed_as_it_was_typed() -> None:
    letter = replace(samples_surat.NOTA, dari="<script>x</script> {{ 7*7 }}")
    assert "<script>x</script> {{ 7*7 }}" in printed.texts(printed.read(letter))[0]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_prints_without_a_fetch(attack: str) -> None:
    letter = poisoned(samples_surat.AUDIENSI, attack)
    html = render_html(letter, state="draft", demonstration=False, verification=None)
    assert to_pdf(html).startswith(b"%PDF-")


def test_an_emblem_is_embedded_from_its_bytes() -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
    )
    kop: Kop = replace(parts.KOP_DINAS, gambar=Picture(pixel, "Lambang daerah"))
    letter = replace(samples_surat.AUDIENSI, kop=kop)
    html = render_html(letter, state="draft", demonstration=False, verification=None)
    assert 'src="data:image/png;base64,' in html
    assert "lambang daerah</span>" not in html
    assert to_pdf(html).startswith(b"%PDF-")
