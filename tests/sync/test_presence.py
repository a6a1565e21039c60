"""Presence: nobody can show as another, move another's cursor or take it away."""

import json

import pytest

from planhall.sync.access import Access, Identity
from planhall.sync.encoding import Malformed, Reader, var_string, var_uint
from planhall.sync.presence import CLOCK_EPOCH, MAX_CLIENTS_PER_OWNER, Owner, Presence


class Clock:
    now = CLOCK_EPOCH + 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def presence(clock: Clock) -> Presence:
    return Presence(max_state_bytes=2000, clock=clock)


def owner(person: str, role: str = "editor") -> Owner:
    return Owner(Access(Identity(person, person.capitalize(), "#123456", guest=False), role, True))


def says(client: int, clock: int, state: object) -> bytes:
    text = state if isinstance(state, str) else json.dumps(state)
    return b"\1" + var_uint(client) + var_uint(clock) + var_string(text)


def told(update: bytes | None) -> dict[int, tuple[int, object]]:
    """Clock and state for each client of an awareness update."""
    if update is None:
        return {}
    reader = Reader(update)
    heard = {}
    for _ in range(reader.var_uint()):
        client, clock = reader.var_uint(), reader.var_uint()
        heard[client] = (clock, json.loads(reader.var_string()))
    reader.expect_end()
    return heard


def news(presence: Presence) -> dict[int, tuple[int, object]]:
    changes = presence.changes()
    return told(changes.update()) if changes else {}


def test_others_see_who_the_service_says_one_is(presence: Presence) -> None:
    presence.hear(owner("eve"), says(5, 1, {"user": {"id": "ann", "name": "Ann"}, "cursor": 3}))
    ((_, state),) = news(presence).values()
    assert state == {
        "user": {
            "id": "eve",
            "name": "Eve",
            "color": "#123456",
            "guest": False,
            "role": "editor",
        },
        "cursor": 3,
    }


@pytest.mark.parametrize("forged", [{"cursor": 666}, None], ids=["moved", "removed"])
def test_nobody_speaks_for_anothers_client(presence: Presence, forged: object) -> None:
    ann, eve = owner("ann"), owner("eve")
    presence.hear(ann, says(1, 1, {"cursor": 1}))
    news(presence)
    presence.hear(eve, says(1, 99, forged))
    presence.hear(eve, says(1, 2**40, forged))
    assert news(presence) == {}
    presence.hear(ann, says(1, 2, {"cursor": 2}))
    ((_, state),) = news(presence).values()
    assert isinstance(state, dict)
    assert state["cursor"] == 2


def test_nobody_hears_of_themselves(presence: Presence) -> None:
    ann, bob = owner("ann"), owner("bob")
    presence.hear(ann, says(1, 1, {}))
    presence.hear(bob, says(2, 1, {}))
    changes = presence.changes()
    assert changes is not None
    assert set(told(changes.update_for(ann))) == {2}
    assert set(told(presence.everyone(bob))) == {1}
    presence.hear(ann, says(1, 2, None))
    changes = presence.changes()
    assert changes is not None
    assert changes.update_for(ann) is None


def test_who_leaves_is_gone_for_the_others(presence: Presence) -> None:
    ann = owner("ann")
    presence.hear(ann, says(1, 1, {}))
    ((before, _),) = news(presence).values()
    presence.leave(ann)
    ((after, state),) = news(presence).values()
    assert state is None
    assert after > before
    assert len(presence) == 0


def test_who_comes_back_with_an_old_clock_is_seen_at_once(presence: Presence) -> None:
    first, second = owner("ann"), owner("ann")
    presence.hear(first, says(1, 7, {"cursor": 1}))
    news(presence)
    presence.leave(first)
    ((gone, _),) = news(presence).values()
    presence.hear(second, says(1, 7, {"cursor": 1}))
    ((back, state),) = news(presence).values()
    assert state is not None
    assert back > gone


def test_a_persons_new_connection_takes_over_from_one_not_yet_known_to_be_dead(
    presence: Presence,
) -> None:
    dead, alive, eve = owner("ann"), owner("ann"), owner("eve")
    presence.hear(dead, says(1, 7, {"cursor": 1}))
    presence.hear(alive, says(1, 7, {"cursor": 2}))
    news(presence)
    presence.leave(dead)
    assert news(presence) == {}
    presence.hear(eve, says(1, 8, None))
    assert len(presence) == 1
    presence.leave(alive)
    assert len(presence) == 0


def test_clients_that_repeat_what_they_hear_raise_no_ghosts(presence: Presence) -> None:
    """y-websocket sends on what it hears of others."""
    ann, bob, anns_other_tab = owner("ann"), owner("bob"), owner("ann")
    presence.hear(ann, says(1, 1, {"cursor": 1}))
    presence.hear(anns_other_tab, says(3, 1, {}))
    ((clock, state), _) = news(presence).values()
    for listener in (bob, anns_other_tab):
        presence.hear(listener, says(1, clock, state))
    presence.leave(ann)
    news(presence)
    for listener in (bob, anns_other_tab):
        presence.hear(listener, says(1, clock, state))
    assert news(presence) == {}


def test_clocks_grow_across_a_restart(presence: Presence, clock: Clock) -> None:
    ann = owner("ann")
    last = 0
    for heard in range(1, 200):
        presence.hear(ann, says(1, heard, {"cursor": heard}))
        ((last, _),) = news(presence).values()
        clock.now += 0.05
    again = Presence(2000, clock)
    again.hear(owner("ann"), says(1, 199, {}))
    ((first, _),) = news(again).values()
    assert first >= last


def test_a_changed_role_is_told(presence: Presence) -> None:
    ann = owner("ann")
    presence.hear(ann, says(1, 1, {"cursor": 1}))
    news(presence)
    ann.access = owner("ann", "viewer").access
    presence.rename(ann)
    ((_, state),) = news(presence).values()
    assert isinstance(state, dict)
    assert (state["cursor"], state["user"]["role"]) == (1, "viewer")


@pytest.mark.parametrize(
    "state",
    [
        "[]",
        '"text"',
        "7",
        "true",
        "{",
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"a": Infinity}',
        '{"a": ' + "[" * 100 + "]" * 100 + "}",
        '{"a": "' + "x" * 3000 + '"}',
    ],
)
def test_states_that_clients_could_not_read_are_refused(presence: Presence, state: str) -> None:
    with pytest.raises(Malformed):
        presence.hear(owner("eve"), says(1, 1, state))


@pytest.mark.parametrize(
    "update", [b"", b"\1", b"\1\1\1", b"\xff\xff\xff\xff\x0f", b"\1\1\1\2{}x", b"\1\1\1\2\xff\xff"]
)
def test_broken_updates_are_refused(presence: Presence, update: bytes) -> None:
    with pytest.raises(Malformed):
        presence.hear(owner("eve"), update)


def test_one_connection_shows_only_so_many_clients(presence: Presence) -> None:
    eve = owner("eve")
    for client in range(1000):
        presence.hear(eve, says(client, 1, {}))
    assert len(presence) == MAX_CLIENTS_PER_OWNER
