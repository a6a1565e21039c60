import { SegmentedControl } from "@mantine/core";
import { useId, useState } from "react";
import { useItem } from "@/session";
import type { Activity, ActivitySettings, VoteMethod } from "../types";
import { VOTE_METHODS } from "../types";
import { methodHint, methodName } from "../words";
import classes from "./Fields.module.css";
import { NumberStepper } from "./NumberStepper";
import { OptionsField } from "./OptionsField";
import { SourceField } from "./SourceField";

/** How a vote is held, and on what. */
export function VoteSettings({
  activity,
  activities,
  readOnly,
  onChange,
}: {
  activity: Activity;
  activities: readonly Activity[];
  readOnly: boolean;
  onChange(change: Partial<ActivitySettings>): void;
}) {
  const id = useId();
  const { settings } = activity;
  const [wantsHand, setWantsHand] = useState(settings.options.length > 0);
  const byHand = wantsHand || settings.options.length > 0;
  const part = useItem(activity.part);

  return (
    <>
      <fieldset className={classes.group}>
        <legend className={classes.label}>Method</legend>
        <div className={classes.methods}>
          {VOTE_METHODS.map((method) => (
            <MethodCard
              key={method}
              method={method}
              name={id}
              checked={settings.method === method}
              disabled={readOnly}
              onChoose={() => onChange({ method, max: null })}
            />
          ))}
        </div>
      </fieldset>
      {settings.method === "dots" && (
        <div className={classes.pair}>
          <NumberStepper
            label="Dots for each"
            value={settings.dots}
            least={1}
            most={100}
            readOnly={readOnly}
            onChange={(dots) =>
              dots !== null &&
              onChange({
                dots,
                max: settings.max !== null && settings.max > dots ? dots : settings.max,
              })
            }
          />
          <NumberStepper
            label="Most on one option"
            value={settings.max}
            least={1}
            most={settings.dots}
            none="all"
            readOnly={readOnly}
            onChange={(max) => onChange({ max })}
          />
        </div>
      )}
      {settings.method === "score" && (
        <NumberStepper
          label="Scores from 0 to"
          value={settings.max ?? 5}
          least={1}
          most={10}
          readOnly={readOnly}
          onChange={(max) => max !== null && onChange({ max })}
        />
      )}
      <div className={classes.group}>
        <span className={classes.label} id={`${id}-options`}>
          Options
        </span>
        <SegmentedControl
          size="xs"
          fullWidth
          readOnly={readOnly}
          aria-labelledby={`${id}-options`}
          value={byHand ? "hand" : "source"}
          data={[
            { value: "source", label: "From the session" },
            { value: "hand", label: "By hand" },
          ]}
          onChange={(value) => {
            setWantsHand(value === "hand");
            if (value === "source" && settings.options.length > 0) onChange({ options: [] });
            if (value === "hand" && settings.source !== null) onChange({ source: null });
          }}
        />
        <div className={classes.under}>
          {byHand ? (
            <OptionsField
              options={settings.options}
              readOnly={readOnly}
              onChange={(options) => {
                setWantsHand(true);
                onChange({ options });
              }}
            />
          ) : (
            <SourceField
              label="Ideas to vote on"
              activity={activity}
              activities={activities}
              readOnly={readOnly}
              otherwise={part ? `what is below “${part.title || "the part"}”` : null}
              onChange={(source) => onChange({ source })}
            />
          )}
        </div>
      </div>
    </>
  );
}

function MethodCard({
  method,
  name,
  checked,
  disabled,
  onChoose,
}: {
  method: VoteMethod;
  name: string;
  checked: boolean;
  disabled: boolean;
  onChoose(): void;
}) {
  return (
    <label className={classes.method} data-disabled={disabled || undefined}>
      <input
        type="radio"
        name={name}
        className={classes.radio}
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
      />
      <span className={classes.methodName}>{methodName(method)}</span>
      <span className={classes.methodHint}>{methodHint(method)}</span>
    </label>
  );
}
