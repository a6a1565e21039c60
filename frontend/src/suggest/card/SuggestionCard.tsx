import { IconAlertTriangle } from "@tabler/icons-react";
import { useItem, useSession } from "@/session";
import { KindIcon, kindName, PersonAvatar, RelativeTime } from "@/ui";
import { type Suggestion, shownAt } from "../types";
import { changeName, outcome } from "../words";
import { Decide } from "./Decide";
import { useMissing } from "./missing";
import { SideBySide } from "./SideBySide";
import classes from "./SuggestionCard.module.css";

/** One suggestion: what it would change, side by side, who made it and what became of it. */
export function SuggestionCard({
  suggestion,
  onOpenItem,
  onDecided,
  inItem = false,
}: {
  suggestion: Suggestion;
  /** Absent where the item is what one looks at. */
  onOpenItem?(item: string): void;
  /** It was decided here, and may be about to leave the page. */
  onDecided?(): void;
  /** It stands in its item's own panel. */
  inItem?: boolean;
}) {
  const { me } = useSession();
  const { author, change, decided, note, state } = suggestion;
  return (
    <article
      className={classes.card}
      tabIndex={-1}
      data-suggestion={suggestion.id}
      data-state={state}
    >
      <h3 className={classes.heading}>
        <span className={classes.change}>{changeName(change)}</span>
        {!inItem && <About suggestion={suggestion} onOpenItem={onOpenItem} />}
      </h3>
      <p className={classes.who}>
        <PersonAvatar person={author} size={20} tooltip={false} />
        <span>
          {outcome(suggestion, me.id)}, <RelativeTime at={decided?.at ?? suggestion.created_at} />
        </span>
      </p>
      {note !== "" && <p className={classes.note}>{note}</p>}
      <SideBySide suggestion={suggestion} />
      {state === "declined" && decided && (
        <p className={classes.reason}>
          <strong>Why not:</strong> {decided.reason}
        </p>
      )}
      {state === "open" && (
        <>
          <Gone suggestion={suggestion} />
          <Decide suggestion={suggestion} onDecided={onDecided} />
        </>
      )}
    </article>
  );
}

/** The item that it is about, as a way to it. */
function About({
  suggestion,
  onOpenItem,
}: {
  suggestion: Suggestion;
  onOpenItem?(item: string): void;
}) {
  const id =
    suggestion.change.kind === "new" && suggestion.state === "accepted"
      ? suggestion.result_item
      : shownAt(suggestion);
  const item = useItem(id);
  if (id === null) return <span className={classes.item}>at the top of the plan</span>;
  if (!item) return <span className={classes.item}>an item that is not in the plan any more</span>;
  const below = suggestion.change.kind === "new" && suggestion.state !== "accepted";
  return (
    <span className={classes.item}>
      {below && "below "}
      <button type="button" className={classes.open} onClick={() => onOpenItem?.(id)}>
        <KindIcon kind={item.kind} size={14} label={kindName(item.kind)} />
        <span>{item.title || "Untitled"}</span>
      </button>
    </span>
  );
}

/** What a suggestion cannot do without is not there any more. */
function Gone({ suggestion }: { suggestion: Suggestion }) {
  const missing = useMissing(suggestion);
  if (missing === null) return null;
  return (
    <p className={classes.gone}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      {missing}
    </p>
  );
}
