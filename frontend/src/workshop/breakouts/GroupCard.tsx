import { useDroppable } from "@dnd-kit/core";
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { LineInput } from "@/item/LineInput";
import { NumberStepper } from "../agenda/NumberStepper";
import { PartPicker } from "../agenda/PartPicker";
import classes from "./Breakouts.module.css";
import type { PlannedGroup } from "./plan";

/** One group: its name, its people, its part of the plan and its time. */
export function GroupCard({
  group,
  over,
  onChange,
  onRemove,
  children,
}: {
  group: PlannedGroup;
  over: boolean;
  onChange(change: Partial<Pick<PlannedGroup, "title" | "part" | "minutes">>): void;
  /** Absent where it is the only one. */
  onRemove?(): void;
  children: ReactNode;
}) {
  const { setNodeRef } = useDroppable({ id: group.key });
  const name = group.title || "the group";
  return (
    <section
      ref={setNodeRef}
      className={classes.group}
      data-group={group.key}
      data-over={over || undefined}
      aria-label={name}
    >
      <header className={classes.head}>
        <LineInput
          className={classes.name}
          label="Name of the group"
          maxLength={200}
          value={group.title}
          onCommit={(title) => title.trim() !== "" && onChange({ title: title.trim() })}
        />
        <span className={classes.count}>{group.people.length}</span>
        {onRemove && (
          <ActionIcon
            size={30}
            aria-label={`Take ${name} away`}
            title="Take away"
            onClick={onRemove}
          >
            <IconX size={15} />
          </ActionIcon>
        )}
      </header>
      {children}
      {group.people.length === 0 && <p className={classes.nobody}>Drop people here</p>}
      <div className={classes.groupFields}>
        <PartPicker
          label={`${name} works on`}
          value={group.part}
          onChange={(part) => onChange({ part })}
        />
        <NumberStepper
          hideLabel
          label={`Minutes of ${name}`}
          unit="min"
          value={group.minutes}
          least={1}
          most={600}
          step={5}
          onChange={(minutes) => minutes !== null && onChange({ minutes })}
        />
      </div>
    </section>
  );
}
