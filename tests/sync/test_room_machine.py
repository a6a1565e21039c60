"""Any course of events: whatever happens, all converge, and what counts as saved is stored."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from planhall.settings import Settings
from planhall.sync.document import Document
from planhall.sync.service import Sync
from planhall.sync.update_scan import scan
from sync.doubles import FailingLog, make_sync
from sync.people import Guest, invite

T = TypeVar("T")

BOARD = "b"
PEOPLE = st.integers(0, 2)


class Course(RuleBasedStateMachine):
    """Three people write; messages are held back, reordered and repeated; things break."""

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.runner = asyncio.Runner()
        self.log = FailingLog()
        self.saved: list[bytes] = []
        self.sync: Sync
        self.run(self.start())
        self.guests: list[Guest | None] = [None, None, None]
        self.unsent: list[list[bytes]] = [[], [], []]
        self.unanswered: list[list[bytes]] = [[], [], []]
        self.docs: list[bytes] = [b"\0\0"] * 3
        self.clients = 1
        for who in range(3):
            self.join(who)

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(what)

    async def start(self) -> None:
        settings = Settings(commit_interval_ms=0, max_tick_ms=1, presence_tick_ms=1)
        self.sync = make_sync(settings, self.log)
        await self.sync.__aenter__()

    async def settle(self, seconds: float = 0.004) -> None:
        await asyncio.sleep(seconds)
        for who, guest in enumerate(self.guests):
            if guest is None:
                continue
            before = guest.saved
            guest.listen()
            for _ in range(guest.saved - before):
                self.saved.append(self.unanswered[who].pop(0))

    def send(self, who: int, update: bytes) -> None:
        guest = self.guests[who]
        assert guest is not None
        self.unanswered[who].append(update)
        guest.push(update)

    def join(self, who: int) -> None:
        """Come back with what one has."""

        async def come() -> Guest:
            guest = await invite(self.sync, BOARD, f"p{who}/editor", self.clients, ask=False)
            guest.take_in(self.docs[who])
            guest.on_handshake = self.unanswered[who].append
            guest.ask()
            return guest

        self.clients += 1
        self.unsent[who] = []
        self.unanswered[who] = []
        self.guests[who] = self.run(come())

    def lose(self, who: int) -> None:
        guest = self.guests[who]
        assert guest is not None
        self.docs[who] = guest.doc.get_update()
        guest.leave(self.sync)
        self.guests[who] = None

    @rule(who=PEOPLE, word=st.sampled_from(["a", "bc ", "né", "🙂"]))
    def write(self, who: int, word: str) -> None:
        guest = self.guests[who]
        if guest is not None:
            self.unsent[who].append(guest.write(word))

    @rule(who=PEOPLE, some=st.booleans(), again=st.booleans())
    def deliver(self, who: int, some: bool, again: bool) -> None:
        """In any order, perhaps not all, perhaps some twice."""
        if self.guests[who] is None:
            return
        unsent = self.unsent[who]
        self.chance.shuffle(unsent)
        count = self.chance.randint(0, len(unsent)) if some else len(unsent)
        now, self.unsent[who] = unsent[:count], unsent[count:]

        async def go() -> None:
            for update in now + (now if again else []):
                self.send(who, update)
            await self.settle()

        self.run(go())

    @rule(who=PEOPLE)
    def come_and_go(self, who: int) -> None:
        if self.guests[who] is None:
            if not self.log.broken:
                self.join(who)
        else:
            self.lose(who)

    @rule(who=PEOPLE, after=st.integers(0, 3))
    def stall(self, who: int, after: int) -> None:
        guest = self.guests[who]
        if guest is not None and not guest.link.congested:
            guest.link.stall(after)
        elif guest is not None:
            guest.link.resume()
            guest.room.drained(guest.member)
            self.run(self.settle())

    @rule()
    def wait(self) -> None:
        self.run(self.settle())

    @rule()
    def break_store(self) -> None:
        self.log.broken = True

    @precondition(lambda self: self.log.broken)
    @rule()
    def mend_store(self) -> None:
        self.log.broken = False

    @rule()
    def crash(self) -> None:
        """The process ends without a word, and another starts on the same log."""
        self.run(self.settle(0))
        self.run(self.end(gently=False))
        self.check_saved()
        self.log.broken = False
        for who in range(3):
            if self.guests[who] is not None:
                self.lose(who)
        self.run(self.start())
        for who in range(3):
            self.join(who)

    async def end(self, *, gently: bool) -> None:
        self.sync.closing = not gently
        if not gently:
            for room in self.sync.rooms.open_rooms():
                self.sync.rooms.forget(room.board)
        await self.sync.__aexit__(None, None, None)

    def stored(self) -> Document:
        broken, self.log.broken = self.log.broken, False
        stored = self.run(self.log.load(BOARD))
        self.log.broken = broken
        document = Document()
        if stored is not None:
            document.load(stored.state, stored.updates)
        return document

    def check_saved(self) -> None:
        document = self.stored()
        waiting = document.waiting()
        for update in self.saved:
            assert document.is_complete(scan(update)) or update in waiting

    def teardown(self) -> None:
        if not hasattr(self, "runner"):
            return
        self.log.broken = False
        for who, guest in enumerate(self.guests):
            if guest is not None:
                guest.link.resume()
                self.lose(who)
        for who in range(3):
            self.join(who)

        async def until_alike() -> list[str]:
            guests = [guest for guest in self.guests if guest is not None]
            async with asyncio.timeout(20):
                while len({guest.text for guest in guests}) > 1 or any(map(len, self.unanswered)):
                    await self.settle()
            return [guest.text for guest in guests]

        texts = self.run(until_alike())
        self.run(self.end(gently=True))
        self.check_saved()
        document = self.stored()
        guest = self.guests[0]
        assert guest is not None
        assert document.waiting() == []
        copy = type(guest.doc)()
        copy.apply_update(document.whole())
        assert guest.text_in(copy) == texts[0]
        self.runner.close()


TestCourse = Course.TestCase
TestCourse.settings = hypothesis_settings(max_examples=25, stateful_step_count=25, deadline=None)
