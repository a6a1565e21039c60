"""The server is killed in mid-edit: what showed as saved is there, what did not arrives later."""

import random
import signal
import threading
import time
from collections.abc import Callable

import pytest
from lxml import etree

from board_page import until
from people import Visitor, join
from serving import ServerProcess

KILLS = 3
SEED = 20260

# Remembers, whenever the page says "saved", what stood in the row that is being written.
WATCH_SAVED = """prefix => {
  window.shownAsSaved = {};
  const look = () => {
    const state = document.querySelector('[data-saved-state]')?.dataset.savedState;
    if (state === 'saved') {
      for (const title of document.querySelectorAll('[role="treeitem"] [data-title]')) {
        const text = title.value ?? title.textContent;
        if (text.startsWith(prefix)) {
          window.shownAsSaved[title.closest('[data-item-id]').dataset.itemId] = text;
        }
      }
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  setInterval(look, 15);
}"""


@pytest.fixture
def server(own_server: ServerProcess) -> ServerProcess:
    return own_server


class Outage(threading.Thread):
    """Kills the server after a while, and says what was on disk then before it starts it again."""

    def __init__(self, server: ServerProcess, board: str, delay: float) -> None:
        super().__init__()
        self._server = server
        self._board = board
        self._delay = delay
        self.killed = threading.Event()
        self.titles_on_disk: list[str] = []

    def run(self) -> None:
        time.sleep(self._delay)
        self._server.kill()
        self.killed.set()
        self.titles_on_disk = titles(self._server.run("export", self._board))


def titles(exported: str) -> list[str]:
    names = etree.fromstring(exported.encode()).iter("{*}Name")
    return [name.text or "" for name in names]


def write_on(visitor: Visitor, word: str) -> None:
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.type(f"{visitor.name} {word}")


@pytest.mark.timeout(240)
def test_nothing_that_showed_as_saved_is_missing_after_sigkill(
    visit: Callable[..., Visitor], server: ServerProcess
) -> None:
    chance = random.Random(SEED)
    ada, bo = visit("Ada"), visit("Bo")
    ada.sign_up()
    board = ada.create_plan("Buses", {"Ada": [], "Bo": []})
    ada.open_board(board)
    join(bo, ada, board)
    pair = (ada, bo)
    written: dict[str, list[str]] = {visitor.name: [visitor.name] for visitor in pair}
    for visitor in pair:
        visitor.page.evaluate(WATCH_SAVED, visitor.name)
        visitor.board.edit_title(visitor.board.item(visitor.name))

    for round_ in range(KILLS):
        outage = Outage(server, board, chance.uniform(0.05, 1.2))
        outage.start()
        number = 0
        while not outage.killed.is_set() or number < 2:
            number += 1
            for visitor in pair:
                word = f"{round_}-{number} and so on"
                write_on(visitor, word)
                written[visitor.name].append(f"{visitor.name} {word}")
        outage.join()

        for visitor in pair:
            shown: dict[str, str] = visitor.page.evaluate("window.shownAsSaved")
            assert shown, "nothing ever showed as saved"
            for text in shown.values():
                assert any(title.startswith(text) for title in outage.titles_on_disk), (
                    f"{visitor.name} saw {text!r} as saved, and it is gone"
                )
            visitor.board.expect_state("offline")
            word = f"{round_} while it was down"
            write_on(visitor, word)
            written[visitor.name].append(f"{visitor.name} {word}")
            assert visitor.board.unsaved() > 0

        server.start()
        for visitor in pair:
            visitor.expect_saved(30_000)

    everything = sorted(written["Ada"] + written["Bo"])
    for visitor in pair:
        until(visitor.page, lambda v=visitor: sorted(v.board.outline()) == everything)
        assert sorted(visitor.board.outline()) == everything
    assert ada.board.outline() == bo.board.outline()

    # Somebody who was never here sees the same, from the server alone.
    cleo = visit("Cleo")
    join(cleo, ada, board, "viewer")
    cleo.board.expect_outline(ada.board.outline())


def test_a_page_loaded_anew_while_the_server_is_down_keeps_what_was_not_saved(
    visit: Callable[..., Visitor], server: ServerProcess
) -> None:
    ada = visit("Ada", service_workers="allow")
    ada.sign_up()
    board = ada.create_plan("Buses", {"Reach every town": []})
    ada.open_board(board)
    ada.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    ada.board.edit_title(ada.board.item("Reach every town"))
    server.kill()
    ada.board.expect_state("offline")
    write_on(ada, "while it was down")
    ada.board.leave_title()
    rows = ["Reach every town", "Ada while it was down"]
    ada.page.reload()
    ada.board.expect_outline(rows)
    ada.board.expect_state("offline")
    assert ada.board.unsaved() > 0
    server.start()
    ada.expect_saved(30_000)
    bo = visit("Bo")
    join(bo, ada, board, "viewer")
    bo.board.expect_outline(rows)


def test_a_clean_restart_closes_and_comes_back_by_itself(
    visit: Callable[..., Visitor], server: ServerProcess
) -> None:
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses", {"Reach every town": []})
    ada.open_board(board)
    ada.board.edit_title(ada.board.item("Reach every town"))
    ada.page.keyboard.type(" soon")
    ada.expect_saved()
    # As is the custom, it ends by the signal once all is stored.
    assert server.stop() in {0, -signal.SIGTERM}
    ada.board.expect_state("offline")
    assert ada.board.unsaved() == 0
    assert "Reach every town soon" in titles(server.run("export", board))
    server.start()
    ada.expect_saved(30_000)
