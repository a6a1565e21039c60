import { IconCheck, IconSearch } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import classes from "./PickList.module.css";

export interface Choice {
  value: string;
  /** What is searched, and read out. */
  label: string;
  /** Drawn in place of the label. */
  content?: ReactNode;
  icon?: ReactNode;
  /** A second line. */
  hint?: string;
  picked?: boolean;
}

/** From so many choices on, there is a field to search them. */
const SEARCH_FROM = 8;

/**
 * A list to pick from, by pointer or keys: arrows, Home, End, first letters, Enter. With `onCreate`
 * what is typed may also become a new choice. Stays open where several may be picked.
 */
export function PickList({
  label,
  choices,
  onPick,
  onCreate,
  createLabel = (text) => `Add “${text}”`,
  multiple = false,
  searchable = choices.length >= SEARCH_FROM || onCreate !== undefined,
  searchPlaceholder = "Search…",
  empty = "Nothing found",
  footer,
}: {
  label: string;
  choices: readonly Choice[];
  onPick: (value: string) => void;
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  multiple?: boolean;
  searchable?: boolean;
  searchPlaceholder?: string;
  empty?: string;
  footer?: ReactNode;
}) {
  const id = useId();
  const [search, setSearch] = useState("");
  const shown = search ? choices.filter((choice) => matches(choice, search)) : choices;
  const wanted = search.trim();
  const creates =
    onCreate !== undefined &&
    wanted !== "" &&
    !choices.some((choice) => choice.label.toLowerCase() === wanted.toLowerCase());
  const size = shown.length + (creates ? 1 : 0);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      choices.findIndex((one) => one.picked),
    ),
  );
  const at = Math.min(active, size - 1);
  const listRef = useRef<HTMLDivElement>(null);
  const focusRef = useRef<HTMLElement>(null);
  const letters = useRef({ typed: "", at: 0 });

  useLayoutEffect(() => focusRef.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    listRef.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  function pick(index: number) {
    const choice = shown[index];
    if (choice) onPick(choice.value);
    else if (creates) {
      onCreate?.(wanted);
      setSearch("");
    }
  }

  function takeKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % Math.max(1, size),
      ArrowUp: (at - 1 + size) % Math.max(1, size),
    };
    if (!searchable) Object.assign(moves, { Home: 0, End: size - 1 });
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(to);
    } else if (event.key === "Enter" || (event.key === " " && !searchable)) {
      event.preventDefault();
      if (size > 0) pick(at);
    } else if (!searchable && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const now = performance.now();
      const { typed, at: before } = letters.current;
      const next = (now - before < 700 ? typed : "") + event.key.toLowerCase();
      letters.current = { typed: next, at: now };
      const found = shown.findIndex((choice) => choice.label.toLowerCase().startsWith(next));
      if (found >= 0) setActive(found);
    }
  }

  const options = (
    <div
      ref={(element) => {
        listRef.current = element;
        if (!searchable) focusRef.current = element;
      }}
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={multiple || undefined}
      tabIndex={searchable ? -1 : 0}
      aria-activedescendant={!searchable && size > 0 ? `${id}-${at}` : undefined}
      className={classes.list}
      onKeyDown={searchable ? undefined : takeKey}
    >
      {shown.map((choice, index) => (
        <Option
          key={choice.value}
          id={`${id}-${index}`}
          index={index}
          choice={choice}
          multiple={multiple}
          active={index === at}
          onActive={setActive}
          onPick={pick}
        />
      ))}
      {creates && (
        <Option
          id={`${id}-${shown.length}`}
          index={shown.length}
          choice={{ value: "", label: createLabel(wanted) }}
          multiple={false}
          active={at === shown.length}
          onActive={setActive}
          onPick={pick}
        />
      )}
    </div>
  );

  return (
    <div className={classes.root}>
      {searchable && (
        <div className={classes.search}>
          <IconSearch size={14} aria-hidden="true" />
          <input
            ref={(element) => {
              focusRef.current = element;
            }}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={takeKey}
            placeholder={searchPlaceholder}
            role="combobox"
            aria-label={label}
            aria-expanded="true"
            aria-controls={id}
            aria-autocomplete="list"
            aria-activedescendant={size > 0 ? `${id}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      )}
      {options}
      {size === 0 && <p className={classes.empty}>{empty}</p>}
      {footer && <div className={classes.footer}>{footer}</div>}
    </div>
  );
}

function Option({
  id,
  index,
  choice,
  multiple,
  active,
  onActive,
  onPick,
}: {
  id: string;
  index: number;
  choice: Choice;
  multiple: boolean;
  active: boolean;
  onActive: (index: number) => void;
  onPick: (index: number) => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active option
    <div
      id={id}
      role="option"
      aria-selected={choice.picked ?? false}
      data-index={index}
      data-active={active || undefined}
      className={classes.option}
      onPointerMove={() => onActive(index)}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPick(index)}
    >
      {multiple && (
        <span className={classes.box} data-picked={choice.picked || undefined} aria-hidden="true">
          {choice.picked && <IconCheck size={12} stroke={3} />}
        </span>
      )}
      {choice.icon && <span className={classes.icon}>{choice.icon}</span>}
      <span className={classes.words}>
        <span className={classes.label}>{choice.content ?? choice.label}</span>
        {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
      </span>
      {!multiple && choice.picked && (
        <IconCheck size={14} stroke={2.25} className={classes.check} aria-hidden="true" />
      )}
    </div>
  );
}

function matches(choice: Choice, search: string): boolean {
  const text = `${choice.label} ${choice.hint ?? ""}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
