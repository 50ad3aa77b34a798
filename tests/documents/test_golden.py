"""Each document reads exactly as last reviewed."""

from pathlib import Path

import pytest

from documents.catalogue import CATALOGUE
from documents.html import render_html
from tests.documents.conftest import GOLDEN
from tests.documents.samples import SAMPLES, VERIFICATION


def compare(path: Path, html: str, *, refresh: bool) -> None:
    if refresh:
        path.parent.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == html


def test_every_kind_has_a_sample_of_its_own_model() -> None:
    assert set(SAMPLES) == set(CATALOGUE)
    assert {name: type(letter) for name, letter in SAMPLES.items()} == {
        name: kind.model for name, kind in CATALOGUE.items()
    }


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_issued_document_reads_as_reviewed(name: str, refresh_golden: bool) -> None:  # noqa: FBT001
    html = render_html(
        SAMPLES[name], state="final", demonstration=False, verification=VERIFICATION
    )
    compare(GOLDEN / f"{name}.html", html, refresh=refresh_golden)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_demonstration_draft_reads_as_reviewed(name: str, refresh_golden: bool) -> None:  # noqa: FBT001
    html = render_html(SAMPLES[name], state="draft", demonstration=True, verification=None)
    compare(GOLDEN / f"{name}.rancangan.html", html, refresh=refresh_golden)
