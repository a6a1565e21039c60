import { IconArrowUpRight, IconCalendarDue, IconGavel } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { dayText } from "@/item/days";
import { KindIcon, PersonAvatar } from "@/ui";
import { ActivityIcon } from "../ActivityIcon";
import { verdict } from "../stage/results/numbers";
import { Results } from "../stage/results/Results";
import { USUAL_SCORE } from "../stage/vote/scale";
import type { Action, Decision, RecordedActivity, SessionRecord } from "../types";
import { activityKindName, minutesText, plural } from "../words";
import { hasOutcome, ideasByGroup } from "./outcome";
import classes from "./Record.module.css";
import { momentText, whenText } from "./times";
import { usePaper } from "./usePaper";

/** The record, the outcome first; what there was nothing of is left out. */
export function Record({ record }: { record: SessionRecord }) {
  usePaper();
  const { agenda, decisions, actions, people } = record;
  const outcomes = agenda.filter(hasOutcome);
  return (
    <article className={classes.record}>
      <header className={classes.head}>
        <p className={classes.eyebrow}>Record of a session</p>
        <h1 className={classes.title}>{record.title}</h1>
        <dl className={classes.facts}>
          <dt>When</dt>
          <dd>{whenText(record)}</dd>
          <dt>Plan</dt>
          <dd>
            <Link to="/boards/$boardId" params={{ boardId: record.board }}>
              {record.board_title}
            </Link>
          </dd>
          {record.facilitator !== null && (
            <>
              <dt>Facilitator</dt>
              <dd>{record.facilitator}</dd>
            </>
          )}
        </dl>
      </header>

      {decisions.length > 0 && (
        <Section title={decisions.length === 1 ? "Decision" : "Decisions"}>
          {decisions.map((decision) => (
            <DecisionEntry key={decision.id} decision={decision} record={record} />
          ))}
        </Section>
      )}

      {actions.length > 0 && (
        <Section title="To do">
          <ul className={classes.actions}>
            {actions.map((action) => (
              <ActionEntry key={action.id} action={action} board={record.board} />
            ))}
          </ul>
        </Section>
      )}

      {agenda.length > 0 && (
        <Section title="Agenda">
          <ol className={classes.agenda}>
            {agenda.map((activity) => (
              <li key={activity.id} data-state={activity.state}>
                <ActivityIcon kind={activity.kind} size={18} />
                <span className={classes.step}>
                  {hasOutcome(activity) ? (
                    <a href={`#${activity.id}`}>{activity.title}</a>
                  ) : (
                    activity.title
                  )}
                  <span className={classes.quiet}>
                    {activityKindName(activity.kind)}
                    {activity.minutes > 0 && ` · ${minutesText(activity.minutes)}`}
                    {activity.state === "planned" && " · not reached"}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}

      {outcomes.map((activity) => (
        <Outcome key={activity.id} activity={activity} board={record.board} />
      ))}

      {people.length > 0 && (
        <Section title="Who came">
          <ul className={classes.people}>
            {people.map(({ person, stakeholder }) => (
              <li key={person.id}>
                <PersonAvatar person={person} size={30} tooltip={false} />
                <span>
                  {person.name}
                  {stakeholder !== null && <span className={classes.quiet}>{stakeholder}</span>}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}

      {decisions.length === 0 && outcomes.length === 0 && (
        <p className={classes.nothing}>
          {record.state === "planned"
            ? "The session has not begun. What comes of it will be here."
            : "Nothing was written down, voted on or decided."}
        </p>
      )}
    </article>
  );
}

function Section({ title, id, children }: { title: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section className={classes.section} id={id}>
      <h2 className={classes.heading}>{title}</h2>
      {children}
    </section>
  );
}

function DecisionEntry({ decision, record }: { decision: Decision; record: SessionRecord }) {
  const { title, what, why, who, at, tally, dissent, item, activity, actions } = decision;
  const vote = tally && record.agenda.find(({ id, result }) => id === activity && result !== null);
  return (
    <div className={classes.decision}>
      <h3 className={classes.decided}>
        <IconGavel size={18} aria-hidden="true" />
        {title}
      </h3>
      <p className={classes.what}>{what}</p>
      <dl className={classes.facts}>
        {why !== "" && (
          <>
            <dt>Why</dt>
            <dd>{why}</dd>
          </>
        )}
        {who.length > 0 && (
          <>
            <dt>Who</dt>
            <dd>{who.join(", ")}</dd>
          </>
        )}
        <dt>When</dt>
        <dd>{momentText(at)}</dd>
        {tally && (
          <>
            <dt>Tally</dt>
            <dd>
              {verdict(tally)} {tally.ballots} of {plural(tally.eligible, "person", "people")}{" "}
              voted.{" "}
              {vote && (
                <a href={`#${vote.id}`} className={classes.screenOnly}>
                  See the vote
                </a>
              )}
            </dd>
          </>
        )}
        {dissent !== "" && (
          <>
            <dt>Dissent</dt>
            <dd>{dissent}</dd>
          </>
        )}
        {actions.length > 0 && (
          <>
            <dt>To do</dt>
            <dd>
              <ul className={classes.plain}>
                {actions.map((action) => (
                  <li key={action.id}>{actionWords(action)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {item !== null && <InThePlan board={record.board} item={item} />}
    </div>
  );
}

function actionWords({ title, owner_name, due }: Action): string {
  return [title, owner_name, due === null ? "" : `by ${dayText(due)}`]
    .filter((word) => word !== "")
    .join(" · ");
}

function ActionEntry({ action, board }: { action: Action; board: string }) {
  return (
    <li>
      <KindIcon kind="action" size={18} />
      <span className={classes.step}>
        <Link to="/boards/$boardId" params={{ boardId: board }} search={{ item: action.id }}>
          {action.title}
        </Link>
        <span className={classes.quiet}>{action.owner_name || "Nobody yet"}</span>
      </span>
      {action.due !== null && (
        <span className={classes.due}>
          <IconCalendarDue size={15} aria-hidden="true" />
          {dayText(action.due)}
        </span>
      )}
    </li>
  );
}

function Outcome({ activity, board }: { activity: RecordedActivity; board: string }) {
  const { ideas, result, unrevealed, instructions } = activity;
  const groups = ideasByGroup(activity);
  const grouped = groups.some(({ title }) => title !== null);
  return (
    <Section title={activity.title} id={activity.id}>
      {instructions !== "" && <p className={classes.instructions}>{instructions}</p>}
      {ideas.length > 0 &&
        groups.map((group) => (
          <div key={group.id} className={classes.group}>
            {grouped && (
              <h3 className={classes.groupName}>
                {group.title ?? "In no group"}
                <span className={classes.count}>{group.ideas.length}</span>
                {group.item !== null && <InThePlan board={board} item={group.item} />}
              </h3>
            )}
            <ul className={classes.ideas}>
              {group.ideas.map(({ text, author }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: ideas of a record have no ids and do not move
                <li key={index}>
                  {text}
                  {author !== null && <span className={classes.quiet}>{author}</span>}
                </li>
              ))}
            </ul>
          </div>
        ))}
      {unrevealed > 0 && (
        <p className={classes.quiet}>
          {plural(unrevealed, "note")} {unrevealed === 1 ? "was" : "were"} not revealed and stayed
          with who wrote {unrevealed === 1 ? "it" : "them"}.
        </p>
      )}
      {result && <Results result={result} highest={USUAL_SCORE} />}
    </Section>
  );
}

function InThePlan({ board, item }: { board: string; item: string }) {
  return (
    <Link
      to="/boards/$boardId"
      params={{ boardId: board }}
      search={{ item }}
      className={classes.inPlan}
    >
      In the plan <IconArrowUpRight size={14} aria-hidden="true" />
    </Link>
  );
}
