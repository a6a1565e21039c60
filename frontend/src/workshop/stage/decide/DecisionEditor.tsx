import { Button } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { FormError } from "@/account/FormPage";
import { explain } from "@/api";
import { useOwnerChoices } from "@/item";
import { useDecide } from "../../api";
import type { StageProps } from "../stageProps";
import { GrowingText } from "../write/GrowingText";
import { ActionsField } from "./ActionsField";
import classes from "./Decide.module.css";
import { type DecisionForm, draftOf, missing, suggested } from "./draft";
import { useKept } from "./useKept";
import { WhoField } from "./WhoField";

/** Writes a decision down: what, why, who, what speaks against it, and what is to be done. */
export function DecisionEditor({
  session,
  activity,
  onDone,
}: Pick<StageProps, "session" | "activity"> & { onDone(): void }) {
  const id = useId();
  const people = useOwnerChoices();
  const decide = useDecide(session.id);
  const [form, setForm, clear] = useKept<DecisionForm>(`planhall-decision ${activity.id}`, () =>
    suggested(activity),
  );
  const [error, setError] = useState<{ field: string | null; message: string } | null>(null);
  const set = (change: Partial<DecisionForm>) => {
    setForm({ ...form, ...change });
    setError(null);
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const lacking = missing(form);
    if (lacking) {
      setError(lacking);
      if (lacking.field) document.getElementById(`${id}-${lacking.field}`)?.focus();
      return;
    }
    try {
      await decide.mutateAsync(
        draftOf(form, activity.id, (owner) => people.some((person) => person.id === owner)),
      );
      clear();
      onDone();
    } catch (problem) {
      const { title, detail } = explain(problem);
      setError({ field: null, message: detail || title });
    }
  }

  const field = (name: "title" | "what" | "why" | "dissent", label: string, hint: string) => (
    <div className={classes.field}>
      <label htmlFor={`${id}-${name}`} className={classes.label}>
        {label}
      </label>
      <GrowingText
        id={`${id}-${name}`}
        className={classes.input}
        placeholder={hint}
        maxLength={name === "title" ? 200 : 4000}
        value={form[name]}
        aria-invalid={error?.field === name || undefined}
        aria-describedby={error?.field === name ? `${id}-error` : undefined}
        onChange={(event) => {
          const text = event.currentTarget.value;
          set({ [name]: name === "title" ? text.replaceAll("\n", " ") : text });
        }}
      />
      {error?.field === name && (
        <span id={`${id}-error`} className={classes.error}>
          {error.message}
        </span>
      )}
    </div>
  );

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => void submit(event)}
      aria-label="Decision"
    >
      {field("title", "About", "What the decision is about")}
      {field("what", "What we decided", "In words that still say it in a year")}
      {field("why", "Why", "What spoke for it")}
      <WhoField
        label="Who decided"
        names={[...new Set(session.people.map(({ person }) => person.name))]}
        value={form.who}
        onChange={(who) => set({ who })}
      />
      {field("dissent", "Dissent", "What spoke against it, and is not to be forgotten")}
      <ActionsField people={people} value={form.actions} onChange={(actions) => set({ actions })} />
      <FormError>{error && error.field === null ? error.message : null}</FormError>
      <div className={classes.buttons}>
        <Button
          variant="default"
          onClick={() => {
            clear();
            onDone();
          }}
        >
          Cancel
        </Button>
        <Button type="submit" loading={decide.isPending}>
          Write the decision down
        </Button>
      </div>
    </form>
  );
}
