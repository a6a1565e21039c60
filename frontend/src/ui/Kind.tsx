import {
  IconBolt,
  IconBulb,
  IconCircleDotted,
  IconCompass,
  IconDiamond,
  IconFlag,
  IconRoute,
  IconTarget,
  IconTelescope,
  type TablerIcon,
} from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { KINDS, type Kind } from "@/plan/types";
import classes from "./Kind.module.css";

const icons: Record<Kind, TablerIcon> = {
  mission: IconCompass,
  vision: IconTelescope,
  value: IconDiamond,
  goal: IconFlag,
  objective: IconTarget,
  strategy: IconRoute,
  action: IconBolt,
  idea: IconBulb,
};

function isKind(kind: string): kind is Kind {
  return (KINDS as readonly string[]).includes(kind);
}

/** What people read for a kind, also for one that only a newer client knows. */
export function kindName(kind: string): string {
  const words = kind.replaceAll(/[_-]+/g, " ").trim();
  return words === "" ? "Item" : words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The CSS variables of a kind: `--kind` (text and icons), `--kind-soft` (background) and
 * `--kind-line` (border). Set them on an element to style what is in it.
 */
export function kindStyle(kind: string): CSSProperties {
  const name = isKind(kind) ? kind : "other";
  return {
    "--kind": `var(--kind-${name})`,
    "--kind-soft": `var(--kind-${name}-soft)`,
    "--kind-line": `var(--kind-${name}-line)`,
  } as CSSProperties;
}

/** The icon of a kind in its colour. Decorative unless it is given a `label`. */
export function KindIcon({
  kind,
  size = 16,
  label,
}: {
  kind: string;
  size?: number;
  label?: string;
}) {
  const Icon = isKind(kind) ? icons[kind] : IconCircleDotted;
  return (
    <Icon
      size={size}
      stroke={size < 18 ? 2 : 1.75}
      className={classes.icon}
      style={kindStyle(kind)}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}

/** Icon and word of a kind; as a chip, on its soft background; with a count, where one is given. */
export function KindLabel({
  kind,
  chip = false,
  count,
  size = 14,
}: {
  kind: string;
  chip?: boolean;
  count?: number;
  size?: number;
}) {
  return (
    <span className={chip ? classes.chip : classes.label} style={kindStyle(kind)}>
      <KindIcon kind={kind} size={size} />
      {count !== undefined && <span className={classes.count}>{count}</span>}
      {count === undefined || count === 1 ? kindName(kind) : kindPlural(kind)}
    </span>
  );
}

/** The plural of what people read for a kind. */
export function kindPlural(kind: string): string {
  const name = kindName(kind);
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}
