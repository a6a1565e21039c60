"""Taking part in activities: notes, their groups, ballots, decisions, actions and the record."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn
from planhall.workshops.dependencies import Workshops
from planhall.workshops.record import RecordFormat
from planhall.workshops.running import NotLive
from planhall.workshops.taking_part import (
    ActivityClosed,
    AlreadyRevealed,
    NotRevealed,
    VoteClosed,
)
from planhall.workshops.taking_part_service import TakingPart
from planhall.workshops.taking_part_views import (
    Action,
    ActionDraft,
    Ballot,
    BallotWish,
    ClusterName,
    ClusterSuggestion,
    ClustersWish,
    ClusterWish,
    Decision,
    DecisionDraft,
    Note,
    NoteChange,
    NoteWish,
    Promoted,
    Promotion,
    SessionRecord,
)
from planhall.workshops.views import Cluster, OpenWish, Session

router = APIRouter()

ACTIVITY = "/sessions/{session}/activities/{activity}"
CLUSTER = ACTIVITY + "/clusters/{cluster}"

_READING = problems(NotSignedIn, NotFound, Invalid)
_WRITING = problems(
    NotSignedIn, Forbidden, NotFound, Conflict, NotLive, AlreadyRevealed, ActivityClosed, Invalid
)
_GROUPING = problems(NotSignedIn, Forbidden, NotFound, Conflict, NotLive, NotRevealed, Invalid)
_VOTING = problems(
    NotSignedIn, Forbidden, NotFound, Conflict, NotLive, VoteClosed, ActivityClosed, Invalid
)
_OPENING = problems(
    NotSignedIn, Forbidden, NotFound, Conflict, NotLive, AlreadyRevealed, VoteClosed, Invalid
)
_DECIDING = problems(NotSignedIn, Forbidden, NotFound, Conflict, Invalid)

_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/markdown": {}, "application/pdf": {}}, "description": "The record."}
}


def _taking_part(workshops: Workshops) -> TakingPart:
    return workshops.taking_part


Part = Annotated[TakingPart, Depends(_taking_part)]


# ---------------------------------------------------------------- notes


@router.get(f"{ACTIVITY}/notes", operation_id="listNotes", responses=_READING)
async def list_notes(session: Id, activity: Id, me: CurrentPerson, part: Part) -> list[Note]:
    """One's own notes until they are revealed, whoever one is; then everyone's."""
    return await part.notes.of(session, activity, me)


@router.post(
    f"{ACTIVITY}/notes",
    status_code=HTTPStatus.CREATED,
    operation_id="addNote",
    responses=_WRITING,
)
async def add_note(
    session: Id, activity: Id, body: NoteWish, me: CurrentPerson, part: Part
) -> Note:
    """Write a note; with an id of one's own, one that is sent twice is written once."""
    return await part.notes.add(session, activity, me, body)


@router.patch("/notes/{note}", operation_id="changeNote", responses=_WRITING)
async def change_note(note: Id, body: NoteChange, me: CurrentPerson, part: Part) -> Note:
    """Change one's own before the reveal; put one into a group after it."""
    return await part.notes.change(note, me, body)


@router.delete(
    "/notes/{note}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="deleteNote",
    responses=_WRITING,
)
async def delete_note(note: Id, me: CurrentPerson, part: Part) -> None:
    """Take back one's own, before the reveal."""
    await part.notes.remove(note, me)


@router.post(f"{ACTIVITY}/reveal", operation_id="revealNotes", responses=_WRITING)
async def reveal_notes(session: Id, activity: Id, me: CurrentPerson, part: Part) -> Session:
    """Show everyone's notes to everyone, and write them into the plan as ideas."""
    return await part.notes.reveal(session, activity, me)


# ---------------------------------------------------------------- groups


@router.get(
    f"{ACTIVITY}/clusters/suggest",
    operation_id="suggestClusters",
    responses=problems(NotSignedIn, Forbidden, NotFound, NotRevealed, Invalid),
)
async def suggest_clusters(
    session: Id, activity: Id, me: CurrentPerson, part: Part
) -> list[ClusterSuggestion]:
    """Groups that the words of the notes suggest; to take or to leave."""
    return await part.clusters.suggested(session, activity, me)


@router.put(f"{ACTIVITY}/clusters", operation_id="setClusters", responses=_GROUPING)
async def set_clusters(
    session: Id, activity: Id, body: ClustersWish, me: CurrentPerson, part: Part
) -> Session:
    """All groups as they should be."""
    return await part.clusters.set_all(session, activity, me, body.clusters)


