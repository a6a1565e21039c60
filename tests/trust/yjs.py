"""Yjs itself, in a process of its own, as the judge of what may be sent to its clients."""

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

ORACLE = Path(__file__).with_name("yjs_oracle.mjs")


class Yjs:
    """Documents of Yjs, by name."""

    def __init__(self) -> None:
        node = shutil.which("node")
        assert node, "Node is needed"
        self._process = subprocess.Popen(
            [node, str(ORACLE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def apply(self, doc: str, updates: Sequence[bytes], *, drop: bool = False) -> dict[str, Any]:
        """What the document holds after these updates.

        Raises:
            AssertionError: Yjs threw an error.
        """
        encoded = [base64.b64encode(update).decode() for update in updates]
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"doc": doc, "updates": encoded, "drop": drop}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert answer.pop("ok"), f"{answer}: {[update.hex() for update in updates]}"
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._process.kill()
        self._process.communicate()
