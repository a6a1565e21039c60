import { IconListDetails, IconUsersGroup, type TablerIcon } from "@tabler/icons-react";
import { type KeyboardEvent, useRef } from "react";
import classes from "./Sessions.module.css";

export type SessionTab = "agenda" | "breakouts";

const tabs: readonly { id: SessionTab; name: string; icon: TablerIcon }[] = [
  { id: "agenda", name: "Agenda", icon: IconListDetails },
  { id: "breakouts", name: "Breakouts", icon: IconUsersGroup },
];

/** What of a session is shown. */
export function SessionTabs({
  id,
  value,
  onChange,
}: {
  /** What the ids of the tabs, and of what they show, begin with. */
  id: string;
  value: SessionTab;
  onChange(tab: SessionTab): void;
}) {
  const listRef = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.id === value);
    const next = (at + step + tabs.length) % tabs.length;
    onChange(tabs[next]?.id ?? "agenda");
    listRef.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <div
      ref={listRef}
      className={classes.tabs}
      role="tablist"
      aria-label="Session"
      onKeyDown={move}
    >
      {tabs.map(({ id: tab, name, icon: Icon }) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`${id}-${tab}`}
          aria-selected={tab === value}
          aria-controls={`${id}-panel`}
          tabIndex={tab === value ? 0 : -1}
          className={classes.tab}
          onClick={() => onChange(tab)}
        >
          <Icon size={15} stroke={1.75} aria-hidden="true" />
          {name}
        </button>
      ))}
    </div>
  );
}
