import { IconChevronDown, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { FloatingMenu } from "@/item/menus/FloatingMenu";
import { type Choice, PickList } from "@/item/menus/PickList";
import type { Plan } from "@/plan/types";
import { usePlan } from "@/session";
import { KindIcon, kindName } from "@/ui";
import classes from "./Fields.module.css";

/** Which part of the plan something works on: one of its items, or all of it. */
export function PartPicker({
  value,
  onChange,
  label,
  readOnly = false,
}: {
  value: string | null;
  onChange(item: string | null): void;
  /** What it is the part of, for those who do not see it. */
  label: string;
  readOnly?: boolean;
}) {
  const plan = usePlan();
  const item = value === null ? undefined : plan.items.get(value);
  const name = item
    ? item.title || `Untitled ${item.kind}`
    : value === null
      ? "The whole plan"
      : "An item that is gone";
  return (
    <span className={classes.pickArea}>
      <FloatingMenu
        label={`${label}: ${name}`}
        width={320}
        disabled={readOnly}
        className={classes.pick}
        trigger={
          <span
            className={classes.picked}
            data-none={value === null || undefined}
            data-read-only={readOnly || undefined}
          >
            {item && <KindIcon kind={item.kind} size={15} />}
            <span className={classes.cut}>{name}</span>
            {!readOnly && <IconChevronDown size={14} className={classes.chevron} />}
          </span>
        }
      >
        {(close) => (
          <PickList
            label={label}
            searchable
            searchPlaceholder="Find an item…"
            empty={plan.roots.length === 0 ? "Nothing is in the plan yet" : "No item says that"}
            choices={itemChoices(plan, value)}
            onPick={(id) => {
              onChange(id);
              close();
            }}
            footer={
              value !== null && (
                <button
                  type="button"
                  className={classes.clear}
                  onClick={() => {
                    onChange(null);
                    close();
                  }}
                >
                  <IconX size={14} aria-hidden="true" />
                  The whole plan
                </button>
              )
            }
          />
        )}
      </FloatingMenu>
    </span>
  );
}

/** Picks items of the plan one after the other, to make something of each. */
export function ItemsPicker({
  picked,
  onPick,
  label,
  trigger,
}: {
  picked: readonly string[];
  onPick(item: { id: string; title: string }): void;
  label: string;
  trigger: ReactNode;
}) {
  const plan = usePlan();
  return (
    <FloatingMenu label={label} width={320} className={classes.itemsButton} trigger={trigger}>
      {() => (
        <PickList
          label={label}
          searchable
          multiple
          searchPlaceholder="Find an item…"
          empty={plan.roots.length === 0 ? "Nothing is in the plan yet" : "No item says that"}
          choices={itemChoices(plan, null).map((choice) => ({
            ...choice,
            picked: picked.includes(choice.value),
          }))}
          onPick={(id) => onPick({ id, title: plan.items.get(id)?.title ?? "" })}
        />
      )}
    </FloatingMenu>
  );
}

/** The items in the order of the outline, each with what it hangs below. */
function itemChoices(plan: Plan, picked: string | null): Choice[] {
  const choices: Choice[] = [];
  const add = (ids: readonly string[], above: readonly string[]) => {
    for (const id of ids) {
      const item = plan.items.get(id);
      if (!item) continue;
      const title = item.title || `Untitled ${item.kind}`;
      choices.push({
        value: id,
        label: title,
        icon: <KindIcon kind={item.kind} size={15} />,
        hint: above.length > 0 ? above.join(" › ") : kindName(item.kind),
        picked: id === picked,
      });
      add(item.children, [...above, title]);
    }
  };
  add(plan.roots, []);
  return choices;
}
