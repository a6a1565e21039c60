"""Templates and import reports as the API shows them, and what it takes."""

from pydantic import BaseModel, Field

from planhall.boards.views import Board, BoardTitle


class Template(BaseModel):
    id: str
    title: str
    description: str
    kinds: dict[str, int] = Field(description="How many items of each kind it starts with.")


class BoardWish(BaseModel):
    workspace: str
    title: BoardTitle
    template: str | None = None


class CopyWish(BaseModel):
    title: BoardTitle | None = None


class Note(BaseModel):
    line: int | None = Field(description="Counts from 1.")
    path: str
    what: str


class ImportReport(BaseModel):
    format: str
    part: int
    counts: dict[str, int]
    dropped: list[Note] = Field(description="What the plan does not hold.")
    moved: list[Note] = Field(description="What the plan holds otherwise than written.")


class Imported(BaseModel):
    board: Board
    report: ImportReport
