import {
  IconAlignLeft,
  IconArrowsMove,
  IconCircleDashed,
  IconHeading,
  IconPlus,
  type TablerIcon,
} from "@tabler/icons-react";
import { useId } from "react";
import type { ChangeKind } from "../types";
import { kindNames } from "../words";
import classes from "./SuggestForm.module.css";

const kinds: readonly { kind: ChangeKind; name?: string; icon: TablerIcon }[] = [
  { kind: "title", icon: IconHeading },
  { kind: "body", icon: IconAlignLeft },
  { kind: "status", icon: IconCircleDashed },
  { kind: "parent", icon: IconArrowsMove },
  { kind: "new", name: "New item below", icon: IconPlus },
];

/** What of an item the suggestion is about. */
export function KindTabs({ kind, onKind }: { kind: ChangeKind; onKind(kind: ChangeKind): void }) {
  const name = useId();
  return (
    <fieldset className={classes.kinds}>
      <legend className={classes.legend}>What would you change?</legend>
      {kinds.map(({ kind: value, name: words = kindNames[value], icon: Icon }) => (
        <label key={value} className={classes.kind}>
          <input
            type="radio"
            name={name}
            className={classes.radio}
            checked={value === kind}
            onChange={() => onKind(value)}
          />
          <Icon size={15} stroke={1.75} aria-hidden="true" />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
