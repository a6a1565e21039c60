import { useDraggable } from "@dnd-kit/core";
import { IconArrowRight, IconGripVertical } from "@tabler/icons-react";
import { usePlan } from "@/session";
import { ColorTag, PersonAvatar } from "@/ui";
import type { Participant } from "../types";
import classes from "./Breakouts.module.css";

/** Somebody who can be put into another group: dragged, or chosen from a list. */
export function PersonChip({
  participant,
  at,
  targets,
  nameOf,
  dragged,
  onMove,
}: {
  participant: Participant;
  /** Where they are now. */
  at: string;
  targets: readonly string[];
  nameOf(target: string): string;
  dragged: boolean;
  onMove(target: string): void;
}) {
  const { person, here, stakeholder } = participant;
  const { setNodeRef, listeners } = useDraggable({ id: person.id });
  const group = usePlan().stakeholders.find(({ id }) => id === stakeholder);
  return (
    <li
      ref={setNodeRef}
      className={classes.person}
      data-person={person.id}
      data-dragged={dragged || undefined}
      data-away={!here || undefined}
      {...listeners}
    >
      <PersonAvatar person={person} size={24} tooltip={false} />
      <span className={classes.personWords}>
        <span className={classes.personName}>{person.name}</span>
        {(group || !here) && (
          <span className={classes.personFacts}>
            {group && (
              <ColorTag color={group.color} seed={group.id}>
                {group.name || "Unnamed group"}
              </ColorTag>
            )}
            {!here && "not here now"}
          </span>
        )}
      </span>
      <button
        type="button"
        data-drag
        className={classes.grip}
        aria-label={`Move ${person.name}: press M, then the arrow keys`}
        title="Drag, or press M"
      >
        <IconGripVertical size={15} aria-hidden="true" />
      </button>
      <span className={classes.moveTo} title="Move to…">
        <IconArrowRight size={15} aria-hidden="true" />
        <select
          aria-label={`Move ${person.name} to`}
          value={at}
          onChange={(event) => onMove(event.currentTarget.value)}
        >
          {targets.map((target) => (
            <option key={target} value={target}>
              {nameOf(target)}
            </option>
          ))}
        </select>
      </span>
    </li>
  );
}
