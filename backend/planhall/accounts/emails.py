"""Email addresses, in the one form in which they are kept and compared."""

from email_validator import EmailNotValidError, validate_email

EMAIL_LENGTH = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets


def normalise_email(text: str) -> str:
    """The address in Unicode's composed form and lower case.

    Mailboxes may tell capitals apart by the letter of RFC 5321; people do not, and two accounts
    that differ in a capital would be one person's mistake.

    Raises:
        ValueError: it is not an email address.
    """
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise ValueError(f"this is not an email address: {error}") from error
    return checked.normalized.lower()
