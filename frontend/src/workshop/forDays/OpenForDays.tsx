import { Button, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { explain } from "@/api";
import { useOpenActivity } from "../api";
import type { Activity, Session } from "../types";
import { serverClock } from "../useClock";
import classes from "./ForDays.module.css";
import { fullMoment, inputOf, momentOf, quickChoices, zoneName } from "./moments";

/** Asks until when an activity is open, and opens it; or gives what is open another time. */
export function OpenForDays({
  session,
  activity,
  opened,
  onClose,
}: {
  session: Session;
  activity: Activity;
  opened: boolean;
  onClose(): void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={activity.closes_at === null ? "Open for days" : "Change the closing time"}
      size="md"
    >
      <Form session={session} activity={activity} onClose={onClose} />
    </Modal>
  );
}

function Form({
  session,
  activity,
  onClose,
}: {
  session: Session;
  activity: Activity;
  onClose(): void;
}) {
  const open = useOpenActivity({ session: session.id, activity: activity.id });
  const [now] = useState(() => new Date(serverClock.now()));
  const id = useId();
  const choices = quickChoices(now);
  const held = activity.closes_at === null ? null : new Date(activity.closes_at);
  const first = held !== null && held > now ? held : (choices[1]?.at ?? now);
  const [when, setWhen] = useState(() => inputOf(first));
  const [reveal, setReveal] = useState(activity.reveals);
  const [wrong, setWrong] = useState<string | null>(null);
  const isVote = activity.kind === "vote";
  const at = momentOf(when);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (at === null) return setWrong("Say a day and a time.");
    if (at.getTime() <= serverClock.now()) return setWrong("This is past already.");
    try {
      await open.mutateAsync({ closes_at: at.toISOString(), reveal });
      onClose();
    } catch (refusal) {
      const { title, detail } = explain(refusal);
      setWrong(detail || title);
    }
  }

  return (
    <form noValidate className={classes.form} onSubmit={(event) => void submit(event)}>
      <p className={classes.intro}>
        {isVote
          ? "Everyone on the board votes in their own time. Ballots stay secret; when it closes they are counted and the result shows."
          : "Everyone on the board writes in their own time. Notes stay private until they are revealed, as in a live session."}{" "}
        Those who have not taken part are reminded before it closes.
      </p>
      <div>
        <TextInput
          data-autofocus
          type="datetime-local"
          label="Open until"
          description={at ? `${fullMoment(at)}, ${zoneName()}` : zoneName()}
          inputWrapperOrder={["label", "input", "description", "error"]}
          min={inputOf(now)}
          value={when}
          error={wrong}
          onChange={(event) => {
            setWhen(event.currentTarget.value);
            setWrong(null);
          }}
        />
        <div className={classes.choices}>
          {choices.map((choice) => (
            <Button
              key={choice.label}
              size="compact-sm"
              variant={inputOf(choice.at) === when ? "light" : "default"}
              aria-pressed={inputOf(choice.at) === when}
              onClick={() => {
                setWhen(inputOf(choice.at));
                setWrong(null);
              }}
            >
              {choice.label}
            </Button>
          ))}
        </div>
      </div>
      {!isVote && (
        <div>
          <span className={classes.label} id={`${id}-reveal`}>
            The notes are revealed
          </span>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby={`${id}-reveal`}
            value={reveal ? "closing" : "later"}
            data={[
              { value: "later", label: "By you, when you are ready" },
              { value: "closing", label: "As soon as it closes" },
            ]}
            onChange={(value) => setReveal(value === "closing")}
          />
        </div>
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={open.isPending}>
          {activity.closes_at === null ? "Open it" : "Change"}
        </Button>
      </div>
    </form>
  );
}
