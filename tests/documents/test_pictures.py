"""The illustrated catalogue shows every kind, as it is now, in pictures small enough to keep."""

from io import BytesIO

import pytest
from PIL import Image

from documents.catalogue import CATALOGUE
from tests.documents import pictures
from tests.documents.samples import SAMPLES


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_kind_has_a_small_grey_picture(name: str) -> None:
    data = (pictures.FOLDER / f"{name}.png").read_bytes()
    assert len(data) <= pictures.LARGEST
    shown = Image.open(BytesIO(data)).convert("RGB")
    assert shown.width == pictures.WIDTH
    colours = shown.getcolors(pictures.GREYS)
    assert colours is not None
    assert all(isinstance(c, tuple) and len(set(c)) == 1 for _, c in colours)


def test_no_picture_is_of_a_kind_that_is_no_more() -> None:
    assert {path.stem for path in pictures.FOLDER.glob("*.png")} == set(CATALOGUE)


def test_the_page_says_what_the_catalogue_says() -> None:
    assert (pictures.FOLDER / "README.md").read_text(encoding="utf-8") == pictures.page()


def test_a_picture_is_drawn_from_the_document_itself() -> None:
    drawn = Image.open(BytesIO(pictures.picture(SAMPLES["lembar-disposisi"])))
    assert drawn.size[0] == pictures.WIDTH
