"""A status endpoint as a FastAPI and SQLModel tutorial writes it."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

STEPS = 22


class Key(SQLModel, table=True):
    """A client's key."""

    id: int | None = Field(default=None, primary_key=True)
    value: str = Field(index=True)


class StepBase(SQLModel):
    """What is shown of a step."""

    name: str
    state: str
    actor: str


class Step(StepBase, table=True):
    """A step of a case."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="textbookcase.id")
    case: "TextbookCase" = Relationship(back_populates="steps")


class TextbookCase(SQLModel, table=True):
    """A case."""

    id: int | None = Field(default=None, primary_key=True)
    title: str
    status: str
    steps: list[Step] = Relationship(back_populates="case")


class CasePublic(SQLModel):
    """What is shown of a case."""

    id: int
    title: str
    status: str
    steps: list[StepBase]


def make(folder: Path) -> tuple[Any, str, str, str]:
    """The application, and how to ask it."""
    engine = create_engine(
        f"sqlite:///{folder / 'textbook.db'}", connect_args={"check_same_thread": False}
    )
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        steps = [Step(name=f"Langkah {n}", state="open", actor="pmd") for n in range(STEPS)]
        session.add(TextbookCase(title="Perkara", status="running", steps=steps))
        session.add(Key(value="rahasia"))
        session.commit()
    app, bearer = FastAPI(), HTTPBearer()

    def get_session() -> Any:
        with Session(engine) as session:
            yield session

    def client(
        given: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
        session: Annotated[Session, Depends(get_session)],
    ) -> Key:
        found = session.exec(select(Key).where(Key.value == given.credentials)).first()
        if found is None:
            raise HTTPException(status_code=401)
        return found

    @app.get("/cases/{case_id}", response_model=CasePublic)
    def read_case(
        case_id: int,
        session: Annotated[Session, Depends(get_session)],
        _client: Annotated[Key, Depends(client)],
    ) -> Any:
        case = session.get(TextbookCase, case_id)
        if case is None:
            raise HTTPException(status_code=404)
        return case

    return app, "/cases/1", "rahasia", '"1"'
