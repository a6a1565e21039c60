"""Who changes a session takes turns with the others, in the order in which they came.

The database would keep them apart too, but SQLite lets those who wait ask again and again, and
whoever is never lucky within some seconds fails. Here nobody who waits holds a connection.
"""

import asyncio
from typing import Any, Final
from weakref import WeakKeyDictionary, WeakValueDictionary

from sqlalchemy import Connection, Engine, event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm import SessionTransaction

_TURN: Final = "planhall-turn"

Turns = WeakValueDictionary[str, asyncio.Lock]
_turns: WeakKeyDictionary[Engine | Connection, Turns] = WeakKeyDictionary()


async def take_turn(db: AsyncSession, session: str) -> None:
    """Wait until nobody else changes this session; the turn ends with the transaction.

    To be called before anything else in a transaction, and in none that waits for another one of
    the same session.
    """
    if _TURN in db.info:
        return
    bind = db.get_bind()
    # SQLite has one writer for all.
    key = "" if bind.dialect.name == "sqlite" else session
    turn = _turns.setdefault(bind, WeakValueDictionary()).setdefault(key, asyncio.Lock())
    await turn.acquire()
    db.info[_TURN] = turn

    def end(_session: SyncSession, transaction: SessionTransaction, *_: Any) -> None:
        if transaction.parent is None and db.info.pop(_TURN, None) is not None:
            turn.release()

    event.listen(db.sync_session, "after_transaction_end", end)
