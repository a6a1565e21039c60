import { Button, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconPencilQuestion, IconPlus, IconWifiOff } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { explain } from "@/api";
import { useConnection, useItem, useSession } from "@/session";
import { EmptyState, RowSkeletons } from "@/ui";
import { useAllSuggestions, useOpenSuggestions } from "../api";
import { SuggestionCard } from "../card/SuggestionCard";
import { useSuggesting } from "../Suggesting";
import { type Suggestion, shownAt } from "../types";
import { quoted } from "../words";
import { BegunForms } from "./BegunForms";
import { decidedOnes, openOnes } from "./order";
import classes from "./SuggestionsDialog.module.css";
import { type Tab, useSought } from "./useSought";

/** So many are drawn at first, and with each wish for more. */
const STEP = 40;

/** What is suggested, to be decided; and what became of what was. */
export function SuggestionList({
  item,
  at,
  onItem,
  onOpenItem,
}: {
  item: string | null;
  /** The one to begin with. */
  at: string | null;
  onItem(item: string | null): void;
  onOpenItem(item: string): void;
}) {
  const { boardId } = useSession();
  const { maySuggest, suggest } = useSuggesting();
  const [chosen, setChosen] = useState<Tab | null>(null);
  const scrollRef = useRef<HTMLElement>(null);
  const open = useOpenSuggestions(boardId).data;
  const sought = useSought(at, scrollRef);
  const tab = chosen ?? sought.tab;
  const offline = useConnection().state === "offline";
  const about = (all: readonly Suggestion[]) =>
    item === null ? all : all.filter((one) => shownAt(one) === item || one.result_item === item);
  const number = open === undefined ? undefined : about(openOnes(open)).length;
  // The card that had the focus goes with what was decided.
  const onDecided = () => scrollRef.current?.focus({ preventScroll: true });
  const shared = { about, at, onOpenItem, onDecided };

  return (
    <>
      {offline && (
        <p className={classes.offline} role="status">
          <IconWifiOff size={14} aria-hidden="true" />
          You are offline: what others suggest and decide shows when the connection is back.
        </p>
      )}
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Which suggestions"
          value={tab}
          onChange={(value) => setChosen(value as Tab)}
          data={[
            { value: "open", label: number ? `Open (${number})` : "Open" },
            { value: "decided", label: "Decided" },
          ]}
        />
        <span className={classes.space} />
        {maySuggest && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => suggest({ item, kind: "new" })}
          >
            Suggest a new item
          </Button>
        )}
      </div>
      {item !== null && <OnlyAbout item={item} onAll={() => onItem(null)} />}
      {sought.missing && (
        <p className={classes.offline} role="status">
          <IconAlertTriangle size={14} aria-hidden="true" />
          The suggestion of this link is not here any more.
        </p>
      )}
      <section
        ref={scrollRef}
        className={classes.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys
        tabIndex={0}
        aria-label={tab === "open" ? "Open suggestions" : "Decided suggestions"}
      >
        {tab === "open" && maySuggest && <BegunForms />}
        {tab === "open" ? <Open {...shared} /> : <Decided {...shared} />}
      </section>
    </>
  );
}

function OnlyAbout({ item, onAll }: { item: string; onAll(): void }) {
  const title = useItem(item)?.title;
  return (
    <div className={classes.about}>
      <span>Only about {title === undefined ? "an item that is not here" : quoted(title)}</span>
      <Button size="compact-sm" variant="default" flex="none" onClick={onAll}>
        Show all
      </Button>
    </div>
  );
}

interface TabProps {
  at: string | null;
  about(all: readonly Suggestion[]): readonly Suggestion[];
  onOpenItem(item: string): void;
  onDecided(): void;
}

function Open({ about, ...given }: TabProps) {
  const { boardId } = useSession();
  const { maySuggest } = useSuggesting();
  const query = useOpenSuggestions(boardId);
  return (
    <Answer query={query}>
      {(all) => (
        <Cards
          {...given}
          all={about(openOnes(all))}
          empty={
            <EmptyState
              titleOrder={3}
              icon={<IconPencilQuestion size={22} />}
              title="Nothing is suggested now"
            >
              {maySuggest
                ? "Open an item and choose “Suggest a change…”. Whoever edits this board accepts it or says why not."
                : "What somebody suggests shows here at once."}
            </EmptyState>
          }
        />
      )}
    </Answer>
  );
}

function Decided({ about, ...given }: TabProps) {
  const { boardId } = useSession();
  const query = useAllSuggestions(boardId);
  return (
    <Answer query={query}>
      {(all) => (
        <Cards
          {...given}
          all={about(decidedOnes(all))}
          empty={
            <EmptyState
              titleOrder={3}
              icon={<IconPencilQuestion size={22} />}
              title="Nothing was decided yet"
            >
              What was accepted, declined or withdrawn stays here, with who did so and why.
            </EmptyState>
          }
        />
      )}
    </Answer>
  );
}

function Answer({
  query: { data, isError, error, refetch },
  children,
}: {
  query: ReturnType<typeof useOpenSuggestions>;
  children(all: readonly Suggestion[]): ReactNode;
}) {
  if (data !== undefined) return children(data);
  if (!isError) return <RowSkeletons label="Loading the suggestions" count={4} />;
  const { title, detail, retry } = explain(error);
  return (
    <EmptyState
      tone="danger"
      titleOrder={3}
      title={title}
      actions={retry && <Button onClick={() => void refetch()}>Try again</Button>}
    >
      {detail}
    </EmptyState>
  );
}

function Cards({
  all,
  at,
  empty,
  onOpenItem,
  onDecided,
}: {
  all: readonly Suggestion[];
  at: string | null;
  empty: ReactNode;
  onOpenItem(item: string): void;
  onDecided(): void;
}) {
  const [wanted, setMost] = useState(STEP);
  const most = Math.max(wanted, all.findIndex(({ id }) => id === at) + 1);
  if (all.length === 0) return empty;
  return (
    <>
      <ul className={classes.list}>
        {all.slice(0, most).map((suggestion) => (
          <li key={suggestion.id}>
            <SuggestionCard suggestion={suggestion} onOpenItem={onOpenItem} onDecided={onDecided} />
          </li>
        ))}
      </ul>
      {all.length > most && (
        <div className={classes.more}>
          <Button variant="default" onClick={() => setMost(most + STEP)}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
