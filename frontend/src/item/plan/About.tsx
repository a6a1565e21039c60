import { useId } from "react";
import { setMeta } from "@/plan/change";
import { usePlan, useSession } from "@/session";
import { useDraft } from "../useDraft";
import classes from "./Fields.module.css";

/** What the plan is and whose. */
export function About() {
  const { doc, canEdit } = useSession();
  const plan = usePlan();
  const set = (changes: { title?: string; organization?: string; description?: string }) => {
    setMeta(doc, changes);
  };
  return (
    <div className={classes.form}>
      <Field
        label="Title"
        value={plan.title}
        onCommit={(title) => set({ title })}
        readOnly={!canEdit}
      />
      <Field
        label="Organisation"
        value={plan.organization}
        onCommit={(organization) => set({ organization })}
        placeholder="Whose plan it is"
        readOnly={!canEdit}
      />
      <Field
        label="Description"
        value={plan.description}
        onCommit={(description) => set({ description })}
        placeholder="What it covers, for which time, and how it came about"
        rows={6}
        readOnly={!canEdit}
      />
    </div>
  );
}

function Field({
  label,
  value,
  onCommit,
  placeholder,
  rows,
  readOnly,
}: {
  label: string;
  value: string;
  onCommit: (text: string) => void;
  placeholder?: string;
  /** As many lines; without, it is one line. */
  rows?: number;
  readOnly: boolean;
}) {
  const id = useId();
  const draft = useDraft(value, (text) => {
    if (text !== value) onCommit(text);
  });
  const given = {
    id,
    className: classes.field,
    value: draft.text,
    placeholder,
    readOnly,
    onChange: (event: { currentTarget: { value: string } }) =>
      draft.change(event.currentTarget.value),
    onBlur: draft.leave,
  };
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      {rows ? <textarea {...given} rows={rows} /> : <input {...given} autoComplete="off" />}
    </div>
  );
}
