"""Every setting of the service, read from the environment (prefix ``PLANHALL_``)."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

BUILT_WEB_APP = Path(__file__).resolve().parents[2] / "frontend" / "dist"


class Settings(BaseSettings):
    """What an operator can change. The defaults serve one machine with nothing else installed."""

    model_config = SettingsConfigDict(env_prefix="PLANHALL_", extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    data_dir: Path = Field(Path("data"), description="Folder of the embedded database.")
    database_url: str = Field(
        "",
        description="SQLAlchemy URL (postgresql+asyncpg://…). Empty: SQLite in data_dir.",
    )
    database_seconds: float = Field(
        20, gt=0, description="After how long without an answer PostgreSQL counts as out of reach."
    )
    public_url: str = Field(
        "",
        description="Address under which people open the service; links are made from it.",
    )
    allowed_origins: list[str] = Field(
        default_factory=list,
        description="Further origins (scheme://host[:port]) that may call the API and sockets.",
    )
    session_cookie: str = Field(
        "planhall_session", description="Name of the cookie that keeps a browser signed in."
    )
    session_days: int = Field(
        60, ge=1, description="Days after which a session that nobody uses ends."
    )
    board_token_hours: int = Field(
        24, ge=1, description="Hours for which a board token of a Yjs client is good."
    )
    password_hashes_at_once: int = Field(
        2, ge=1, description="Passwords hashed at the same time; each takes 64 MiB."
    )
    sign_in_limit: str = Field(
        "60/minute;600/hour", description="Tries to sign in, from one address."
    )
    sign_in_email_limit: str = Field(
        "10/minute;50/hour", description="Tries to sign in with one email."
    )
    sign_up_limit: str = Field("100/hour", description="Accounts made from one address.")
    guest_limit: str = Field(
        "600/hour", description="Guests from one address: a whole workshop may share it."
    )
    join_limit: str = Field(
        "600/minute;3000/hour", description="Short codes of sessions tried from one address."
    )
    reaction_limit: str = Field(
        "4/second;60/minute", description="Reactions of one person in a session."
    )
    speaking_limit: str = Field(
        "120/minute;1500/hour",
        description="Changes by one person of what is said: comments, reactions, suggestions.",
    )
    token_limit: str = Field(
        "600/minute;12000/hour", description="Requests with one personal token."
    )
    webhook_limit: str = Field(
        "30/minute;300/hour", description="Webhooks added, tried out or sent again by one person."
    )
    webhook_seconds: float = Field(
        10, gt=0, description="Time that the receiver of a webhook has to answer."
    )
    webhook_retry_seconds: float = Field(
        5, gt=0, description="How soon a webhook's message is sent again after its first failure."
    )
    webhook_allow_private: bool = Field(
        False, description="Whether webhooks may lead into the private network, and to http."
    )
    publishing_limit: str = Field(
        "60/minute;600/hour",
        description="Changes by one person of what is published and of their calendar address.",
    )
    public_page_limit: str = Field(
        "600/minute;10000/hour", description="Published pages and calendars read by one address."
    )
    calendar_limit: str = Field("20/minute;240/hour", description="Reads of one calendar.")
    invitation_limit: str = Field(
        "100/hour;300/day", description="Invitations by email that one person may send."
    )
    smtp_host: str = Field(
        "", description="Mail server. Empty: mails are written to the folder outbox in data_dir."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field("", description="Whom to sign in as there. Empty: nobody.")
    smtp_password: SecretStr = Field(SecretStr(""), description="The password for that.")
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        "starttls", description="How the mail server is spoken to: none, starttls or tls."
    )
    smtp_seconds: float = Field(
        60, gt=0, le=120, description="How long the mail server may take to answer."
    )
    mail_from: str = Field(
        "", description="Address that mails come from. Empty: planhall@ the public host."
    )
    mail_wait_seconds: float = Field(
        60,
        ge=0,
        description="How long an instant mail waits for more for the same person and board.",
    )
    push_to_private_hosts: bool = Field(
        False, description="Let web push go to private addresses, and without TLS; for tests."
    )
    max_frame_bytes: int = Field(5 << 20, ge=1024, description="Largest message over a socket.")
    max_document_bytes: int = Field(
        50 << 20, ge=1024, description="Largest document of a board, history included."
    )
    max_waiting_bytes: int = Field(
        1 << 20, ge=1024, description="How much of a board may wait for changes that have not come."
    )
    max_presence_bytes: int = Field(
        8 << 10, ge=256, description="Largest presence (cursor and the like) of one client."
    )
    max_documents_per_socket: int = Field(50, ge=1, description="Boards open over one socket.")
    max_sockets_per_address: int = Field(
        2000, ge=0, description="Sockets from one network address; 0: no limit."
    )
    max_sockets_per_person: int = Field(
        100, ge=0, description="Sockets of one person; 0: no limit."
    )
    messages_per_second: float = Field(
        250, gt=0, description="Messages of one socket each second, once its burst is used up."
    )
    message_burst: int = Field(
        10_000,
        ge=1,
        description="Messages that a socket may send at once, as after a time offline.",
    )
    slow_reader_bytes: int = Field(
        256 << 10, ge=1024, description="How much may wait for a reader before it is slow."
    )
    max_unsaved_bytes: int = Field(
        64 << 20, ge=1024, description="How much may wait in memory while the database fails."
    )
    max_tick_ms: float = Field(
        15, ge=0, description="How long a busy room gathers changes before it sends them."
    )
    presence_tick_ms: float = Field(50, ge=0, description="How often presence is sent out.")
    commit_interval_ms: float = Field(
        50, ge=0, description="Time from one commit of changes to the next."
    )
    authentication_seconds: float = Field(
        30, gt=0, description="Time that a new socket has to show who it is."
    )
    idle_seconds: float = Field(
        60, gt=0, description="After how long without a sign of life a socket is closed."
    )
    ping_seconds: float = Field(
        10, gt=0, description="After how long a silent socket is sent something."
    )
    reauthorize_seconds: float = Field(
        300, gt=0, description="How often the rights of everyone connected are looked up anew."
    )
    linger_seconds: float = Field(
        10, ge=0, description="How long a board stays in memory after the last one left."
    )
    watch_seconds: float = Field(
        3, ge=0, description="How soon a changed board's summary is brought up to date."
    )
    web_dir: Path = Field(
        BUILT_WEB_APP, description="The built web app. Missing: only the API is served."
    )

    @cached_property
    def resolved_database_url(self) -> str:
        if self.database_url:
            return self.database_url
        return f"sqlite+aiosqlite:///{self.embedded_database}"

    @property
    def embedded_database(self) -> Path:
        """The file of the SQLite database, where no other one is named."""
        return self.data_dir / "planhall.db"

    @cached_property
    def base_url(self) -> str:
        """The public address without a trailing slash."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}"
