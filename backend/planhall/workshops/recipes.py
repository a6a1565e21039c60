"""The recipes that come with the service."""

from typing import Any

from planhall.workshops.first_session import FIRST_SESSION
from planhall.workshops.steps import step
from planhall.workshops.views import ActivityDraft, Recipe

PROPOSAL = [{"id": "proposal", "title": "The proposal as it was read out"}]


def _recipe(id_: str, title: str, description: str, *steps: ActivityDraft) -> Recipe:
    return Recipe(
        id=id_,
        title=title,
        description=description,
        builtin=True,
        workspace=None,
        activities=list(steps),
    )


def _group(minutes: float = 8, **settings: Any) -> ActivityDraft:
    return step(
        "group",
        "What belongs together?",
        "Drag what says the same onto one pile, without discussing it first. Move what others "
        "have placed if you see it otherwise. When the piles are calm, give each a name that "
        "says what it claims, not only what it is about.",
        minutes,
        **settings,
    )


_ALL = (
    _recipe(
        "first-session",
        "Your first plan",
        "A first plan in two hours, from why you exist to who does what. "
        "Mission first, tools last.",
        *FIRST_SESSION,
    ),
    _recipe(
        "check-in",
        "Check-in",
        "One sentence from everyone, so that everyone has spoken once.",
        step(
            "checkin",
            "How are you here today?",
            "Write one sentence: how you come into this meeting, and what you hope to leave "
            "with. Nobody comments on it.",
            4,
        ),
    ),
    _recipe(
        "brainstorm",
        "Brainstorm",
        "Each writes alone, then all is shown together.",
        step(
            "brainstorm",
            "What comes to mind?",
            "One thought on each note, as many as you like. Nobody sees yours until all are "
            "shown together. Quantity first: judging comes later.",
            7,
        ),
    ),
    _recipe(
        "silent-writing",
        "Silent writing",
        "Everyone writes in full sentences, reads, and only then talks.",
        step(
            "write",
            "Write what you think, in silence",
            "Answer the question in two or three sentences. Say what you have seen yourself "
            "before you say what you conclude.",
            8,
        ),
        step(
            "discuss",
            "Read, then talk",
            "Read all of it before anyone speaks. Begin with what surprised you.",
            10,
        ),
    ),
    _recipe(
        "one-two-four-all",
        "1-2-4-all",
        "Alone, in pairs, in fours, then together: ideas grow before the group hears them.",
        step(
            "brainstorm",
            "Alone: what is your answer?",
            "Write down your own ideas. Nobody talks.",
            2,
        ),
        step(
            "discuss",
            "In pairs: what do you share?",
            "Find somebody. Tell each other your ideas, and make the best one better. "
            "Breakouts of two help when you are not in one room.",
            4,
        ),
        step(
            "discuss",
            "In fours: what stands out?",
            "Two pairs come together. Note what you agree on, and what you see differently.",
            6,
        ),
        step(
            "brainstorm",
            "All: what must everyone hear?",
            "Each four writes the one idea that it would not want to lose. Then show them all.",
            6,
        ),
    ),
    _recipe(
        "round-robin",
        "Round robin",
        "One after the other, so that the loud and the quiet have the same time.",
        step(
            "discuss",
            "One thought from each, in turn",
            "Everyone raises a hand and speaks in that order, for a minute at most. "
            "Say one thing, or pass. Nobody answers until all have spoken.",
            12,
        ),
    ),
    _recipe(
        "affinity",
        "Affinity grouping",
        "Collect ideas, then find out together what they say.",
        step(
            "brainstorm",
            "What should we look at?",
            "One thought on each note. Write it so that somebody who was not here understands it.",
            6,
        ),
        _group(10),
        step(
            "discuss",
            "What do the groups tell us?",
            "Which group is larger than you thought? Which note belongs nowhere, and is it "
            "perhaps the one that matters?",
            8,
        ),
    ),
    _recipe(
        "dot-vote",
        "Dot vote",
        "A few dots each, to see where the group's weight lies.",
        step(
            "vote",
            "What matters most?",
            "Give your dots to what you would work on first. You may put more than one on the "
            "same. Nobody sees a dot until the vote is closed.",
            4,
            method="dots",
            dots=3,
        ),
        step(
            "discuss",
            "What do the dots say?",
            "Look at the first three, and at the one that you expected to be there. A vote shows "
            "where to talk; it does not decide by itself.",
            6,
        ),
    ),
    _recipe(
        "impact-effort",
        "Impact and effort",
        "What is worth doing first: much effect for little work.",
        step(
            "vote",
            "How much would it bring, and what would it take?",
            "Place each option: up for more impact, right for more effort. Guess; the middle of "
            "many guesses is better than one careful estimate.",
            6,
            method="grid",
        ),
        step(
            "discuss",
            "What do we do first?",
            "Begin with much impact and little effort. Where your guesses lay far apart, ask each "
            "other what you know that the others do not.",
            8,
        ),
    ),
    _recipe(
        "fist-of-five",
        "Fist of five",
        "How strongly does each of us stand behind it, from 0 to 5?",
        step(
            "vote",
            "How far do you go along?",
            "5: I will push for it. 4: I like it. 3: I can live with it. 2: I have doubts, and "
            "say them. 1: I have strong doubts. 0: not like this. Below 3, write what would have "
            "to change.",
            3,
            method="score",
            max=5,
            options=PROPOSAL,
        ),
    ),
    _recipe(
        "roman-vote",
        "Roman vote",
        "Thumb up, down, or sideways: a quick test of a proposal.",
        step(
            "vote",
            "Thumbs: shall we do it?",
            "Yes is thumb up. No is thumb down: write why. Abstain is thumb sideways: you go "
            "along with what the group says.",
            2,
            method="yesno",
            options=PROPOSAL,
        ),
    ),
    _recipe(
        "decision",
        "Decision",
        "Ask, test for objections, and write down what was decided and why.",
        step(
            "discuss",
            "Is the proposal clear?",
            "Somebody reads the proposal out. First only questions, then one round: what do you "
            "like, what worries you? Change the wording until it says what you mean.",
            8,
        ),
        step(
            "vote",
            "Does anyone object?",
            "Consent does not say that it is the best, only that it is good enough for now and "
            "safe enough to try. An objection names the harm that you see: write it down, it "
            "makes the proposal better.",
            4,
            method="consent",
            options=PROPOSAL,
        ),
        step(
            "decide",
            "What have we decided?",
            "Write what, why, who is concerned, and who does the next thing by when. Write down "
            "dissent too: it is what you look at first if it does not work.",
            6,
        ),
    ),
    _recipe(
        "retrospective",
        "Retrospective",
        "Look back on a stretch of work, and change one or two things.",
        step(
            "checkin",
            "One word for the time since we last met",
            "Write one word, or a short sentence. Nobody comments on it.",
            3,
        ),
        step(
            "brainstorm",
            "What helped us, what held us back, what shall we try?",
            "One thought on each note. Use green for what helped, pink for what held us back, "
            "and blue for what to try. It is about the work, not about a person.",
            8,
            anonymous=True,
        ),
        _group(8),
        step(
            "vote",
            "What is worth changing now?",
            "Three dots each. Choose what you yourselves can change.",
            3,
            method="dots",
            dots=3,
        ),
        step(
            "discuss",
            "Why is it so?",
            "Take what has the most dots. Ask why until you come to something that you can do.",
            12,
        ),
        step(
            "decide",
            "What will be different from tomorrow on?",
            "One or two actions, each with one person and a date. More will not happen.",
            6,
        ),
    ),
)

BUILT_IN = {recipe.id: recipe for recipe in _ALL}
"""By id, in the order in which they are offered."""
