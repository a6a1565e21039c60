"""What anyone may read over HTTP who has the address: pages, feeds, files and calendars."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from planhall.accounts.dependencies import ClientAddress
from planhall.plan.service import Format
from planhall.problems import NotFound, Problem, TooMany
from planhall.publishing.dependencies import Publishing
from planhall.publishing.page import Pages
from planhall.publishing.public import Published, tag_of
from planhall.publishing.service import PublishingService

router = APIRouter(include_in_schema=False)
READ: Final = ["GET", "HEAD"]
NOT_LISTED: Final = "noindex, nofollow"
Route = TypeVar("Route", bound=Callable[..., object])


def _get(path: str) -> Callable[[Route], Route]:
    """A route that reads. What it may answer with is not part of the API's description."""
    return router.api_route(path, methods=READ, response_class=Response, response_model=None)


@_get("/p/{token}")
async def page(
    token: str, request: Request, publishing: Publishing, address: ClientAddress
) -> Response:
    """The public page of a plan."""

    async def answer() -> Response:
        found = await _find(publishing, token, address)
        tag = found.tag("page", publishing.public.pages.version)
        fresh = _not_modified(request, tag, found.at)
        body = None if fresh else await publishing.public.page(found)
        return _page(publishing.public.pages, body, tag, found, frames="'self'")

    return await _answered(publishing, answer)


@_get("/p/{token}/embed")
async def embed(
    token: str, request: Request, publishing: Publishing, address: ClientAddress
) -> Response:
    """What other sites show within their pages."""

    async def answer() -> Response:
        found = await _find(publishing, token, address)
        tag = found.tag("embed", publishing.public.pages.version)
        fresh = _not_modified(request, tag, found.at)
        body = None if fresh else await publishing.public.embed(found)
        response = _page(publishing.public.pages, body, tag, found, frames="*")
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return await _answered(publishing, answer)


@_get("/p/{token}/feed.atom")
async def feed(
    token: str, request: Request, publishing: Publishing, address: ClientAddress
) -> Response:
    """The feed of a plan's changes."""

    async def answer() -> Response:
        found = await _find(publishing, token, address)
        body = await publishing.public.feed(found)
        tag = tag_of(body)
        headers = {"ETag": tag, **_headers(found)}
        if _not_modified(request, tag, None):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(body, media_type="application/atom+xml", headers=headers)

    return await _answered(publishing, answer)


@_get("/p/{token}/plan.stratml.xml")
async def stratml(token: str, publishing: Publishing, address: ClientAddress) -> Response:
    return await _download(publishing, token, address, Format.STRATML)


@_get("/p/{token}/plan.md")
async def markdown(token: str, publishing: Publishing, address: ClientAddress) -> Response:
    return await _download(publishing, token, address, Format.MARKDOWN)


@_get("/p/{rest:path}")
async def nothing(publishing: Publishing) -> Response:
    """Whatever else there might be below."""
    return _notice(publishing.public.pages, NotFound(""))


@_get("/calendar/{name}")
async def calendar(
    name: str, request: Request, publishing: Publishing, address: ClientAddress
) -> Response:
    """Somebody's calendar."""
    publishing.visits.spend(address)
    row = await publishing.calendars.find(name.removesuffix(".ics"))
    publishing.fetches.spend(row.token)
    body, tag = await publishing.calendars.read(row)
    headers = {
        "ETag": tag,
        # A lost role takes its events away with the next look.
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": NOT_LISTED,
        "Referrer-Policy": "no-referrer",
        "Content-Disposition": 'inline; filename="planhall.ics"',
    }
    if _not_modified(request, tag, None):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


# -- what answers have in common


async def _find(publishing: PublishingService, token: str, address: str) -> Published:
    publishing.visits.spend(address)
    return await publishing.public.find(token)


async def _answered(
    publishing: PublishingService, answer: Callable[[], Awaitable[Response]]
) -> Response:
    """The answer, or a page that says why there is none."""
    try:
        return await answer()
    except (NotFound, TooMany) as problem:
        return _notice(publishing.public.pages, problem)


async def _download(
    publishing: PublishingService, token: str, address: str, format_: Format
) -> Response:
    async def answer() -> Response:
        found = await _find(publishing, token, address)
        file = await publishing.public.download(found, format_)
        plain_name = file.name.encode("ascii", "ignore").decode() or "plan"
        headers = {
            **_headers(found),
            "Content-Disposition": f'attachment; filename="{plain_name}"; '
            f"filename*=UTF-8''{quote(file.name)}",
        }
        return Response(file.content, media_type=file.media_type, headers=headers)

    return await _answered(publishing, answer)


def _headers(found: Published) -> dict[str, str]:
    headers = {
        # An ended address is to be dead at once, so whoever keeps a copy asks each time.
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Last-Modified": format_datetime(found.at, usegmt=True),
        "Referrer-Policy": "no-referrer",
    }
    if not found.row.indexed:
        headers["X-Robots-Tag"] = NOT_LISTED
    return headers


def _page(pages: Pages, body: bytes | None, tag: str, found: Published, frames: str) -> Response:
    headers = {
        "ETag": tag,
        "Content-Security-Policy": _policy(pages, frames),
        **_headers(found),
    }
    if body is None:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="text/html", headers=headers)


def _policy(pages: Pages, frames: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {pages.style_source}",
            "font-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {frames}",
        )
    )


def _notice(pages: Pages, problem: Problem) -> Response:
    headers = {
        "Content-Security-Policy": _policy(pages, "*"),
        "Cache-Control": "no-store",
        "X-Robots-Tag": NOT_LISTED,
        "Referrer-Policy": "no-referrer",
    }
    if isinstance(problem, TooMany):
        headers["Retry-After"] = str(problem.extra.get("retry_after", 60))
        body = pages.notice("Too many visits", "Wait a minute, then load this page again.")
    else:
        body = pages.notice(
            "There is nothing here",
            "No plan is published at this address, or not any more. "
            "Ask whoever gave it to you for the present one.",
        )
    return Response(body, problem.status, media_type="text/html", headers=headers)


def _not_modified(request: Request, tag: str, at: datetime | None) -> bool:
    """Whether whoever asks has it already (RFC 9110, 13.2.2)."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        known = {one.strip().removeprefix("W/") for one in asked.split(",")}
        return tag in known or "*" in known
    since = request.headers.get("if-modified-since")
    if since is None or at is None:
        return False
    try:
        return at.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
