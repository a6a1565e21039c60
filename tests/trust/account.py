"""Somebody with an account and a board, on a server that runs."""

import uuid
from typing import NamedTuple

import httpx


class Account(NamedTuple):
    """An owner, their board, and a token with which Yjs clients open it."""

    cookies: httpx.Cookies
    board: str
    token: str


def make_board(url: str) -> Account:
    """Sign somebody up and make them a board."""
    with httpx.Client(base_url=url, timeout=30) as client:
        client.post(
            "/api/sign-up",
            json={
                "name": "Ada",
                "email": f"ada-{uuid.uuid4().hex[:8]}@example.org",
                "password": "a long enough password",
            },
        ).raise_for_status()
        workspace = client.get("/api/workspaces").raise_for_status().json()[0]["id"]
        board = client.post("/api/boards", json={"workspace": workspace, "title": "Plan"})
        board_id = board.raise_for_status().json()["id"]
        token = client.post(f"/api/boards/{board_id}/tokens").raise_for_status().json()["token"]
        return Account(client.cookies, board_id, token)
