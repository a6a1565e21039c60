import { Button, Select, Switch } from "@mantine/core";
import { IconExternalLink, IconWorld } from "@tabler/icons-react";
import { useState } from "react";
import { type Board, explain } from "@/api";
import { RowSkeletons } from "@/ui";
import {
  type Publication,
  type PublicationState,
  useEndPublication,
  usePublication,
  usePublish,
} from "./api";
import { CopyField } from "./CopyField";
import { type Choice, choiceOf, LEAST, type OpenPlan, partsOf, shownWords, WHOLE } from "./choice";
import classes from "./Publish.module.css";

/** What of a board anyone may read who has its address; owners choose, all others see it. */
export default function Publish({ board, plan }: { board: Board; plan?: OpenPlan }) {
  const state = usePublication(board.id);
  if (state.data) return <Chosen board={board} plan={plan} state={state.data} />;
  if (state.isPending) return <RowSkeletons count={3} label="Loading what is published…" />;
  return (
    <p role="alert" className={classes.error}>
      {explain(state.error).detail || explain(state.error).title}{" "}
      <Button size="compact-xs" variant="default" onClick={() => void state.refetch()}>
        Try again
      </Button>
    </p>
  );
}

function Chosen({
  board,
  plan,
  state,
}: {
  board: Board;
  plan?: OpenPlan;
  state: PublicationState;
}) {
  const { publication, may_publish: mayPublish, former_url: formerUrl } = state;
  const publish = usePublish(board.id);
  const end = useEndPublication(board.id);
  const [draft, setDraft] = useState<Choice>(LEAST);
  const [former, setFormer] = useState(false);
  const error = publish.error ?? end.error;

  if (!mayPublish) {
    return (
      <div className={classes.body}>
        <p className={classes.note}>
          {publication
            ? "This plan is public: whoever has the address can read it. Owners of the board choose what it shows."
            : "This plan is not public. Owners of the board can publish it; ask one of them."}
        </p>
        {publication && <Addresses publication={publication} />}
      </div>
    );
  }

  // While it is being saved, what was just chosen shows.
  const saving = publish.isPending ? publish.variables : undefined;
  const choice: Choice = publication ? { ...choiceOf(publication), ...saving } : draft;
  const choose = (part: Partial<Choice>) => {
    const next = { ...choice, ...part };
    end.reset();
    if (publication) publish.mutate({ ...next, address: "new" });
    else setDraft(next);
  };
  const begin = () => {
    end.reset();
    publish.mutate({ ...draft, address: former && formerUrl ? "former" : "new" });
  };
  const stop = () => {
    if (publication) setDraft(choiceOf(publication));
    publish.reset();
    end.mutate();
  };

  return (
    <div className={classes.body}>
      <div className={classes.head} data-on={publication !== null || undefined}>
        <span className={classes.icon} aria-hidden="true">
          <IconWorld size={18} stroke={1.75} />
        </span>
        <div className={classes.what}>
          <p className={classes.title}>{publication ? "This plan is public" : "A public page"}</p>
          <p className={classes.text}>
            {publication
              ? `Whoever has the address can read it. ${shownWords(publication)}`
              : "Anyone who has the address can read the plan, without an account. Comments, people and the bin are never shown."}
          </p>
        </div>
        {publication ? (
          <Button variant="default" className={classes.main} loading={end.isPending} onClick={stop}>
            Stop publishing
          </Button>
        ) : (
          <Button className={classes.main} loading={publish.isPending} onClick={begin}>
            Publish
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className={classes.error}>
          {explain(error).detail || explain(error).title}
        </p>
      )}
      {publication && <Addresses publication={publication} />}
      <Options
        choice={choice}
        plan={plan}
        busy={publish.isPending || end.isPending}
        onChoose={choose}
      />
      {!publication && formerUrl && (
        <Switch
          checked={former}
          onChange={(event) => setFormer(event.currentTarget.checked)}
          label="Use the former address again"
          description="Links to it work again. Otherwise the plan gets a new address."
        />
      )}
    </div>
  );
}

function Addresses({ publication }: { publication: Publication }) {
  return (
    <div className={classes.fields}>
      <CopyField label="Address" value={publication.url} />
      <a className={classes.open} href={publication.url} target="_blank" rel="noopener">
        Open the page <IconExternalLink size={14} stroke={1.75} aria-hidden="true" />
      </a>
      <CopyField label="Feed of changes" value={publication.feed_url} />
      <CopyField label="Code to embed it" value={publication.embed_code} />
    </div>
  );
}

const SWITCHES: readonly [keyof Omit<Choice, "item">, string, string][] = [
  ["drafts", "Drafts", "Items whose status is still draft."],
  ["owners", "Owners’ names", "Who sees to each item."],
  ["decisions", "Decisions", "What workshops decided of these items, in the feed."],
  ["downloads", "Downloads", "The page offers the plan as StratML and Markdown."],
  ["indexed", "Search engines", "They may list the page."],
];

function Options({
  choice,
  plan,
  busy,
  onChoose,
}: {
  choice: Choice;
  plan?: OpenPlan;
  busy: boolean;
  onChoose: (part: Partial<Choice>) => void;
}) {
  const parts = partsOf(plan, choice.item);
  return (
    <fieldset className={classes.options} aria-busy={busy}>
      <legend className={classes.legend}>What it shows</legend>
      <Select
        aria-label="Which part of the plan"
        description={plan ? undefined : "Open the board to choose another part."}
        data={parts}
        value={choice.item ?? WHOLE}
        searchable={parts.length > 8}
        limit={100}
        onChange={(value) => value !== null && onChoose({ item: value === WHOLE ? null : value })}
      />
      {SWITCHES.map(([name, label, description]) => (
        <Switch
          key={name}
          label={label}
          description={description}
          checked={choice[name]}
          onChange={(event) => onChoose({ [name]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
}
