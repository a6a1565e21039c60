"""lib0's variable-length encoding, as every Yjs protocol uses it (https://github.com/dmonad/lib0).

Reads are bounded by the bytes at hand and by JavaScript's largest safe integer, so that what one
peer takes for a number every peer does.
"""

from typing import Final

MAX_SAFE_INTEGER: Final = 2**53 - 1


class Malformed(ValueError):
    """The bytes are not what the protocol says."""


class Reader:
    """Reads one message from front to back."""

    __slots__ = ("_data", "_end", "position")

    def __init__(self, data: bytes, position: int = 0) -> None:
        self._data = data
        self._end = len(data)
        self.position = position

    @property
    def at_end(self) -> bool:
        return self.position >= self._end

    def var_uint(self) -> int:
        """An unsigned integer, seven bits a byte, least significant first.

        Raises:
            Malformed: the bytes end early, or the number is no safe integer.
        """
        data = self._data
        position = self.position
        value = shift = 0
        try:
            while True:
                byte = data[position]
                position += 1
                value |= (byte & 0x7F) << shift
                if byte < 0x80:
                    break
                shift += 7
                if shift > 49:
                    raise Malformed("a number is too large")
        except IndexError:
            raise Malformed("a number is cut off") from None
        if value > MAX_SAFE_INTEGER:
            raise Malformed("a number is too large")
        self.position = position
        return value

    def var_bytes(self) -> bytes:
        """Bytes after their length.

        Raises:
            Malformed: fewer bytes are there than the length says.
        """
        start = self.position
        length = self.var_uint()
        begin = self.position
        end = begin + length
        if end > self._end:
            self.position = start
            raise Malformed("bytes are cut off")
        self.position = end
        return self._data[begin:end]

    def var_string(self) -> str:
        """UTF-8 text after its length in bytes.

        Raises:
            Malformed: the text is cut off or no UTF-8.
        """
        try:
            return self.var_bytes().decode()
        except UnicodeDecodeError:
            raise Malformed("a text is not UTF-8") from None

    def rest(self) -> bytes:
        """Everything that has not been read."""
        begin = self.position
        self.position = self._end
        return self._data[begin:]

    def expect_end(self) -> None:
        """The message is over.

        Raises:
            Malformed: something follows what was read.
        """
        if self.position != self._end:
            raise Malformed("something follows the message")


def last_bytes(data: bytes, position: int) -> bytes:
    """Bytes after their length, with which a message ends.

    Raises:
        Malformed: there are fewer than the length says, or more.
    """
    end = len(data)
    # Written out for what is shorter than 16,384 bytes: nearly all that people send.
    if position < end:
        length = data[position]
        begin = position + 1
        if length >= 0x80 and begin < end and data[begin] < 0x80:
            length += (data[begin] << 7) - 0x80
            begin += 1
        if length == end - begin and data[begin - 1] < 0x80:
            return data[begin:]
    reader = Reader(data, position)
    found = reader.var_bytes()
    reader.expect_end()
    return found


_ONE_BYTE: Final = [bytes([value]) for value in range(0x80)]


def var_uint(value: int) -> bytes:
    """A non-negative integer, seven bits a byte, least significant first."""
    if value < 0x80:
        return _ONE_BYTE[value]
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def var_bytes(value: bytes) -> bytes:
    """Bytes after their length."""
    return var_uint(len(value)) + value


def var_string(value: str) -> bytes:
    """UTF-8 text after its length in bytes."""
    return var_bytes(value.encode())
