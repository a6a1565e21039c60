import { Button } from "@mantine/core";
import { IconArrowLeft, IconBook2, IconBookmark, IconListDetails } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { EmptyState } from "@/ui";
import { ForDaysCard } from "../forDays/ForDaysCard";
import { RecipeLibrary } from "../recipes/RecipeLibrary";
import { SaveRecipe } from "../recipes/SaveRecipe";
import { minutesLeft } from "../remaining";
import type { Activity, ActivityKind, Session } from "../types";
import { useServerNow } from "../useClock";
import { minutesText, plural } from "../words";
import { ActivityForm } from "./ActivityForm";
import { AddActivityMenu } from "./AddActivityMenu";
import classes from "./Agenda.module.css";
import { AgendaList } from "./AgendaList";
import { AgendaSaving } from "./AgendaSaving";
import { clockTime, draftOf, hasOpenEnd, newActivity, nextOf, totalMinutes } from "./agenda";
import { TimeBar } from "./TimeBar";
import { useAgenda } from "./useAgenda";

const MINUTE_MS = 60_000;

export interface AgendaEditorProps {
  session: Session;
  me: { id: string };
  /** Whether one may change it; otherwise it is only shown. */
  canPlan: boolean;
  /** Whose recipes are offered, and where one's own are kept; null for guests. */
  workspace: string | null;
}

/**
 * The agenda of a session: its activities in order, and beside them the one that is open. Works in
 * any width, also while the session is on, for what is not done yet.
 */
export function AgendaEditor(given: AgendaEditorProps) {
  return (
    <div className={classes.area}>
      <Editor {...given} />
    </div>
  );
}

