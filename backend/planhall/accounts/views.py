"""People as the API shows them, and what it takes."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from planhall.accounts.emails import EMAIL_LENGTH, normalise_email
from planhall.accounts.names import Name
from planhall.accounts.palette import PERSON_COLORS
from planhall.accounts.passwords import GivenPassword, NewPassword
from planhall.accounts.scopes import Scope


class Person(BaseModel):
    """Somebody as everyone may see them."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    color: str
    guest: bool


class Me(Person):
    """Somebody as they see themselves."""

    email: str | None

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name, color=self.color, guest=self.guest)


def _known_color(color: str) -> str:
    lower = color.lower()
    if lower not in PERSON_COLORS:
        raise ValueError("choose one of the colours on offer")
    return lower


NewEmail = Annotated[
    str,
    StringConstraints(max_length=EMAIL_LENGTH),
    AfterValidator(normalise_email),
    Field(json_schema_extra={"format": "email"}),
]
Color = Annotated[
    str,
    AfterValidator(_known_color),
    Field(json_schema_extra={"pattern": "^#[0-9a-fA-F]{6}$"}, description="One of the palette's."),
]


class SignUp(BaseModel):
    name: Name
    email: NewEmail
    password: NewPassword


class SignIn(BaseModel):
    email: Annotated[str, StringConstraints(max_length=EMAIL_LENGTH)]
    password: GivenPassword


class MeChange(BaseModel):
    name: Name | None = None
    color: Color | None = None


class PasswordChange(BaseModel):
    current: GivenPassword
    new: NewPassword


class PersonalToken(BaseModel):
    id: str
    name: str
    ending: str = Field(description="The last letters of it.")
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="To the hour.")


class PersonalTokenMade(PersonalToken):
    token: str = Field(description="The token itself; it is shown this once.")


class PersonalTokenWish(BaseModel):
    name: Name
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(Scope))]
    days: Literal[30, 90, 365] | None
