"""Keys of web push: this installation's own pair, and those that browsers bring."""

import base64
import binascii
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import col, select
from webpush.vapid import VAPID

from planhall.database import Database, insert_into
from planhall.notifications.models import VapidKeyRow

_ONLY: Final = 1
_SECRET_BYTES: Final = 16


async def vapid_key(database: Database) -> VapidKeyRow:
    """The pair, made the first time that anybody asks; every node has the same."""
    async with database.session() as db:
        row = await db.get(VapidKeyRow, _ONLY)
    if row is not None:
        return row
    private, public, key = VAPID.generate_keys()
    async with database.session() as db:
        await db.execute(
            insert_into(db, VapidKeyRow)
            .values(
                id=_ONLY, private_pem=private.decode(), public_pem=public.decode(), public_key=key
            )
            .on_conflict_do_nothing()
        )
    async with database.session() as db:
        found = await db.execute(select(VapidKeyRow).where(col(VapidKeyRow.id) == _ONLY))
        return found.scalar_one()


def check_browser_key(text: str) -> str:
    """A point of P-256, not compressed.

    Raises:
        ValueError: it is none.
    """
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(text))
    return text.rstrip("=")


def check_browser_secret(text: str) -> str:
    """Sixteen bytes.

    Raises:
        ValueError: they are not that.
    """
    if len(_decoded(text)) != _SECRET_BYTES:
        raise ValueError("the secret has 16 bytes")
    return text.rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        letters = text.rstrip("=").encode("ascii")
        return base64.b64decode(letters + b"=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError):
        raise ValueError("this is not base64url") from None
