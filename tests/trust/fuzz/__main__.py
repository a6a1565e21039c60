"""``python -m trust.fuzz TARGET [libFuzzer's options]``, with tests/ on the path.

What it finds is written to a file ``crash-…`` (https://llvm.org/docs/LibFuzzer.html#options).
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["planhall"]):
    from trust.fuzz.targets import TARGETS


def main() -> None:
    name, *options = sys.argv[1:]
    target, seeds = TARGETS[name]
    folder = tempfile.mkdtemp(prefix=f"planhall-fuzz-{name}-")
    for number, seed in enumerate(seeds):
        (Path(folder) / str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], *options, folder], target)
    atheris.Fuzz()  # ends the process


if __name__ == "__main__":
    main()
