import { Select } from "@mantine/core";
import { useMemo } from "react";
import { usePlan } from "@/session";
import { KindIcon, kindName } from "@/ui";
import type { Spot } from "../compare";
import { quoted } from "../words";
import { parentsFor, siblingsAt } from "./form";
import classes from "./PlaceFields.module.css";

// No ids of items.
const TOP = "/top";
const END = "/end";
/** More are found by typing. */
const MOST_SHOWN = 200;

/** Where an item would stand: below what, and where among what is there. */
export function PlaceFields({
  item,
  place,
  onPlace,
}: {
  item: string | null;
  place: Spot;
  onPlace(place: Spot): void;
}) {
  const plan = usePlan();
  const siblings = siblingsAt(plan, place.parent, item);
  const before = place.before !== null && siblings.includes(place.before) ? place.before : END;
  return (
    <>
      <ParentSelect
        label="Proposed place"
        item={item}
        parent={place.parent}
        onParent={(parent) => onPlace({ parent, before: null })}
      />
      {siblings.length > 0 && (
        <Select
          label="Where among them"
          searchable={siblings.length > 8}
          limit={MOST_SHOWN}
          data={[
            { value: END, label: "At the end" },
            ...siblings.map((id) => ({
              value: id,
              label: `Before ${quoted(plan.items.get(id)?.title)}`,
            })),
          ]}
          value={before}
          onChange={(value) =>
            value !== null && onPlace({ ...place, before: value === END ? null : value })
          }
        />
      )}
    </>
  );
}

/** An item to stand below, or the top of the plan. */
export function ParentSelect({
  label,
  item,
  parent,
  onParent,
}: {
  label: string;
  /** The item to be moved, which cannot go below itself. */
  item: string | null;
  parent: string | null;
  onParent(parent: string | null): void;
}) {
  const plan = usePlan();
  const parents = useMemo(() => parentsFor(plan, item), [plan, item]);
  const depths = useMemo(() => new Map(parents.map(({ id, depth }) => [id, depth])), [parents]);
  return (
    <Select
      data-autofocus={item !== null || undefined}
      label={label}
      searchable
      limit={MOST_SHOWN}
      nothingFoundMessage="No such item"
      data={[
        { value: TOP, label: "At the top of the plan" },
        ...parents.map(({ id }) => ({
          value: id,
          label: `Below ${quoted(plan.items.get(id)?.title)}`,
        })),
      ]}
      value={parent ?? TOP}
      onChange={(value) => value !== null && onParent(value === TOP ? null : value)}
      renderOption={({ option }) => {
        const found = plan.items.get(option.value);
        if (!found) return option.label;
        return (
          <span
            className={classes.option}
            style={{ paddingLeft: Math.min(depths.get(found.id) ?? 0, 6) * 14 }}
          >
            <KindIcon kind={found.kind} size={15} label={kindName(found.kind)} />
            <span className={classes.name}>{found.title || "Untitled"}</span>
          </span>
        );
      }}
    />
  );
}
