"""The command line: serving, plans in and out, and what an operator needs."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer

from planhall.app import Services, create_app, open_services
from planhall.database import back_up
from planhall.logs import configure_logs
from planhall.migrate import migrate as run_migrations
from planhall.plan.demo import OpenBoards
from planhall.plan.report import ImportReport
from planhall.plan.service import Format
from planhall.problems import Problem
from planhall.server import serve as run_server
from planhall.settings import Settings
from planhall.sync.checking import unreadable

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

T = TypeVar("T")

BoardId = Annotated[str, typer.Argument(help="The id in the board's address.")]


@app.callback()
def main() -> None:
    """Planhall, a live planning room. Settings come from the environment (PLANHALL_…)."""
    configure_logs()


@app.command()
def serve() -> None:
    """Migrate the database, then serve the API, the sockets and the web app."""
    settings = Settings()
    run_migrations(settings)
    run_server(
        create_app(settings), settings, lambda: print(f"Planhall is ready: {settings.base_url}")
    )


@app.command()
def demo() -> None:
    """Serve a ready board, and print the link with which anyone joins it."""
    settings = Settings()
    run_migrations(settings)

    async def make(services: Services) -> str:
        return (await _open_boards(services).demo()).link

    link = _with_services(settings, make)

    def ready() -> None:
        print(f"\n  Planhall is ready. Open the demo board:\n\n    {link}\n")
        print("  Open it in two windows to see two people on one plan. Ctrl+C stops.\n", flush=True)

    run_server(create_app(settings), settings, ready)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A StratML file.")],
    title: Annotated[str | None, typer.Option(help="Instead of the title in the file.")] = None,
) -> None:
    """Make a board of a StratML file, and print the link with which anyone joins it."""
    settings = Settings()
    run_migrations(settings)

    async def make(services: Services) -> None:
        opened, report = await _open_boards(services).import_file(file.read_bytes(), title)
        _print_report(report)
        print(f"\n{opened.title}\n{opened.link}")

    _with_services(settings, make)


@app.command()
def export(
    board: BoardId,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.STRATML,  # noqa: A002
    part: Annotated[int, typer.Option(min=1, max=2, help="Part of StratML.")] = 2,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Else: shown.")] = None,
) -> None:
    """Write a board's plan as a file."""

    async def write(services: Services) -> None:
        exported = services.plan.write(await services.plan.read(board), format, part)
        if output is None:
            sys.stdout.buffer.write(exported.content)
        else:
            output.write_bytes(exported.content)

    _with_services(Settings(), write)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    run_migrations(Settings())


@app.command()
def check() -> None:
    """Read every board as opening it would, and name those that cannot be read."""

    async def look(services: Services) -> int:
        boards = await services.boards.every_board()
        broken = 0
        for board in boards:
            if count := await unreadable(services.log, board):
                broken += 1
                print(f"{board}: {count} stored updates cannot be read", file=sys.stderr)
                continue
            plan = await services.plan.read(board)
            print(f"{board}: {len(plan.items)} items, {plan.title}")
        print(f"{len(boards)} boards, {broken} of them broken")
        return broken

    if _with_services(Settings(), look):
        raise typer.Exit(1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; must not exist yet.")],
) -> None:
    """Copy the embedded database, consistent also while the service runs."""
    settings = Settings()
    if settings.database_url:
        print("This backs up the embedded database only; use pg_dump.", file=sys.stderr)
        raise typer.Exit(1)
    try:
        back_up(settings.embedded_database, file)
    except (OSError, sqlite3.Error) as error:
        print(f"No backup was made: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    print(f"{file}: {file.stat().st_size:,} bytes")


@app.command()
def settings() -> None:
    """Print every setting: its variable, its default, and what it is for."""
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        print(f"PLANHALL_{name.upper()} (default: {default!s})\n    {field.description}")


@app.command()
def openapi(
    file: Annotated[Path, typer.Argument(help="Where the description of the REST API stands.")],
    check: Annotated[bool, typer.Option(help="Only say whether it is fresh.")] = False,
) -> None:
    """Write the OpenAPI description of the REST API."""
    text = json.dumps(_described(), indent=2, ensure_ascii=False) + "\n"
    if not check:
        file.write_text(text)
    elif not file.exists() or file.read_text() != text:
        print(f"{file} is not what the code says: run `make openapi`.", file=sys.stderr)
        raise typer.Exit(1)


def _described() -> dict[str, Any]:
    return create_app(Settings(web_dir=Path("/nonexistent"))).openapi()


def _open_boards(services: Services) -> OpenBoards:
    return OpenBoards(services.accounts, services.boards, services.plan)


def _with_services(settings: Settings, use: Callable[[Services], Awaitable[T]]) -> T:
    async def run() -> T:
        async with open_services(settings) as services:
            try:
                return await use(services)
            except Problem as problem:
                # On its way out of here it would become one of a group.
                refused = problem
        raise refused

    try:
        return asyncio.run(run())
    except Problem as problem:
        print(problem.detail, file=sys.stderr)
        raise typer.Exit(1) from None


def _print_report(report: ImportReport) -> None:
    counted = ", ".join(f"{count} × {name}" for name, count in sorted(report.counts.items()))
    print(f"Read StratML Part {report.part}: {counted or 'nothing'}")
    sorts: list[tuple[Literal["Dropped", "Moved"], Any]] = [
        ("Dropped", report.dropped),
        ("Moved", report.moved),
    ]
    for name, notes in sorts:
        for note in notes:
            where = f"line {note.line}: " if note.line is not None else ""
            print(f"  {name}: {where}{note.path} {note.what}".rstrip())
