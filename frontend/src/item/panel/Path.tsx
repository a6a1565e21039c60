import { IconChevronRight } from "@tabler/icons-react";
import type { Item } from "@/plan/types";
import { usePlan } from "@/session";
import { KindIcon } from "@/ui";
import classes from "./Path.module.css";

/** What an item stands below, from the top, each to be opened. */
export function Path({ item, onOpen }: { item: Item; onOpen: (itemId: string) => void }) {
  const { items } = usePlan();
  const path: Item[] = [];
  for (let at = item.parent; at !== null; ) {
    const above = items.get(at);
    if (!above || path.includes(above)) break;
    path.unshift(above);
    at = above.parent;
  }
  if (path.length === 0) return null;
  return (
    <nav aria-label="Where it stands in the plan">
      <ol className={classes.path}>
        {path.map((above) => (
          <li key={above.id} className={classes.step}>
            <button
              type="button"
              className={classes.link}
              title={above.title || "Untitled"}
              onClick={() => onOpen(above.id)}
            >
              <KindIcon kind={above.kind} size={13} />
              <span className={classes.name}>{above.title || "Untitled"}</span>
            </button>
            <IconChevronRight size={12} className={classes.arrow} aria-hidden="true" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
