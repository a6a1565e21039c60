import { IconGripVertical, IconPlus, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState } from "react";
import { LineInput } from "@/item/LineInput";
import { useReorder } from "@/item/plan/useReorder";
import { newId } from "@/plan/ids";
import { useItem } from "@/session";
import { KindIcon } from "@/ui";
import type { VoteOption } from "../types";
import classes from "./Fields.module.css";
import { ItemsPicker } from "./PartPicker";

const MOST = 100;

/** What is voted on, written by hand or taken from the plan, in the order in which it shows. */
export function OptionsField({
  options,
  readOnly,
  onChange,
}: {
  options: readonly VoteOption[];
  readOnly: boolean;
  onChange(options: VoteOption[]): void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const byId = new Map(options.map((option) => [option.id, option]));
  const reorder = useReorder(
    options.map((option) => option.id),
    (moved, { before }) => {
      const one = byId.get(moved);
      if (!one) return;
      const rest = options.filter((option) => option !== one);
      const at =
        before === undefined ? rest.length : rest.findIndex((option) => option.id === before);
      onChange([...rest.slice(0, at), one, ...rest.slice(at)]);
    },
  );

  function add(text: string) {
    // Several lines pasted are several options.
    const titles = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (titles.length > 0) {
      const added = titles.map((title) => ({ id: newId(), title: title.slice(0, 200) }));
      onChange([...options, ...added].slice(0, MOST));
    }
    setTyped("");
  }

  return (
    <div className={classes.options}>
      {options.length > 0 && (
        <ul className={classes.optionList} data-reorder aria-label="Options">
          {reorder.shown.map((shown) => {
            const option = byId.get(shown);
            if (!option) return null;
            const name = option.title || "the option";
            return (
              <li
                key={shown}
                data-id={shown}
                className={classes.option}
                data-dragged={reorder.dragged === shown || undefined}
              >
                {!readOnly && (
                  <button
                    type="button"
                    className={classes.optionGrip}
                    aria-label={`Move ${name}: drag, or use the arrow keys`}
                    {...reorder.handle(shown)}
                  >
                    <IconGripVertical size={14} aria-hidden="true" />
                  </button>
                )}
                {option.item && <OptionItem item={option.item} />}
                <LineInput
                  className={classes.optionTitle}
                  label="Option"
                  maxLength={200}
                  readOnly={readOnly}
                  value={option.title}
                  onCommit={(title) => {
                    if (title.trim() === "") return;
                    onChange(
                      options.map((one) =>
                        one.id === shown ? { ...one, title: title.trim() } : one,
                      ),
                    );
                  }}
                />
                {!readOnly && (
                  <button
                    type="button"
                    className={classes.optionRemove}
                    aria-label={`Remove ${name}`}
                    onClick={() => onChange(options.filter((one) => one.id !== shown))}
                  >
                    <IconX size={14} aria-hidden="true" />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {!readOnly && options.length < MOST && (
        <div className={classes.optionAdd}>
          <label htmlFor={id} className={classes.hidden}>
            New option
          </label>
          <IconPlus size={14} aria-hidden="true" />
          <input
            id={id}
            value={typed}
            maxLength={200}
            placeholder="Write an option, then Enter"
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => add(typed)}
            onPaste={(event) => {
              const text = event.clipboardData.getData("text");
              if (!text.includes("\n")) return;
              event.preventDefault();
              add(`${typed}${text}`);
            }}
            onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add(typed);
            }}
          />
          <ItemsPicker
            label="Options from the plan"
            picked={options.flatMap(({ item }) => (item ? [item] : []))}
            trigger="From the plan…"
            onPick={(item) =>
              onChange(
                options.some((one) => one.item === item.id)
                  ? options.filter((one) => one.item !== item.id)
                  : [
                      ...options,
                      { id: newId(), title: item.title || "Untitled", item: item.id },
                    ].slice(0, MOST),
              )
            }
          />
        </div>
      )}
    </div>
  );
}

function OptionItem({ item }: { item: string }) {
  const found = useItem(item);
  return found ? (
    <KindIcon kind={found.kind} size={14} label={`${found.kind} of the plan`} />
  ) : null;
}
