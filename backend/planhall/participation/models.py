"""Tables of participation: where it is turned off, and who is not to be named."""

from sqlmodel import Field, SQLModel

_ID = 32


class ParticipationSettingRow(SQLModel, table=True):
    """Whether a board's participation is told at all; without a row it is."""

    __tablename__ = "participation_setting"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    enabled: bool = True


class ParticipationChoiceRow(SQLModel, table=True):
    """Whether somebody is named in a board's participation; without a row they are."""

    __tablename__ = "participation_choice"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    named: bool = True