function Editor({ session, me, canPlan, workspace }: AgendaEditorProps) {
  const agenda = useAgenda(session, me.id);
  const { activities } = agenda;
  const mayPlan = canPlan && session.state !== "ended";
  const [open, setOpen] = useState<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const [recipesBefore, setRecipesBefore] = useState<{ before: string | null } | null>(null);
  const [saveAsked, setSaveAsked] = useState(false);
  const editorRef = useRef<HTMLDivElement>(null);
  const backRef = useRef<HTMLButtonElement>(null);

  const chosen = activities.find(({ id }) => id === open);
  const shown = chosen ?? activities.find(({ state }) => state !== "done") ?? activities[0] ?? null;

  useEffect(() => {
    // Where there is room for one of them only, the activity takes the place of the list.
    if (open !== null && backRef.current?.offsetParent) backRef.current.focus();
  }, [open]);

  function close() {
    const row = open;
    setOpen(null);
    requestAnimationFrame(() =>
      editorRef.current
        ?.querySelector<HTMLElement>(`[data-opens="${CSS.escape(row ?? "")}"]`)
        ?.focus(),
    );
  }

  async function add(kind: ActivityKind, before: string | null) {
    const id = await agenda.add(newActivity(kind), before);
    if (id === null) return;
    setFresh(id);
    setOpen(id);
  }

  async function duplicate(activity: Activity) {
    const id = await agenda.add(draftOf(activity), nextOf(activities, activity.id));
    if (id !== null) setOpen(id);
  }

  if (recipesBefore !== null) {
    return (
      <div className={classes.library}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={classes.back}
          leftSection={<IconArrowLeft size={15} aria-hidden="true" />}
          onClick={() => setRecipesBefore(null)}
        >
          Back to the agenda
        </Button>
        <RecipeLibrary
          workspace={workspace}
          action="Add to the agenda"
          onUse={async (recipe) => {
            if (await agenda.addRecipe(recipe, recipesBefore.before)) setRecipesBefore(null);
          }}
        />
      </div>
    );
  }

  if (activities.length === 0 && agenda.adding.length === 0) {
    return (
      <EmptyState
        titleOrder={3}
        icon={<IconListDetails size={22} />}
        title={mayPlan ? "What will you do, step by step?" : "Nothing is on the agenda yet"}
        actions={
          mayPlan && (
            <>
              <Button
                leftSection={<IconBook2 size={16} aria-hidden="true" />}
                onClick={() => setRecipesBefore({ before: null })}
              >
                Start from a recipe
              </Button>
              <AddActivityMenu
                onAdd={(kind) => void add(kind, null)}
                onRecipe={() => setRecipesBefore({ before: null })}
                target={<Button variant="default">Add an activity</Button>}
              />
            </>
          )
        }
      >
        {mayPlan
          ? "A session is a row of activities, each with its time: people write, group, talk, vote and decide."
          : "Who facilitates plans it. What they plan shows here at once."}
      </EmptyState>
    );
  }

  return (
    <div ref={editorRef} className={classes.editor} data-open={chosen ? true : undefined}>
      <section className={classes.listPane} aria-label="Activities">
        <header className={classes.head}>
          <Times session={session} activities={activities} />
          {canPlan && workspace !== null && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconBookmark size={14} aria-hidden="true" />}
              onClick={() => setSaveAsked(true)}
            >
              Save as a recipe
            </Button>
          )}
        </header>
        <TimeBar activities={activities} selected={shown?.id ?? null} />
        {mayPlan && (
          <AgendaSaving saving={agenda.saving} onRetry={agenda.retry} onDiscard={agenda.discard} />
        )}
        <AgendaList
          activities={activities}
          adding={agenda.adding}
          selected={shown?.id ?? null}
          canPlan={mayPlan}
          onAdd={(kind, before) => void add(kind, before)}
          onRecipe={(before) => setRecipesBefore({ before })}
          actions={{
            onOpen: setOpen,
            onMove: agenda.move,
            onDuplicate: (activity) => void duplicate(activity),
            onRemove: agenda.remove,
          }}
        />
      </section>
      {shown && (
        <section className={classes.detail} aria-label={`Activity ${shown.title}`}>
          <Button
            ref={backRef}
            variant="subtle"
            color="gray"
            size="compact-md"
            className={classes.backToList}
            leftSection={<IconArrowLeft size={15} aria-hidden="true" />}
            onClick={close}
          >
            All activities
          </Button>
          {session.facilitator?.id === me.id && (
            <ForDaysCard key={`${shown.id} days`} session={session} activity={shown} />
          )}
          <ActivityForm
            key={shown.id}
            activity={shown}
            activities={activities}
            canPlan={mayPlan}
            fresh={shown.id === fresh}
            onChange={(change) => agenda.change(shown.id, change)}
          />
        </section>
      )}
      {workspace !== null && (
        <SaveRecipe
          opened={saveAsked}
          onClose={() => setSaveAsked(false)}
          workspace={workspace}
          title={session.title}
          activities={activities}
        />
      )}
    </div>
  );
}

/** How long it takes, and when it would end. */
function Times({ session, activities }: { session: Session; activities: readonly Activity[] }) {
  const now = useServerNow(15_000);
  const planned = session.state === "planned";
  const minutes = planned ? totalMinutes(activities) : minutesLeft(activities, now);
  const open = hasOpenEnd(activities.filter(({ state }) => state !== "done"));
  if (session.state === "ended") {
    return (
      <p className={classes.times}>
        <strong>{plural(activities.length, "activity", "activities")}</strong>
        <span>{minutesText(totalMinutes(activities))} planned</span>
      </p>
    );
  }
  return (
    <p className={classes.times} data-times>
      <strong>
        {minutes > 0 ? `${open ? "At least " : ""}${minutesText(minutes)}` : "No limit of time"}
        {!planned && minutes > 0 && " left"}
      </strong>
      <span>
        {plural(activities.length, "activity", "activities")}
        {minutes > 0 &&
          ` · ends at ${clockTime(now + minutes * MINUTE_MS)}${planned ? " if it starts now" : ""}`}
      </span>
    </p>
  );
}
