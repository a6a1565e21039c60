"""State vectors: what a document has of each client."""

from .wire import read_var_uint


def read_state_vector(state_vector: bytes) -> dict[int, int]:
    """Client id → clock."""
    count, at = read_var_uint(state_vector, 0)
    clocks = {}
    for _ in range(count):
        client, at = read_var_uint(state_vector, at)
        clocks[client], at = read_var_uint(state_vector, at)
    return clocks


def lacks(state_vector: bytes, expected: dict[int, int]) -> int:
    """How many clients' changes are incomplete in this state."""
    has = read_state_vector(state_vector)
    return sum(has.get(client, 0) < clock for client, clock in expected.items())
