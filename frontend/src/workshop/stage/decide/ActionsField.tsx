import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import type { AvatarPerson } from "@/ui";
import classes from "./Decide.module.css";
import { type ActionForm, NO_ACTION } from "./draft";

/** What is to be done now, by whom and until when. */
export function ActionsField({
  people,
  value,
  onChange,
}: {
  people: readonly AvatarPerson[];
  value: readonly ActionForm[];
  onChange(actions: readonly ActionForm[]): void;
}) {
  const listRef = useRef<HTMLUListElement>(null);
  const toNew = useRef(false);
  const rows = value.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the new row is there once there is one more
  useLayoutEffect(() => {
    if (!toNew.current) return;
    toNew.current = false;
    listRef.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  }, [rows]);
  const set = (index: number, change: Partial<ActionForm>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));

  function add() {
    toNew.current = true;
    onChange([...value, NO_ACTION]);
  }

  return (
    <fieldset className={classes.who}>
      <legend className={classes.label}>Actions</legend>
      {value.length > 0 && (
        <ul ref={listRef} className={classes.actions}>
          {value.map(({ title, owner, due }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place until they are written
            <li key={index} className={classes.action}>
              <input
                aria-label={`Action ${index + 1}`}
                placeholder="What is to be done"
                maxLength={200}
                value={title}
                onChange={(event) => set(index, { title: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                  event.preventDefault();
                  add();
                }}
              />
              <select
                aria-label={`Who does action ${index + 1}`}
                value={owner}
                onChange={(event) => set(index, { owner: event.currentTarget.value })}
              >
                <option value="">Nobody yet</option>
                {people.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
              <input
                type="date"
                aria-label={`Due date of action ${index + 1}`}
                value={due}
                onChange={(event) => set(index, { due: event.currentTarget.value })}
              />
              <ActionIcon
                size={32}
                aria-label={`Take out action ${index + 1}`}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <IconX size={15} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={add}
      >
        Add an action
      </Button>
    </fieldset>
  );
}
