import { Select, Skeleton, TextInput } from "@mantine/core";
import { lazy, Suspense } from "react";
import { statusName } from "@/item/words";
import { KINDS, STATUSES } from "@/plan/types";
import { usePlan } from "@/session";
import { kindName } from "@/ui";
import type { Now } from "../compare";
import type { DocJson } from "../types";
import { placeText } from "../words";
import { type Form, usualKind } from "./form";
import { ParentSelect, PlaceFields } from "./PlaceFields";
import classes from "./SuggestForm.module.css";

const NotesEditor = lazy(() => import("./NotesEditor"));

/** The fields of one kind of change, each filled with what is there now. */
export function ChangeFields({
  form,
  now,
  itemId,
  onChange,
}: {
  form: Form;
  now: Now | null;
  itemId: string | null;
  onChange(part: Partial<Form>): void;
}) {
  const plan = usePlan();
  switch (form.kind) {
    case "title":
      return (
        <div className={classes.fields}>
          <TextInput
            data-autofocus
            label="Proposed title"
            autoComplete="off"
            value={form.title ?? now?.title ?? ""}
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
          {form.title !== undefined && form.title !== now?.title && (
            <NowLine>{now?.title || "Untitled"}</NowLine>
          )}
        </div>
      );
    case "body":
      return (
        <Notes
          label="Proposed notes"
          from={form.body ?? now?.body ?? null}
          onChange={(body) => onChange({ body })}
        />
      );
    case "status":
      return (
        <div className={classes.fields}>
          <Select
            data-autofocus
            label="Proposed status"
            data={STATUSES.map((value) => ({ value, label: statusName(value) }))}
            value={form.status ?? now?.status ?? "draft"}
            onChange={(status) => status !== null && onChange({ status })}
          />
          <NowLine>{statusName(now?.status ?? "draft")}</NowLine>
        </div>
      );
    case "parent":
      return (
        <div className={classes.fields}>
          <PlaceFields
            item={itemId}
            place={form.place ?? { parent: now?.parent ?? null, before: now?.before ?? null }}
            onPlace={(place) => onChange({ place })}
          />
          {now && <NowLine>{placeText(plan, now.parent, now.before)}</NowLine>}
        </div>
      );
    case "new":
      return <NewFields form={form} onChange={onChange} />;
  }
}

function NewFields({ form, onChange }: { form: Form; onChange(part: Partial<Form>): void }) {
  const plan = usePlan();
  const { fresh } = form;
  const set = (part: Partial<Form["fresh"]>) => onChange({ fresh: { ...fresh, ...part } });
  return (
    <div className={classes.fields}>
      <TextInput
        data-autofocus
        label="Title of the new item"
        autoComplete="off"
        value={fresh.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Select
        label="What it is"
        data={KINDS.map((value) => ({ value, label: kindName(value) }))}
        value={fresh.kind ?? usualKind(plan, fresh.parent)}
        onChange={(kind) => kind !== null && set({ kind })}
      />
      <ParentSelect
        label="Where it goes"
        item={null}
        parent={fresh.parent}
        onParent={(parent) => set({ parent })}
      />
      <Notes label="Notes, if any" from={fresh.body ?? null} onChange={(body) => set({ body })} />
    </div>
  );
}

/** What is there, beside what one would have there. */
function NowLine({ children }: { children: string }) {
  return (
    <p className={classes.now}>
      Now: <strong>{children}</strong>
    </p>
  );
}

function Notes({
  label,
  from,
  onChange,
}: {
  label: string;
  from: DocJson | null;
  onChange(body: DocJson): void;
}) {
  return (
    <div>
      <p className={classes.label} aria-hidden="true">
        {label}
      </p>
      <Suspense fallback={<Skeleton height={120} radius="sm" />}>
        <NotesEditor label={label} from={from} onChange={onChange} />
      </Suspense>
    </div>
  );
}
