"""What mail programs read in the head of a mail."""

from planhall.notifications.letters import Ends, Letters
from planhall.settings import Settings


def test_the_address_that_ends_mail_stands_in_one_piece() -> None:
    base = f"https://{'plan.' * 12}example.org"
    letters = Letters(Settings(public_url=base))
    token = "t" * 43
    content = {
        "by": "Ада " * 30,
        "board": "Наш план\nBcc: eve@example.org",
        "role": "editor",
        "message": "",
        "link": "/join/x",
    }
    mail = letters.invitation("m1", "bo@example.org", content, Ends(board=token, all="a" * 43))
    head, _, _ = mail.as_bytes().partition(b"\n\n")
    lines = head.decode("ascii").split("\n")
    assert f"List-Unsubscribe: <{base}/api/unsubscribe/{token}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert not [line for line in lines if line.startswith("Bcc")]