@router.post(
    f"{ACTIVITY}/clusters",
    status_code=HTTPStatus.CREATED,
    operation_id="addCluster",
    responses=_GROUPING,
)
async def add_cluster(
    session: Id, activity: Id, body: ClusterWish, me: CurrentPerson, part: Part
) -> Cluster:
    """A group of some notes, wherever they were before."""
    return await part.clusters.add(session, activity, me, body)


@router.patch(CLUSTER, operation_id="renameCluster", responses=_GROUPING)
async def rename_cluster(
    session: Id, activity: Id, cluster: Id, body: ClusterName, me: CurrentPerson, part: Part
) -> Cluster:
    """Give a group another title."""
    return await part.clusters.rename(session, activity, cluster, me, body)


@router.delete(
    CLUSTER,
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="removeCluster",
    responses=_GROUPING,
)
async def remove_cluster(
    session: Id, activity: Id, cluster: Id, me: CurrentPerson, part: Part
) -> None:
    """Take a group apart; its notes stay."""
    await part.clusters.remove(session, activity, cluster, me)


@router.post(f"{CLUSTER}/promote", operation_id="promoteCluster", responses=_GROUPING)
async def promote_cluster(
    session: Id, activity: Id, cluster: Id, body: Promotion, me: CurrentPerson, part: Part
) -> Promoted:
    """Make a group a goal, an objective or a strategy, with its ideas below it."""
    return await part.clusters.promote(session, activity, cluster, me, body.kind)


# ---------------------------------------------------------------- votes


@router.get(f"{ACTIVITY}/ballot", operation_id="getBallot", responses=_READING)
async def get_ballot(session: Id, activity: Id, me: CurrentPerson, part: Part) -> Ballot:
    """One's own ballot."""
    return await part.ballots.of(session, activity, me)


@router.put(f"{ACTIVITY}/ballot", operation_id="castBallot", responses=_VOTING)
async def cast_ballot(
    session: Id, activity: Id, body: BallotWish, me: CurrentPerson, part: Part
) -> Ballot:
    """Vote, or vote anew until the vote is closed."""
    return await part.ballots.cast(session, activity, me, body)


@router.post(f"{ACTIVITY}/close", operation_id="closeActivity", responses=_VOTING)
async def close_activity(session: Id, activity: Id, me: CurrentPerson, part: Part) -> Session:
    """Count a vote and show the result; end the writing in what is open for days."""
    return await part.for_days.close(session, activity, me)


@router.post(f"{ACTIVITY}/open", operation_id="openActivity", responses=_OPENING)
async def open_activity(
    session: Id, activity: Id, body: OpenWish, me: CurrentPerson, part: Part
) -> Session:
    """Let people take part in their own time until a moment; or move that moment."""
    return await part.for_days.open(session, activity, me, body)


# ---------------------------------------------------------------- decisions and the record


@router.get("/sessions/{session}/decisions", operation_id="listDecisions", responses=_READING)
async def list_decisions(session: Id, me: CurrentPerson, part: Part) -> list[Decision]:
    """What was decided, the first decision first."""
    return await part.decisions.of(session, me)


@router.post(
    "/sessions/{session}/decisions",
    status_code=HTTPStatus.CREATED,
    operation_id="addDecision",
    responses=_DECIDING,
)
async def add_decision(session: Id, body: DecisionDraft, me: CurrentPerson, part: Part) -> Decision:
    """Write a decision down; it goes into the plan, with its actions below it."""
    return await part.decisions.decide(session, me, body)


@router.post(
    "/sessions/{session}/actions",
    status_code=HTTPStatus.CREATED,
    operation_id="addAction",
    responses=_DECIDING,
)
async def add_action(session: Id, body: ActionDraft, me: CurrentPerson, part: Part) -> Action:
    """Write down something to be done; it goes into the plan."""
    return await part.decisions.add_action(session, me, body)


@router.get(
    "/sessions/{session}/record",
    operation_id="getRecord",
    response_model=SessionRecord,
    responses=_READING | _FILES,
)
async def get_record(
    session: Id,
    me: CurrentPerson,
    part: Part,
    format: RecordFormat = RecordFormat.JSON,  # noqa: A002
) -> SessionRecord | Response:
    """What is left of a session: as JSON, Markdown or PDF."""
    if format is RecordFormat.JSON:
        return await part.records.of(session, me)
    file = await part.records.file(session, format, me)
    plain_name = file.name.encode("ascii", "ignore").decode() or "record"
    disposition = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(file.name)}"
    return Response(
        file.content,
        media_type=file.media_type,
        headers={"Content-Disposition": disposition},
    )
