import { Tooltip } from "@mantine/core";
import type { CSSProperties } from "react";
import classes from "./PersonAvatar.module.css";
import { colorFor, inkOn, isHexColor } from "./palette";

export interface AvatarPerson {
  id: string;
  name: string;
  color: string;
  guest?: boolean;
}

/** One or two letters that stand for a name: of the first and the last word, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words[words.length - 1]) : "";
  return (first + last).toLocaleUpperCase() || "?";
}

function firstLetter(word: string | undefined): string {
  const letters = word?.match(/[\p{L}\p{N}]/u);
  return letters?.[0] ?? (word ? (Array.from(word)[0] ?? "") : "");
}

/**
 * A person: initials on their colour. Guests are marked by a dashed edge; `present` puts a ring
 * around who is here now. The name is read out, and shown on hover unless `tooltip` is false.
 */
export function PersonAvatar({
  person,
  size = 28,
  present = false,
  tooltip = true,
}: {
  person: AvatarPerson;
  size?: number;
  present?: boolean;
  tooltip?: boolean;
}) {
  const color = isHexColor(person.color) ? person.color : colorFor(person.id);
  const label = person.guest ? `${person.name} (guest)` : person.name;
  const avatar = (
    <span
      role="img"
      aria-label={label}
      className={classes.avatar}
      data-guest={person.guest || undefined}
      data-present={present || undefined}
      style={
        {
          "--avatar": color,
          "--avatar-ink": inkOn(color),
          "--avatar-size": `${size}px`,
        } as CSSProperties
      }
    >
      <span aria-hidden="true" className={classes.initials} data-initials={initials(person.name)} />
    </span>
  );
  return tooltip ? <Tooltip label={label}>{avatar}</Tooltip> : avatar;
}

/** Avatars in a row that overlap, and how many more there are. */
export function PersonAvatars({
  people,
  total = people.length,
  max = 4,
  size = 24,
}: {
  people: readonly AvatarPerson[];
  total?: number;
  max?: number;
  size?: number;
}) {
  const shown = people.slice(0, max);
  const more = total - shown.length;
  return (
    <span className={classes.group} style={{ "--avatar-size": `${size}px` } as CSSProperties}>
      {shown.map((person) => (
        <PersonAvatar key={person.id} person={person} size={size} />
      ))}
      {more > 0 && (
        <span className={classes.more} role="img" aria-label={`and ${more} more`}>
          +{more}
        </span>
      )}
    </span>
  );
}
