"""The guided first session: a group learns how to plan by drawing up its plan.

Mission first, tools last: what one reaches people with is chosen when it is clear who they are and
what for.
"""

from planhall.workshops.steps import step

FIRST_SESSION = (
    step(
        "checkin",
        "Who is here, and what for?",
        "Write one sentence: who you are, and what would make these two hours worth it for you. "
        "Everyone writes before anyone talks. So it will be all the way through: first each for "
        "themselves, then together. Say also for which stakeholder group you speak.",
        5,
    ),
    step(
        "brainstorm",
        "Why do we exist?",
        "Finish the sentence: “Without us, …”. Write about the people who would miss something, "
        "not about what you do all day. Leave out every tool, channel and project: they come "
        "last, and you will see why.",
        6,
    ),
    step(
        "write",
        "Our mission in one sentence",
        "Read what was written. Then everyone writes one sentence that says for whom we are "
        "there and what changes for them. Together, make one of them. It goes to the top of the "
        "plan, as its mission. It need not be beautiful; somebody from outside must understand it.",
        10,
    ),
    step(
        "brainstorm",
        "Whom does it concern?",
        "Who is affected by what we do, who decides on it, who helps, who could stop it? One group "
        "on each note, as close to real people as you can: “families who come in the evening”, "
        "not “the public”. Who of them is not in this room? Add those that matter to the plan’s "
        "stakeholders.",
        8,
    ),
    step(
        "brainstorm",
        "Where do we want to be in three years?",
        "Choose one of the groups, and stand in their shoes. What can they do then that they "
        "cannot do now? Write it as if it were so already. These are your goals in the making: "
        "states of the world, not things to do.",
        8,
    ),
    step(
        "group",
        "Which of these belong together?",
        "Drag what says the same onto one pile, without discussing it first. Then name each pile "
        "by a full sentence. Four to seven piles are plenty. Make a goal of each that you want to "
        "keep.",
        10,
    ),
    step(
        "vote",
        "Which goals first?",
        "Three dots each. A plan that wants everything at once chooses nothing. Nobody sees how "
        "you voted; all see the sum when the vote is closed.",
        4,
        method="dots",
        dots=3,
    ),
    step(
        "write",
        "How shall we know?",
        "Take the two or three goals with the most dots. For each, write an objective that one "
        "can check: what, by how much, from which number today, by when. Put it below its goal "
        "and give it a measure. If nobody knows today’s number, finding it out is your first "
        "action.",
        15,
    ),
    step(
        "brainstorm",
        "By which way do we get there?",
        "For each objective: what could we do so that it comes true, and what do the people whom "
        "it concerns have to do with it? Write ways, not tools: “let residents set the order of "
        "repairs”, not “make an app”. Keep the promising ones as strategies below their objective.",
        12,
    ),
    step(
        "discuss",
        "Only now: channels and tools",
        "Go through the strategies. Whom do you have to reach or hear for each, how fast, how "
        "formally, and do they have to be able to answer? Choose the channel that fits, and add "
        "it to the item. If a tool has no strategy that needs it, leave the tool out. This is the "
        "step with which most begin, and with which you are done in ten minutes now.",
        10,
    ),
    step(
        "decide",
        "What do we agree on, and who does what?",
        "Write the decision: which goals you set out for, why these, and who is concerned. Write "
        "down what spoke against it. Then three to five actions, each with one person and a date "
        "within the next four weeks.",
        12,
    ),
    step(
        "checkin",
        "What do you take with you?",
        "One sentence: what has changed for you since you came in, and whom will you tell of the "
        "plan first? They can join by a link, and comment in their own time.",
        5,
    ),
)
