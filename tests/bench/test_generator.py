"""The generator counts right, however the bytes are cut: a wrong count is a wrong result."""

import select
import socket
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map, merge_updates

from .client import BUFFER_BYTES, Client, DecodingClient, Phase, Room
from .content import FIRST_WRITER, STAMP, item_name, make_board, write_changes, write_history
from .state import lacks, read_state_vector
from .stats import Spread, percentile
from .wire import Framing, Kind, client_frame, read_var_uint, var_bytes, var_uint

BOARD = make_board(2)
WRITER = write_changes(BOARD, 1, 30)
FRAMINGS = (Framing.hocuspocus("room"), Framing.y_websocket("room"))


def server_frame(payload: bytes, opcode: int = 0x82) -> bytes:
    """As a client's frame, without the mask."""
    frame = bytearray(client_frame(payload, opcode))
    frame[1] &= 0x7F
    head = {126: 4, 127: 10}.get(frame[1], 2)
    return bytes(frame[:head] + frame[head + 4 :])


def server_message(framing: Framing, sub: int, body: bytes) -> bytes:
    return server_frame(framing.prefix + bytes((0, sub)) + var_bytes(body))


class Wire:
    """A client on one end of a socket pair, and the other end."""

    def __init__(self, client: Client) -> None:
        self.client = client
        client.socket, self.other = socket.socketpair()
        client.socket.setblocking(False)
        client.poll = select.epoll()
        client.poll.register(client.socket.fileno(), select.EPOLLIN)
        self._buffer = bytearray(BUFFER_BYTES)

    def give(self, data: bytes) -> None:
        self.other.sendall(data)
        while self.client.phase is not Phase.CLOSED and self.client.poll.poll(0):
            self.client.handle(select.EPOLLIN, self._buffer, memoryview(self._buffer))

    def close(self) -> None:
        self.client.close()
        self.client.poll.close()
        self.other.close()


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted({cut % len(data) for cut in cuts}), len(data)]
    return [data[a:b] for a, b in pairwise(places) if b > a]


@given(number=st.integers(0, 2**53))
def test_numbers_read_as_written(number: int) -> None:
    assert read_var_uint(var_uint(number) + b"rest", 0) == (number, len(var_uint(number)))


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("kind", [Client, DecodingClient])
@given(cuts=st.lists(st.integers(0, 10_000), max_size=40))
def test_every_frame_and_change_is_counted_once_wherever_the_bytes_are_cut(
    kind: type[Client], framing: Framing, cuts: list[int]
) -> None:
    room = Room("room", framing, "/")
    room.sent[1] = [0.0] * 30
    client = kind(room, person=0)
    client.phase = Phase.JOINING
    wire = Wire(client)
    try:
        stream = server_message(framing, 0, b"\x00")
        stream += server_message(framing, 1, BOARD.update)
        for update in WRITER.updates[:10]:
            stream += server_message(framing, 2, update)
        stream += server_message(framing, 2, merge_updates(*WRITER.updates[10:]))
        stream += server_frame(b"are you there", 0x89)
        for piece in pieces(stream, cuts):
            wire.give(piece)
        assert (client.phase, client.frames, client.changes) == (Phase.READY, 14, 30)
        assert b"are you there" in wire.other.recv(10_000)
        if isinstance(client, DecodingClient):
            assert len(client.received) == 30
            assert client.missing(0.0) == []
            expected = {FIRST_WRITER + 1: WRITER.clocks[-1]}
            assert lacks(client.document.get_state(), expected) == 0
    finally:
        wire.close()


@pytest.mark.parametrize("kind", [Client, DecodingClient])
def test_a_large_step_2_makes_ready_only_at_its_end(kind: type[Client]) -> None:
    framing = FRAMINGS[0]
    client = kind(Room("room", framing, "/"))
    client.phase = Phase.JOINING
    wire = Wire(client)
    try:
        message = server_message(framing, 1, make_board(1, 100_000).update)
        wire.give(message[:-1])
        assert client.phase.name == "JOINING"
        wire.give(message[-1:])
        assert client.phase is Phase.READY
    finally:
        wire.close()


def test_a_denial_a_close_and_a_lost_connection_are_told() -> None:
    framing = FRAMINGS[0]
    for data, trouble in (
        (server_frame(framing.prefix + b"\x02\x01" + var_bytes(b"no")), "denied"),
        (server_frame(b"\x11\x2dtoo many", 0x88), "closed: 4397 too many"),
    ):
        client = Client(Room("room", framing, "/"))
        client.phase = Phase.JOINING
        wire = Wire(client)
        wire.give(data)
        assert (client.phase, client.trouble) == (Phase.CLOSED, trouble)
        wire.close()
    client = Client(Room("room", framing, "/"))
    client.phase = Phase.READY
    wire = Wire(client)
    wire.other.close()
    client.handle(select.EPOLLIN, bytearray(100), memoryview(bytearray(100)))
    assert client.phase is Phase.CLOSED


def test_a_change_that_never_came_is_missing() -> None:
    room = Room("room", FRAMINGS[0], "/")
    room.sent[1] = [1.0, 2.0, 3.0]
    client = DecodingClient(room, person=0)
    client.phase = Phase.READY
    wire = Wire(client)
    wire.give(server_message(FRAMINGS[0], 2, WRITER.updates[0]))
    wire.close()
    assert client.missing(2.0) == [2.0, 3.0]
    assert len(client.received) == 1


def test_changes_are_updates_of_about_sixty_bytes_with_a_stamp_each() -> None:
    assert {len(update) for update in WRITER.updates[1:]} <= set(range(56, 65))
    stamps = [STAMP.findall(update) for update in WRITER.updates]
    assert stamps == [[(b"0001", b"%06x" % number)] for number in range(30)]


def test_a_history_is_as_long_as_asked_and_ends_where_it_says() -> None:
    board = make_board(3)
    history, clocks = write_history(board, 500)
    assert 500 <= len(history) < 520
    document: Doc[Any] = Doc()
    for update in [board.update, *history]:
        document.apply_update(update)
    assert clocks.items() <= read_state_vector(document.get_state()).items()
    body = document.get("items", type=Map)[item_name(0)]["body"]
    assert len(str(body)) > 50


@pytest.mark.parametrize("framing", FRAMINGS)
def test_kinds_of_messages_are_told_apart(framing: Framing) -> None:
    def kind(message: bytes) -> Kind:
        payload = framing.prefix + message
        return framing.kind(payload, 0, len(payload))[0]

    assert kind(b"\x00\x00\x01\x00") is Kind.STEP_1
    assert kind(b"\x00\x01\x02\x00\x00") is Kind.STEP_2
    assert kind(b"\x00\x02\x02\x00\x00") is Kind.UPDATE
    assert kind(b"\x01\x01\x00") is Kind.AWARENESS
    assert kind(b"") is Kind.OTHER
    assert kind(b"\x00") is Kind.OTHER


def test_percentiles_are_values_that_occurred() -> None:
    ordered = [float(number) for number in range(1, 101)]
    assert [percentile(ordered, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert percentile([7.0], 0.99) == 7
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0, 3)
