"""Apps that no test uses now: to make all routes takes longer than most tests."""

from collections import defaultdict
from collections.abc import Callable

from fastapi import FastAPI
from starlette.datastructures import State

from planhall.origins import known_origins
from planhall.settings import Settings


class IdleApps:
    """By the origins that they let in; whatever else the settings say, an app has in its state."""

    def __init__(self, make: Callable[[Settings], FastAPI]) -> None:
        self._make = make
        self._idle: defaultdict[frozenset[str], list[FastAPI]] = defaultdict(list)

    def take(self, settings: Settings) -> FastAPI:
        idle = self._idle[known_origins(settings)]
        app = idle.pop() if idle else self._make(settings)
        app.state.settings = settings
        return app

    def give_back(self, app: FastAPI) -> None:
        origins = known_origins(app.state.settings)
        app.state = State()
        self._idle[origins].append(app)
