import { IconGripVertical, IconPlus, IconTrash } from "@tabler/icons-react";
import { type CSSProperties, useState } from "react";
import {
  addStakeholder,
  changeStakeholder,
  moveStakeholder,
  removeStakeholder,
} from "@/plan/change";
import type { Plan, Stakeholder } from "@/plan/types";
import { usePlan, useSession } from "@/session";
import { colorFor, isHexColor, stakeholderColors } from "@/ui";
import { LineInput } from "../LineInput";
import lineClasses from "../LineInput.module.css";
import { FloatingMenu } from "../menus/FloatingMenu";
import { useDraft } from "../useDraft";
import { count } from "../words";
import classes from "./Fields.module.css";
import { removeWithUndo } from "./removeWithUndo";
import own from "./Stakeholders.module.css";
import { useReorder } from "./useReorder";

/** Whom the plan concerns. */
export function Stakeholders() {
  const session = useSession();
  const plan = usePlan();
  const [fresh, setFresh] = useState<string | null>(null);
  const { stakeholders } = plan;
  const reorder = useReorder(
    stakeholders.map(({ id }) => id),
    (id, beside) => {
      moveStakeholder(session.doc, id, beside);
    },
  );
  const byId = new Map(stakeholders.map((group) => [group.id, group]));
  const uses = usesOf(plan);
  return (
    <>
      <p className={classes.lead}>
        Everyone whom the plan concerns: who carries it out, who lives with what comes of it, and
        without whom it cannot succeed. Mark each item with the groups it is for; a group without
        any is one that the plan forgot.
      </p>
      <ul className={classes.list} data-reorder>
        {reorder.shown.map((id) => {
          const group = byId.get(id);
          return (
            group && (
              <Group
                key={id}
                group={group}
                uses={uses.get(id) ?? 0}
                autoFocus={id === fresh}
                dragged={reorder.dragged === id}
                handle={reorder.handle(id)}
              />
            )
          );
        })}
      </ul>
      {session.canEdit && (
        <button
          type="button"
          className={classes.add}
          onClick={() => {
            setFresh(addStakeholder(session.doc, { name: "" }));
          }}
        >
          <IconPlus size={15} aria-hidden="true" />
          Add a group
        </button>
      )}
    </>
  );
}

function Group({
  group,
  uses,
  autoFocus,
  dragged,
  handle,
}: {
  group: Stakeholder;
  uses: number;
  autoFocus: boolean;
  dragged: boolean;
  handle: ReturnType<ReturnType<typeof useReorder>["handle"]>;
}) {
  const session = useSession();
  const { doc, canEdit } = session;
  const name = group.name || "Unnamed group";
  const change = (changes: Partial<Omit<Stakeholder, "id">>) => {
    changeStakeholder(doc, group.id, changes);
  };
  return (
    <li
      className={`${classes.row} ${own.group}`}
      data-id={group.id}
      data-dragged={dragged || undefined}
    >
      {canEdit ? (
        <button
          type="button"
          className={`${classes.icon} ${classes.handle}`}
          aria-label={`Move ${name}: drag, or use the arrow keys`}
          title="Drag to reorder"
          {...handle}
        >
          <IconGripVertical size={15} aria-hidden="true" />
        </button>
      ) : (
        <span />
      )}
      <ColorMenu group={group} onPick={(color) => change({ color })} />
      <div className={own.words}>
        <LineInput
          value={group.name}
          onCommit={(text) => change({ name: text.trim() })}
          label="Name of the group"
          placeholder="Name of the group"
          readOnly={!canEdit}
          className={classes.name}
          autoFocus={autoFocus}
        />
        <Description
          value={group.description}
          onCommit={(description) => change({ description })}
          name={name}
          readOnly={!canEdit}
        />
      </div>
      <div className={classes.aside}>
        <span className={classes.uses} data-none={uses === 0 || undefined}>
          {uses === 0 ? "no items yet" : count(uses, "item")}
        </span>
        {canEdit && (
          <button
            type="button"
            className={classes.icon}
            aria-label={`Remove ${name}`}
            title="Remove"
            onClick={() =>
              removeWithUndo(session, `“${name}” is no longer in the plan`, () =>
                removeStakeholder(doc, group.id),
              )
            }
          >
            <IconTrash size={15} aria-hidden="true" />
          </button>
        )}
      </div>
    </li>
  );
}

function Description({
  value,
  onCommit,
  name,
  readOnly,
}: {
  value: string;
  onCommit: (text: string) => void;
  name: string;
  readOnly: boolean;
}) {
  const draft = useDraft(value, (text) => {
    if (text !== value) onCommit(text);
  });
  if (readOnly) return value ? <p className={own.shown}>{value}</p> : null;
  return (
    <textarea
      className={`${lineClasses.input} ${classes.description}`}
      rows={1}
      value={draft.text}
      placeholder="Who are they?"
      aria-label={`Description of ${name}`}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
    />
  );
}

function ColorMenu({ group, onPick }: { group: Stakeholder; onPick: (color: string) => void }) {
  const { canEdit } = useSession();
  const color = isHexColor(group.color) ? group.color : colorFor(group.id);
  return (
    <FloatingMenu
      label={`Colour of ${group.name || "the group"}`}
      title="Colour"
      disabled={!canEdit}
      className={own.swatchButton}
      width={172}
      trigger={<span className={own.swatch} style={{ "--tint": color } as CSSProperties} />}
    >
      {(close) => (
        <div className={own.colors}>
          {stakeholderColors.map((choice, index) => (
            <button
              key={choice}
              type="button"
              className={own.color}
              style={{ "--tint": choice } as CSSProperties}
              aria-label={`Colour ${index + 1}`}
              aria-pressed={choice === color}
              data-autofocus={choice === color || undefined}
              onClick={() => {
                onPick(choice);
                close();
              }}
            />
          ))}
        </div>
      )}
    </FloatingMenu>
  );
}

function usesOf(plan: Plan): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const item of plan.items.values()) {
    for (const id of item.stakeholders) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}
