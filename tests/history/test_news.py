"""What is told of a log: the comparison of two plans, and everyone who had a part in it."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from history.writers import MINUTE, WHATS, SharedPlan, Writer, by_whom
from planhall.history.comparing import compare
from planhall.history.news import MAX_ITEMS, News, Past, news_by_anyone, news_by_others
from planhall.plan import change
from planhall.plan.body import paragraph
from planhall.plan.change import document_of
from planhall.plan.model import Channel, Item, Plan, Stakeholder
from planhall.sync.compaction import groups
from planhall.sync.joining import join
from planhall.sync.log import Entry, Head, Snapshot, join_waiting

PEOPLE = ("ada", "bo", "cy")
NOBODY: frozenset[str] = frozenset()

FIELDS = {
    "added": {"", "deleted"},
    "removed": {"", "deleted"},
    "moved": {"", "parent"},
    "title": {"", "title"},
    "body": {"", "body"},
    "status": {"", "status"},
    "owner": {"", "owner"},
    "due": {"", "due"},
}


@dataclass
class Step:
    who: int
    what: str
    one: int
    other: int
    fetches: bool
    sends: bool


def scripts(whats: list[str]) -> st.SearchStrategy[list[Step]]:
    step = st.builds(
        Step,
        who=st.integers(0, len(PEOPLE) - 1),
        what=st.sampled_from(whats),
        one=st.integers(0, 20),
        other=st.integers(0, 20),
        fetches=st.booleans(),
        sends=st.booleans(),
    )
    return st.lists(step, max_size=25)


steps = scripts(WHATS)


def begun() -> tuple[SharedPlan, list[Writer]]:
    """A plan of three goals that everyone has."""
    shared = SharedPlan()
    goals = {f"g{n}": Item(id=f"g{n}", kind="goal", title=f"Goal {n}") for n in range(3)}
    shared.take("maker", document_of(Plan(title="Ours", items=goals, roots=tuple(goals)), by=None))
    writers = [Writer(name, 10 + n, shared) for n, name in enumerate(PEOPLE)]
    for writer in writers:
        writer.fetch()
    return shared, writers


def play(writers: list[Writer], script: list[Step], *, in_turn: bool) -> None:
    for step in script:
        writer = writers[step.who]
        if in_turn or step.fetches:
            writer.fetch()
        writer.do(step.what, step.one, step.other)
        if in_turn or step.sends:
            writer.send()
    for writer in writers:
        writer.send()


Told = dict[tuple[str, str], tuple[str | None, str | None, frozenset[str]]]


def told(news: News) -> Told:
    return {
        (item.item, one.what): (one.before, one.after, frozenset(one.people))
        for item in news.items
        for one in item.changes
    }


@given(first=steps, then=steps)
@settings(deadline=None)
def test_in_turn_everyone_who_touched_what_differs_is_named(
    first: list[Step], then: list[Step]
) -> None:
    shared, writers = begun()
    play(writers, first, in_turn=True)
    seen, before = len(shared.entries), len(shared.meant)
    play(writers, then, in_turn=True)
    news = news_by_others(shared.past(seen), shared.after(seen), NOBODY)
    listed = told(news)
    meant = by_whom(shared.meant[before:])
    compared = compare(shared.plan(seen), shared.plan())
    expected = {(item, one.what): one for item, found in compared.items.items() for one in found}
    assert listed.keys() <= expected.keys()
    for (item, what), one in expected.items():
        authors = set().union(*(meant.get((item, field), set()) for field in FIELDS[what]))
        is_new = (item, "added") in expected
        if is_new and what != "added":
            adders = meant.get((item, ""), set()) | meant.get((item, "deleted"), set())
            authors -= adders
        if what == "moved":
            # To make room, siblings may get other keys too.
            assert not authors or authors <= listed[item, what][2]
            continue
        found = listed.get((item, what))
        assert found == ((one.before, one.after, authors) if authors else None), (item, what)


@given(first=steps, then=steps)
@settings(deadline=None)
def test_in_any_order_it_is_the_comparison_of_the_plans(
    first: list[Step], then: list[Step]
) -> None:
    """People write apart, and send later: what is told differs, and is by who meant it."""
    shared, writers = begun()
    play(writers, first, in_turn=False)
    seen, before = len(shared.entries), len(shared.meant)
    play(writers, then, in_turn=False)
    listed = told(news_by_others(shared.past(seen), shared.after(seen), NOBODY))
    meant = by_whom(shared.meant[before:])
    compared = compare(shared.plan(seen), shared.plan())
    expected = {(item, one.what): one for item, found in compared.items.items() for one in found}
    for (item, what), (was, is_, people) in listed.items():
        assert (was, is_) == (expected[item, what].before, expected[item, what].after)
        if what != "moved":
            assert people <= set().union(
                *(meant.get((item, field), set()) for field in FIELDS[what])
            )
    new = {item for item, what in expected if what == "added"}
    for item, what in expected:
        # Letters and paragraphs of all stay, whoever else writes; of other fields one may win.
        if what in {"title", "body"} and item not in new:
            assert meant[item, what] == listed[item, what][2]
        # Whatever differs was touched by somebody, or follows from what was.
        if what in {"added", "removed", "status", "owner", "due"} and item not in new:
            assert (item, what) in listed


@given(first=steps, then=steps, me=st.sampled_from(PEOPLE))
@settings(deadline=None)
def test_ones_own_changes_are_left_out_and_nothing_else(
    first: list[Step], then: list[Step], me: str
) -> None:
    shared, writers = begun()
    play(writers, first, in_turn=False)
    seen = len(shared.entries)
    play(writers, then, in_turn=False)
    base, later = shared.past(seen), shared.after(seen)
    all_of_it = told(news_by_others(base, later, NOBODY))
    without_me = told(news_by_others(base, later, frozenset({me})))
    assert without_me == {
        key: (was, is_, people - {me})
        for key, (was, is_, people) in all_of_it.items()
        if people - {me}
    }


# What somebody deletes and restores within a minute is nothing, once that minute is one update.
@given(
    script=scripts([what for what in WHATS if what not in {"delete", "restore"}]),
    seen=st.integers(1, 26),
)
@settings(deadline=None, max_examples=50)
def test_with_a_log_that_is_kept_short_nothing_is_missed(script: list[Step], seen: int) -> None:
    shared, writers = begun()
    play(writers, script, in_turn=True)
    seen = min(seen, len(shared.entries))
    whole = told(news_by_others(shared.past(seen), shared.after(seen), NOBODY))

    kept = _joined(shared.entries)
    base = Past(None, [one for one in kept if one.seq <= seen])
    later = [one for one in kept if one.seq > seen]
    shorter = told(news_by_others(base, later, NOBODY))
    # Within a minute, what was seen may come up again; nobody who is to be named is missing.
    assert _names(whole) <= _names(shorter)
    minute = shared.entries[seen - 1].at // MINUTE
    if all(one.at // MINUTE != minute for one in later):
        assert shorter == whole


def _names(listed: Told) -> set[str]:
    return set().union(*(people for _, _, people in listed.values()))


def _joined(log: list[Entry]) -> list[Entry]:
    entries = {one.seq: one for one in log}
    heads = [Head(one.seq, one.author, one.at, len(one.update)) for one in entries.values()]
    for group in groups(heads):
        last = group[-1]
        whole = join([entries[seq].update for seq in group])
        for seq in group[:-1]:
            del entries[seq]
        entries[last] = entries[last]._replace(update=whole)
    return sorted(entries.values(), key=lambda one: one.seq)


def test_from_a_snapshot_it_is_the_same() -> None:
    shared, (ada, bo, _) = begun()
    for writer, one in ((ada, 0), (bo, 1), (ada, 1), (bo, 2)):
        writer.fetch()
        writer.do("title", one, 3)
        writer.send()
    doc: Doc[Any] = Doc()
    for entry in shared.entries[:3]:
        doc.apply_update(entry.update)
    snapshot = Snapshot("b", 2, 0, doc.get_update(), join_waiting([shared.entries[3].update]))
    later = shared.after(3)
    from_it = news_by_others(Past(snapshot, shared.entries[2:3]), later, NOBODY)
    # What waited in the snapshot is in it: the same update again brings nothing.
    assert told(from_it) == {("g2", "title"): ("Goal 2", "Goal 2d", {"bo"})}


def test_what_waits_for_anothers_update_stays_its_authors() -> None:
    shared, (ada, bo, _) = begun()
    ada.do("title", 0, 1)
    ada.send()
    bo.fetch()
    bo.do("title", 0, 2)
    bo.send()
    first, second = shared.after(1)
    news = news_by_others(shared.past(1), [second, first], NOBODY)
    assert told(news) == {("g0", "title"): ("Goal 0", "Goal 0bc", {"ada", "bo"})}


# ---------------------------------------------------------------- single cases


def news_of(*acts: Any, me: str = "me") -> News:
    """What ``me`` is told where Ada did these to a plan of three goals."""
    shared, (ada, *_) = begun()
    for act in acts:
        ada.write(act)
        ada.send()
    return news_by_others(shared.past(1), shared.after(1), frozenset({me}))


def test_an_item_that_goes_to_the_bin_is_told_as_gone_with_all_below_it() -> None:
    def put_below(doc: Doc[Any]) -> None:
        change.move_item(doc, "g1", change.At(parent="g0"))

    shared, (ada, bo, _) = begun()
    ada.write(lambda doc: put_below(doc))
    ada.send()
    bo.fetch()
    bo.write(lambda doc: change.delete_item(doc, "g0", by="bo"))
    bo.send()
    news = news_by_others(shared.past(2), shared.after(2), NOBODY)
    assert [(one.item, one.gone, one.parent, one.title) for one in news.items] == [
        ("g0", True, None, "Goal 0"),
        ("g1", True, "g0", "Goal 1"),
    ]
    assert told(news)["g1", "removed"] == ("Goal 1", None, {"bo"})


def test_what_moves_only_because_something_above_it_is_gone_is_not_told() -> None:
    shared, (ada, bo, cy) = begun()
    ada.write(lambda doc: change.move_item(doc, "g1", change.At(parent="g0")))
    ada.send()
    for writer in (bo, cy):
        writer.fetch()
    # Cy deletes the goal, while Bo puts another one below it.
    cy.write(lambda doc: change.delete_item(doc, "g0", by="cy"))
    bo.write(lambda doc: change.move_item(doc, "g2", change.At(parent="g0")))
    cy.send()
    bo.send()
    news = news_by_others(shared.past(2), shared.after(2), NOBODY)
    assert {key: people for key, (_, _, people) in told(news).items()} == {
        ("g0", "removed"): {"cy"},
        ("g1", "removed"): {"cy"},
        ("g2", "moved"): {"bo"},
    }


def test_a_move_says_from_where_to_where_and_an_order_only_that_it_is_another() -> None:
    under = news_of(lambda doc: change.move_item(doc, "g1", change.At(parent="g0")))
    assert told(under) == {("g1", "moved"): (None, "Goal 0", {"ada"})}
    first = news_of(lambda doc: change.move_item(doc, "g2", change.At(before="g0")))
    assert told(first) == {("g2", "moved"): (None, None, {"ada"})}


def test_what_is_undone_again_is_not_told() -> None:
    news = news_of(
        lambda doc: change.set_status(doc, "g0", "done"),
        lambda doc: change.set_status(doc, "g0", "draft"),
    )
    assert news.items == []


def test_a_new_item_is_one_change_and_others_words_in_it_are_theirs() -> None:
    shared, (ada, bo, _) = begun()
    ada.write(lambda doc: change.put_items(doc, [Item(id="new", kind="goal", title="Listen")]))
    ada.write(lambda doc: change.set_status(doc, "new", "agreed"))
    ada.send()
    bo.fetch()
    bo.write(lambda doc: change.set_due(doc, "new", "2027-05-01"))
    bo.send()
    later = shared.after(1)
    assert told(news_by_others(shared.past(1), later, NOBODY)) == {
        ("new", "added"): (None, "Listen", {"ada"}),
        ("new", "due"): (None, "2027-05-01", {"bo"}),
    }
    assert told(news_by_others(shared.past(1), later, frozenset({"ada"}))) == {
        ("new", "due"): (None, "2027-05-01", {"bo"}),
    }


def test_of_long_notes_the_part_that_differs_is_told() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    shared, (ada, *_) = begun()
    ada.write(lambda doc: change.set_body(doc, "g0", (paragraph(words),)))
    ada.send()
    ada.write(lambda doc: change.set_body(doc, "g0", (paragraph(words + " and more"),)))
    ada.send()
    news = news_by_others(shared.past(2), shared.after(2), NOBODY)
    before, after, _ = told(news)["g0", "body"]
    assert before is not None
    assert after is not None
    assert before.startswith("…")
    assert before.endswith("word199")
    assert after.endswith("word199 and more")
    assert len(after) < 100


def test_the_plan_itself_its_groups_and_channels_are_told_beside_the_items() -> None:
    shared, (ada, bo, _) = begun()
    ada.write(lambda doc: change.add_stakeholder(doc, "Riders"))
    ada.send()
    ada.write(lambda doc: change.set_meta(doc, title="Buses"))
    ada.write(lambda doc: change.add_channel(doc, Channel(id="post", name="Post")))
    ada.send()
    bo.fetch()
    [riders] = [group.id for group in shared.plan().stakeholders]
    bo.write(lambda doc: change.remove_stakeholder(doc, riders))
    bo.send()
    news = news_by_others(shared.past(2), shared.after(2), NOBODY)
    assert [(one.what, one.before, one.after, one.people) for one in news.plan] == [
        ("title", "Ours", "Buses", ["ada"]),
        ("stakeholders", "Riders", None, ["bo"]),
        ("channels", None, "Post", ["ada"]),
    ]
    assert news.items == []


def test_who_came_last_is_named_first_with_the_last_time() -> None:
    shared, (ada, bo, _) = begun()
    for writer in (ada, bo, ada):
        writer.fetch()
        writer.do("title", 0, 1)
        writer.send()
    [item] = news_by_others(shared.past(1), shared.after(1), NOBODY).items
    [one] = item.changes
    assert one.people == ["ada", "bo"]
    assert one.at is not None
    assert one.at.timestamp() == shared.entries[-1].at / 1000


def test_without_asking_by_whom_all_that_differs_is_told() -> None:
    shared, writers = begun()
    writers[0].do("title", 0, 1)
    writers[0].send()
    writers[1].fetch()
    writers[1].do("add", 0, 0)
    writers[1].send()
    news = news_by_anyone(shared.past(1), shared.past(3))
    assert news.truncated
    assert {key: people for key, (_, _, people) in told(news).items()} == {
        ("g0", "title"): frozenset(),
        ("bo0-0-3", "added"): frozenset(),
    }


def test_of_very_many_items_the_first_are_listed() -> None:
    shared, (ada, *_) = begun()
    many = [Item(id=f"i{n}", kind="idea", title=str(n)) for n in range(MAX_ITEMS + 5)]
    ada.write(lambda doc: change.put_items(doc, many))
    ada.send()
    news = news_by_others(shared.past(1), shared.after(1), NOBODY)
    assert len(news.items) == MAX_ITEMS
    assert news.truncated


def test_plans_that_are_the_same_do_not_differ() -> None:
    plan = Plan(
        title="Ours",
        items={"g": Item(id="g", kind="goal", title="Goal")},
        roots=("g",),
        stakeholders=(Stakeholder("s", "Riders"),),
    )
    compared = compare(plan, plan)
    assert not compared.items
    assert not compared.plan
