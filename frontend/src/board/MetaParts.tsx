import { IconCalendar } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { dayText } from "@/item/days";
import type { Item, Stakeholder } from "@/plan/types";
import { type AvatarPerson, colorFor, isHexColor, PersonAvatar } from "@/ui";
import classes from "./Meta.module.css";
import { isOverdue, today } from "./progress";

export function DueDate({ item }: { item: Item }) {
  if (item.due === null) return null;
  const late = isOverdue(item, today());
  return (
    <span className={classes.due} data-late={late || undefined} title={late ? "Overdue" : "Due"}>
      <IconCalendar size={13} aria-hidden="true" />
      {dayText(item.due)}
    </span>
  );
}

const MAX_DOTS = 5;

/** A dot in the colour of each stakeholder group that an item is for. */
export function StakeholderDots({
  ids,
  stakeholders,
}: {
  ids: readonly string[];
  stakeholders: readonly Stakeholder[];
}) {
  const shown = stakeholders.filter(({ id }) => ids.includes(id));
  if (shown.length === 0) return null;
  const names = shown.map(({ name }) => name || "Unnamed group").join(", ");
  return (
    <span className={classes.dots} role="img" aria-label={`For ${names}`} title={names}>
      {shown.slice(0, MAX_DOTS).map(({ id, color }) => (
        <span
          key={id}
          className={classes.dot}
          style={{ "--tint": isHexColor(color) ? color : colorFor(id) } as CSSProperties}
        />
      ))}
    </span>
  );
}

export function OwnerAvatar({
  item: { owner },
  people,
}: {
  item: Item;
  people: readonly AvatarPerson[];
}) {
  if (!owner) return null;
  const id = owner.id ?? owner.name;
  const known = people.find((person) => person.id === owner.id);
  return (
    <span className={classes.avatar} title={`Owner: ${owner.name}`}>
      <PersonAvatar
        person={known ?? { id, name: owner.name, color: colorFor(id) }}
        size={20}
        tooltip={false}
      />
    </span>
  );
}

/** How far an item's measures have come. */
export function Progress({ value }: { value: number }) {
  const percent = Math.round(value * 100);
  const text = `${percent}% of the way to its target`;
  return (
    <span className={classes.progress} role="img" aria-label={text} title={text}>
      <span className={classes.track}>
        <span className={classes.bar} style={{ width: `${percent}%` }} />
      </span>
      {percent}%
    </span>
  );
}
