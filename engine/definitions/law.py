"""The legal-source register from ``engine/law/*.toml``."""

from __future__ import annotations

from pathlib import Path

from engine.definitions.reading import read
from engine.definitions.schema import LawFile
from engine.domain.law import Article, LawRegister, LegalSource
from engine.errors import DefinitionError, DefinitionProblem

LAW_FOLDER = Path(__file__).parent.parent / "law"


def load_law(folder: Path = LAW_FOLDER) -> LawRegister:
    """Every legal source of a folder; raises DefinitionError naming file and line."""
    problems: list[DefinitionProblem] = []
    sources: dict[str, LegalSource] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            source = _load_one(path)
        except DefinitionError as error:
            problems += error.problems
            continue
        sources[source.id] = source
    if problems:
        raise DefinitionError(problems)
    return LawRegister(sources)


def _load_one(path: Path) -> LegalSource:
    model, source = read(path, LawFile)
    if model.id != path.stem:
        source.problem(("id",), f"id {model.id} berbeda dari nama berkas {path.stem}")
    articles: dict[str, Article] = {}
    for index, article in enumerate(model.article):
        if article.ref in articles:
            source.problem(("article", index, "ref"), f"ketentuan ganda: {article.ref}")
        articles[article.ref] = Article(article.ref, article.requires, article.certainty)
    source.finish()
    return LegalSource(
        id=model.id,
        kind=model.kind,
        short=model.short,
        citation=model.citation,
        rank=model.rank,
        year=model.year,
        certainty=model.certainty,
        effective_from=model.effective_from,
        effective_to=model.effective_to,
        note=model.note,
        articles=articles,
    )
