"""The composition root: settings in, ASGI app out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import Depends, FastAPI

from planhall.accounts import routes as accounts_routes
from planhall.accounts.dependencies import by_token
from planhall.accounts.service import AccountService
from planhall.boards import routes as boards_routes
from planhall.boards.access import BoardAuthorizer
from planhall.boards.lock import BoardLock
from planhall.boards.service import BoardService
from planhall.body_limit import BodyLimit
from planhall.database import open_database
from planhall.discussion import routes as discussion_routes
from planhall.discussion.service import DiscussionService
from planhall.history import routes as history_routes
from planhall.history.service import HistoryService
from planhall.notifications import routes as notifications_routes
from planhall.notifications.service import NotificationService
from planhall.origins import OriginMiddleware, known_origins
from planhall.participation import routes as participation_routes
from planhall.participation.service import ParticipationService
from planhall.plan import routes as plan_routes
from planhall.plan.open_part import OpenParts
from planhall.plan.service import PlanService
from planhall.plan.watcher import PlanWatcher
from planhall.problems import install_problem_handlers
from planhall.publishing import routes as publishing_routes
from planhall.publishing.service import PublishingService
from planhall.settings import Settings
from planhall.sync import routes as sync_routes
from planhall.sync.log import DatabaseLog, UpdateLog
from planhall.sync.service import Sync
from planhall.web import SecurityHeaders, WebApp
from planhall.webhooks import routes as webhooks_routes
from planhall.webhooks.service import WebhookService
from planhall.workshops import routes as workshops_routes
from planhall.workshops.service import WorkshopService


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The service of each part."""

    accounts: AccountService
    sync: Sync
    boards: BoardService
    plan: PlanService
    discussion: DiscussionService
    workshops: WorkshopService
    history: HistoryService
    participation: ParticipationService
    webhooks: WebhookService
    publishing: PublishingService
    notifications: NotificationService
    log: UpdateLog


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Every part's service on one database, in the order in which they need each other."""
    database = open_database(settings)
    try:
        accounts = AccountService(database, settings)
        lock = BoardLock()
        authorizer = BoardAuthorizer(database, accounts, lock)
        watcher = PlanWatcher()
        log = DatabaseLog(database)
        async with Sync(settings, log, authorizer, watcher, OpenParts()) as sync:
            boards = BoardService(database, settings, accounts, sync, lock)
            watcher.keep_with(boards.set_summary)
            plan = PlanService(sync, boards)
            # Before those that they hear of what happens, and who may finish what a crash left.
            notifications = NotificationService(database, settings, accounts, boards, plan, watcher)
            webhooks = WebhookService(database, settings, accounts, boards, watcher)
            discussion = DiscussionService(database, settings, accounts, boards, plan, sync)
            await discussion.begin()
            history = HistoryService(database, accounts, boards, log)
            async with (
                WorkshopService(database, settings, accounts, boards, plan, sync) as workshops,
                notifications,
                webhooks,
            ):
                lock.ask(workshops.sessions)
                participation = ParticipationService(
                    database, accounts, plan, discussion, workshops, history
                )
                publishing = PublishingService(
                    database, settings, accounts, plan, workshops, log, watcher
                )
                yield Services(
                    accounts=accounts,
                    sync=sync,
                    boards=boards,
                    plan=plan,
                    discussion=discussion,
                    workshops=workshops,
                    history=history,
                    notifications=notifications,
                    participation=participation,
                    publishing=publishing,
                    webhooks=webhooks,
                    log=log,
                )
    finally:
        await database.close()


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service. Its parts live from start-up to shutdown, at ``app.state``."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(app.state.settings) as services:
            app.state.accounts = services.accounts
            app.state.sync = services.sync
            app.state.boards = services.boards
            app.state.plan = services.plan
            app.state.discussion = services.discussion
            app.state.workshops = services.workshops
            app.state.history = services.history
            app.state.participation = services.participation
            app.state.webhooks = services.webhooks
            app.state.publishing = services.publishing
            app.state.notifications = services.notifications
            yield

    app = FastAPI(
        title="Planhall",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(by_token)],
    )
    app.state.settings = settings
    install_problem_handlers(app)
    app.add_middleware(BodyLimit, files=plan_routes.UPLOADS)
    app.add_middleware(OriginMiddleware, allowed=known_origins(settings))
    app.add_middleware(SecurityHeaders)
    for router in (
        accounts_routes.router,
        plan_routes.router,
        boards_routes.router,
        discussion_routes.router,
        workshops_routes.router,
        history_routes.router,
        participation_routes.router,
        webhooks_routes.router,
        publishing_routes.router,
        notifications_routes.router,
        sync_routes.router,
    ):
        app.include_router(router)

    @app.get("/api/health", tags=["service"], operation_id="health")
    async def health() -> dict[str, str]:
        """Whether the service answers."""
        return {"status": "ok"}

    if (settings.web_dir / "index.html").exists():
        app.mount("/", WebApp(settings.web_dir))
    return app
