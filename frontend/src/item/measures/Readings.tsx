import { IconCalendar, IconX } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { addReading, changeReading, removeReading } from "@/plan/change";
import type { Measure } from "@/plan/types";
import { useMayEdit, useSession } from "@/session";
import { dayText, today } from "../days";
import { LineInput } from "../LineInput";
import inputClasses from "../LineInput.module.css";
import { DayMenu } from "../menus/DayMenu";
import classes from "./Measures.module.css";
import { NumberInput } from "./NumberInput";
import { parseNumber, valueText } from "./progress";

/** All readings of a measure, the newest first, each to be put right or taken out. */
export function Readings({ itemId, measure }: { itemId: string; measure: Measure }) {
  const { doc } = useSession();
  const canEdit = useMayEdit(itemId);
  return (
    <ul className={classes.readings}>
      {measure.readings.toReversed().map((reading) => {
        const change = (changes: { at?: string; value?: number | null; note?: string }) => {
          changeReading(doc, itemId, measure.id, reading.id, changes);
        };
        const day = dayText(reading.at);
        if (!canEdit) {
          return (
            <li key={reading.id} className={classes.reading}>
              <span className={classes.day}>{day}</span>
              <span>{valueText(reading.value, measure.unit)}</span>
              <span className={classes.note}>{reading.note}</span>
            </li>
          );
        }
        return (
          <li key={reading.id} className={classes.reading}>
            <DayMenu
              label={`Day of the reading: ${day}`}
              day={reading.at}
              onPick={(at) => at && change({ at })}
              usual={false}
              disabled={false}
              className={classes.dayButton}
              trigger={day}
            />
            <NumberInput
              value={reading.value}
              onCommit={(value) => change({ value })}
              label={`Value on ${day}`}
            />
            <LineInput
              value={reading.note}
              onCommit={(note) => change({ note: note.trim() })}
              label={`Note on ${day}`}
              placeholder="Note"
            />
            <button
              type="button"
              className={classes.iconButton}
              aria-label={`Remove the reading of ${day}`}
              title="Remove"
              onClick={() => {
                removeReading(doc, itemId, measure.id, reading.id);
              }}
            >
              <IconX size={14} aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A line to write down what was measured. */
export function NewReading({ itemId, measure }: { itemId: string; measure: Measure }) {
  const { doc } = useSession();
  const [value, setValue] = useState("");
  const [day, setDay] = useState(today);
  const valueRef = useRef<HTMLInputElement>(null);
  const number = parseNumber(value);
  const wrong = number === undefined;

  function add(event: FormEvent) {
    event.preventDefault();
    if (number === undefined || number === null) {
      valueRef.current?.focus();
      return;
    }
    // One reading a day: two would have no order, and the later one is what is meant.
    const known = measure.readings.find(({ at }) => at === day);
    if (known) changeReading(doc, itemId, measure.id, known.id, { value: number });
    else addReading(doc, itemId, measure.id, { at: day, value: number });
    setValue("");
    setDay(today());
  }

  return (
    <form className={classes.fresh} onSubmit={add}>
      <input
        ref={valueRef}
        className={`${inputClasses.input} ${classes.freshValue}`}
        inputMode="decimal"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        placeholder="New reading"
        aria-label="Value of the new reading"
        aria-invalid={wrong || undefined}
        autoComplete="off"
      />
      <DayMenu
        label={`Day of the new reading: ${day === today() ? "today" : dayText(day)}`}
        day={day}
        onPick={(next) => next && setDay(next)}
        usual={false}
        disabled={false}
        className={classes.freshDay}
        trigger={
          <>
            <IconCalendar size={13} aria-hidden="true" />
            {day === today() ? "Today" : dayText(day)}
          </>
        }
      />
      <button type="submit" className={classes.submit} disabled={!number && number !== 0}>
        Add
      </button>
    </form>
  );
}
