import { type ReactNode, useId, useMemo } from "react";
import { StatusBadge } from "@/item/menus/Status";
import { statusName } from "@/item/words";
import type { Status } from "@/plan/types";
import { useItem, usePlan, useSession } from "@/session";
import { useBody } from "../body";
import { type Now, placesOf, statusesOf, type Texts, textsOf } from "../compare";
import { nowOf } from "../form/form";
import type { Suggestion } from "../types";
import { type Part, wordDiff } from "../wordDiff";
import { placeText } from "../words";
import classes from "./SuggestionCard.module.css";

/** What is there, beside what is proposed. */
export function SideBySide({ suggestion }: { suggestion: Suggestion }) {
  switch (suggestion.change.kind) {
    case "parent":
      return <Places suggestion={suggestion} />;
    case "status":
      return <Statuses suggestion={suggestion} />;
    case "body":
      return <NotesSides suggestion={suggestion} />;
    default:
      return <TextSides suggestion={suggestion} body={null} />;
  }
}

function NotesSides({ suggestion }: { suggestion: Suggestion }) {
  const body = useBody(suggestion.state === "open" ? suggestion.item : null);
  return <TextSides suggestion={suggestion} body={body} />;
}

/** An item as it is now; renders again only when that item changed. */
function useNow(suggestion: Suggestion, body: Now["body"]): Now | null {
  const item = useItem(suggestion.item);
  const { plan } = useSession();
  return item ? nowOf(plan.getSnapshot(), item.id, body) : null;
}

function TextSides({ suggestion, body }: { suggestion: Suggestion; body: Now["body"] }) {
  const now = useNow(suggestion, body);
  const texts = textsOf(suggestion, now);
  if (!texts) return <p className={classes.nothing}>This app is too old to show this change.</p>;
  const isNew = suggestion.change.kind === "new";
  return (
    <>
      {texts.was !== null && <Changed>{texts.was}</Changed>}
      {isNew ? (
        <div className={classes.sides}>
          <Side name="Proposed" proposed>
            <p className={classes.words}>{texts.after}</p>
          </Side>
        </div>
      ) : (
        <Words texts={texts} beforeName={beforeName(suggestion, now)} />
      )}
    </>
  );
}

function Words({ texts, beforeName: name }: { texts: Texts; beforeName: string }) {
  const { before, after, onlyLook } = texts;
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <>
      <div className={classes.sides}>
        <Side name={name}>
          <Marked parts={parts} without="added" />
        </Side>
        <Side name="Proposed" proposed>
          <Marked parts={parts} without="removed" />
        </Side>
      </div>
      {onlyLook && (
        <p className={classes.nothing}>The words are the same; how they are set is not.</p>
      )}
    </>
  );
}

function Marked({ parts, without }: { parts: readonly Part[]; without: Part["kind"] }) {
  const shown = parts.filter(({ kind }) => kind !== without);
  if (shown.length === 0) return <p className={classes.nothing}>Empty</p>;
  return (
    <p className={classes.words}>
      {shown.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === "removed") return <del key={key}>{text}</del>;
        if (kind === "added") return <ins key={key}>{text}</ins>;
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}

function Statuses({ suggestion }: { suggestion: Suggestion }) {
  const now = useNow(suggestion, null);
  const sides = statusesOf(suggestion, now);
  if (!sides) return null;
  return (
    <>
      {sides.was !== null && <Changed>{statusName(sides.was)}</Changed>}
      <div className={classes.sides}>
        <Side name={beforeName(suggestion, now)}>
          <StatusBadge status={sides.before as Status} />
        </Side>
        <Side name="Proposed" proposed>
          <StatusBadge status={sides.after as Status} />
        </Side>
      </div>
    </>
  );
}

function Places({ suggestion }: { suggestion: Suggestion }) {
  const plan = usePlan();
  const now = nowOf(plan, suggestion.item, null);
  const sides = placesOf(suggestion, now);
  if (!sides) return null;
  const words = ({ parent, before }: { parent: string | null; before: string | null }) =>
    placeText(plan, parent, before);
  return (
    <>
      {sides.was !== null && <Changed>{words(sides.was)}</Changed>}
      <div className={classes.sides}>
        <Side name={beforeName(suggestion, now)}>
          <p className={classes.words}>{words(sides.before)}</p>
        </Side>
        <Side name="Proposed" proposed>
          <p className={classes.words}>{words(sides.after)}</p>
        </Side>
      </div>
    </>
  );
}

function beforeName({ state }: Suggestion, now: Now | null): string {
  return state === "open" && now ? "Now" : "Before";
}

/** It was something else when the suggestion was made. */
function Changed({ children }: { children: string }) {
  return (
    <p className={classes.changed}>
      <strong>Changed since this was suggested.</strong> It was:{" "}
      {children === "" ? "empty." : <q>{children}</q>}
    </p>
  );
}

function Side({
  name,
  proposed = false,
  children,
}: {
  name: string;
  proposed?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fields are in it
    <div
      className={classes.side}
      role="group"
      aria-labelledby={id}
      data-proposed={proposed || undefined}
    >
      <p id={id} className={classes.sideName}>
        {name}
      </p>
      {children}
    </div>
  );
}
