"""Draws the illustrated catalogue: `python -m tests.documents.pictures [FOLDER]`.

The first page of every sample as a small grey picture, and the page that shows them all.
"""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from documents.drafting.overview import Entry, entries
from documents.html import render_html
from documents.model import Letter
from documents.pdf import to_pdf
from engine.definitions.catalog import shipped
from tests.documents.samples import SAMPLES, VERIFICATION

FOLDER = Path("docs/naskah")
LARGEST = 60_000
WIDTH = 560
GREYS = 8
HEAD = """# Naskah dalam gambar

Halaman pertama setiap jenis naskah, dari contoh yang dipakai pengujian: nama pejabat, nomor,
dan data desa bukan data sebenarnya. Lambang digambar sebagai lingkaran kosong sampai kantor
mengunggah miliknya.
Gambar dan halaman ini dibuat ulang dengan `python -m tests.documents.pictures`.
"""


def page() -> str:
    """The catalogue as Markdown, one section for each kind."""
    found = entries(shipped().procedures)
    return "\n".join([HEAD, *(_section(entry) for entry in found)])


def picture(letter: Letter) -> bytes:
    """The first page of a document as a grey PNG."""
    html = render_html(letter, state="final", demonstration=True, verification=VERIFICATION)
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "naskah.pdf"
        pdf.write_bytes(to_pdf(html))
        command = ["pdftoppm", "-png", "-singlefile", "-r", "110", str(pdf), f"{folder}/naskah"]
        subprocess.run(command, check=True)
        drawn = Image.open(Path(folder) / "naskah.png").convert("L")
    height = round(drawn.height * WIDTH / drawn.width)
    small = drawn.resize((WIDTH, height), Image.Resampling.LANCZOS).quantize(GREYS)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _section(entry: Entry) -> str:
    kind = entry.kind
    steps = "; ".join(dict.fromkeys(place.name for place in entry.places)) or "setiap langkah"
    told = [f"`{kind.id}`", f"klasifikasi {kind.klasifikasi}", f"langkah: {steps}"]
    if kind.addressee:
        told.insert(1, f"kepada {kind.addressee}")
    if kind.annexes:
        told.append(f"lampiran: {', '.join(kind.annexes)}")
    return f"## {kind.name}\n\n{'; '.join(told)}.\n\n![{kind.name}]({kind.id}.png)\n"


def main(folder: Path) -> None:
    """Write the page and every picture, and take away pictures of kinds that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(page(), encoding="utf-8")
    for old in set(folder.glob("*.png")) - {folder / f"{name}.png" for name in SAMPLES}:
        old.unlink()
    for name, letter in SAMPLES.items():
        (folder / f"{name}.png").write_bytes(picture(letter))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
