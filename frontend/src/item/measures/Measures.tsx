import { IconChartLine, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { addMeasure, changeMeasure, removeMeasure } from "@/plan/change";
import type { Measure } from "@/plan/types";
import { useItem, useMayEdit, useSession } from "@/session";
import { dayText } from "../days";
import { LineInput } from "../LineInput";
import { DayMenu } from "../menus/DayMenu";
import { count } from "../words";
import { MeasureChart } from "./Chart";
import classes from "./Measures.module.css";
import { NumberInput } from "./NumberInput";
import { latestReading, progressOf, progressText, valueText } from "./progress";
import { NewReading, Readings } from "./Readings";

/** By which numbers one sees whether an item comes along. */
export function Measures({ itemId }: { itemId: string }) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const item = useItem(itemId);
  const [fresh, setFresh] = useState<string | null>(null);
  if (!item || (item.measures.length === 0 && !canEdit)) return null;
  const add = () => {
    const name = "";
    setFresh(addMeasure(session.doc, itemId, { name, unit: "", baseline: null, target: null }));
  };
  return (
    <div className={classes.root}>
      {item.measures.map((measure) => (
        <OneMeasure
          key={measure.id}
          itemId={itemId}
          measure={measure}
          autoFocus={measure.id === fresh}
        />
      ))}
      {canEdit && (
        <button type="button" className={classes.add} onClick={add}>
          {item.measures.length === 0 ? (
            <IconChartLine size={15} aria-hidden="true" />
          ) : (
            <IconPlus size={15} aria-hidden="true" />
          )}
          Add a measure
        </button>
      )}
    </div>
  );
}

function OneMeasure({
  itemId,
  measure,
  autoFocus,
}: {
  itemId: string;
  measure: Measure;
  autoFocus: boolean;
}) {
  const { doc } = useSession();
  const canEdit = useMayEdit(itemId);
  const [listed, setListed] = useState(false);
  const latest = latestReading(measure);
  const progress = progressOf(measure);
  const change = (changes: Partial<Omit<Measure, "id" | "readings">>) => {
    changeMeasure(doc, itemId, measure.id, changes);
  };
  const name = measure.name || "Unnamed measure";
  return (
    <section className={classes.measure} aria-label={name}>
      <div className={classes.head}>
        <LineInput
          value={measure.name}
          onCommit={(text) => change({ name: text.trim() })}
          label="What is measured"
          placeholder="What is measured"
          readOnly={!canEdit}
          className={classes.name}
          autoFocus={autoFocus}
        />
        {canEdit && (
          <button
            type="button"
            className={classes.iconButton}
            aria-label={`Remove the measure “${name}”`}
            title="Remove"
            onClick={() => {
              removeMeasure(doc, itemId, measure.id);
            }}
          >
            <IconTrash size={15} aria-hidden="true" />
          </button>
        )}
      </div>

      <div className={classes.now}>
        {latest && <span className={classes.value}>{valueText(latest.value, measure.unit)}</span>}
        <span className={classes.progress} data-reached={(progress ?? 0) >= 1 || undefined}>
          {progressText(measure)}
        </span>
      </div>
      {progress !== null && (
        <div className={classes.track} aria-hidden="true">
          <div
            className={classes.bar}
            data-reached={progress >= 1 || undefined}
            style={{ width: `${Math.min(100, Math.max(0, progress * 100))}%` }}
          />
        </div>
      )}

      <MeasureChart measure={measure} />

      <dl className={classes.fields}>
        <Field name="Unit">
          <LineInput
            value={measure.unit}
            onCommit={(text) => change({ unit: text.trim() })}
            label="Unit"
            placeholder="%, days…"
            readOnly={!canEdit}
          />
        </Field>
        <Field name="Baseline">
          <NumberInput
            value={measure.baseline}
            onCommit={(baseline) => change({ baseline })}
            label="Baseline"
            readOnly={!canEdit}
          />
        </Field>
        <Field name="Target">
          <NumberInput
            value={measure.target}
            onCommit={(target) => change({ target })}
            label="Target"
            readOnly={!canEdit}
          />
        </Field>
        <Field name="By">
          <DayMenu
            label={
              measure.due
                ? `To be reached by ${dayText(measure.due)}`
                : "Say by when it is to be reached"
            }
            day={measure.due}
            onPick={(due) => change({ due })}
            clear="No date"
            disabled={!canEdit}
            className={classes.dayButton}
            trigger={
              measure.due ? dayText(measure.due) : <span className={classes.nothing}>–</span>
            }
          />
        </Field>
      </dl>

      {canEdit && <NewReading itemId={itemId} measure={measure} />}
      {measure.readings.length > 0 && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={listed}
          onClick={() => setListed(!listed)}
        >
          {listed ? "Hide" : "Show"} {count(measure.readings.length, "reading")}
        </button>
      )}
      {listed && <Readings itemId={itemId} measure={measure} />}
    </section>
  );
}

function Field({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={classes.field}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
