"""What can be wrong with signing up or in."""

from http import HTTPStatus

from planhall.problems import Conflict, Invalid, Problem


class WrongCredentials(Problem):
    """Not telling whether it was the email or the password."""

    status = HTTPStatus.UNAUTHORIZED
    code = "wrong-credentials"

    def __init__(self) -> None:
        super().__init__("The email or the password is not right.")


class WrongPassword(Invalid):
    code = "wrong-password"

    def __init__(self) -> None:
        detail = "This is not your current password."
        super().__init__(detail, errors=[{"at": "body.current", "message": detail}])


class EmailTaken(Conflict):
    code = "email-taken"

    def __init__(self) -> None:
        super().__init__("There is an account with this email already. Sign in instead.")
