import { SegmentedControl } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { useId } from "react";
import { ActivityIcon } from "../ActivityIcon";
import type { Activity, ActivityChange, ActivitySettings } from "../types";
import { activityKindHint, activityKindName, GATHERING } from "../words";
import { canChange } from "./agenda";
import classes from "./Fields.module.css";
import { NumberStepper } from "./NumberStepper";
import { PartPicker } from "./PartPicker";
import { SourceField } from "./SourceField";
import { LineField, ProseField } from "./TextFields";
import { VoteSettings } from "./VoteSettings";

/** All there is to say of one activity. Saved in the pauses of typing. */
export function ActivityForm({
  activity,
  activities,
  canPlan,
  fresh,
  onChange,
}: {
  activity: Activity;
  activities: readonly Activity[];
  canPlan: boolean;
  /** Just added: its title is to be written. */
  fresh: boolean;
  onChange(change: ActivityChange): void;
}) {
  const id = useId();
  const { kind, settings } = activity;
  const may = canPlan ? canChange(activity) : "nothing";
  const wordsFixed = may === "nothing";
  const settingsFixed = may !== "all";
  const changeSettings = (change: Partial<ActivitySettings>) =>
    onChange({ settings: { ...settings, ...change } });

  return (
    <div className={classes.form}>
      <p className={classes.kind}>
        <ActivityIcon kind={kind} />
        <strong>{activityKindName(kind)}</strong>
        <span>{activityKindHint(kind)}</span>
      </p>
      {canPlan && activity.state !== "planned" && activity.closes_at === null && (
        <p className={classes.note} role="note">
          {activity.state === "done"
            ? "It is done: what people did in it stays as it was."
            : "It is on now: its words and its time may still change, how it works may not."}
        </p>
      )}
      <LineField
        label="Title"
        value={activity.title}
        readOnly={wordsFixed}
        autoFocus={fresh}
        onCommit={(title) => onChange({ title })}
      />
      <ProseField
        label="Instructions"
        value={activity.instructions}
        readOnly={wordsFixed}
        placeholder="What people are to do, in a sentence or two"
        onCommit={(instructions) => onChange({ instructions })}
      />
      <div className={classes.pair}>
        <NumberStepper
          label="Minutes"
          unit="min"
          value={activity.minutes <= 0 ? null : activity.minutes}
          least={1}
          most={600}
          step={5}
          none="no limit"
          readOnly={wordsFixed}
          onChange={(minutes) => onChange({ minutes: minutes ?? 0 })}
        />
        <div className={classes.grow}>
          <span className={classes.label} aria-hidden="true">
            Works on
          </span>
          <PartPicker
            label="Works on"
            value={activity.part}
            readOnly={settingsFixed}
            onChange={(part) => onChange({ part })}
          />
        </div>
      </div>
      {GATHERING.includes(kind) && (
        <div className={classes.group}>
          <span className={classes.label} id={`${id}-names`}>
            Notes
          </span>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby={`${id}-names`}
            readOnly={settingsFixed}
            value={settings.anonymous ? "anonymous" : "named"}
            data={[
              { value: "named", label: "With names" },
              {
                value: "anonymous",
                label: (
                  <span className={classes.segment}>
                    <IconEyeOff size={13} aria-hidden="true" /> Anonymous
                  </span>
                ),
              },
            ]}
            onChange={(value) => changeSettings({ anonymous: value === "anonymous" })}
          />
          <p className={classes.hint}>
            {settings.anonymous
              ? "Nobody learns who wrote what, not even you. Fixed once it has begun."
              : "Names show once the notes are revealed. Fixed once it has begun."}
          </p>
        </div>
      )}
      {kind === "group" && (
        <SourceField
          label="Notes to group"
          activity={activity}
          activities={activities}
          readOnly={settingsFixed}
          otherwise={null}
          onChange={(source) => changeSettings({ source })}
        />
      )}
      {kind === "vote" && (
        <VoteSettings
          activity={activity}
          activities={activities}
          readOnly={settingsFixed}
          onChange={changeSettings}
        />
      )}
    </div>
  );
}
