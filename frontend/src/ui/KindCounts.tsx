import { KINDS } from "@/plan/types";
import { KindIcon, kindName, kindPlural, kindStyle } from "./Kind";
import classes from "./KindCounts.module.css";

type Counts = Readonly<Record<string, number>>;

/** The kinds that occur, in the plan's order, unknown ones last. */
export function kindsIn(counts: Counts): [kind: string, count: number][] {
  const rank = (kind: string) => {
    const at = (KINDS as readonly string[]).indexOf(kind);
    return at < 0 ? KINDS.length : at;
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** “4 goals, 1 mission”: what the pictures below say. */
export function kindsInWords(counts: Counts): string {
  return kindsIn(counts)
    .map(
      ([kind, count]) =>
        `${count} ${(count === 1 ? kindName(kind) : kindPlural(kind)).toLowerCase()}`,
    )
    .join(", ");
}

/** What a plan is made of, at a glance: a bar with a stretch for each kind, and the counts. */
export function KindCounts({ counts, bar = true }: { counts: Counts; bar?: boolean }) {
  const kinds = kindsIn(counts);
  if (kinds.length === 0) return null;
  return (
    <div className={classes.root} role="img" aria-label={kindsInWords(counts)}>
      {bar && (
        <div className={classes.bar}>
          {kinds.map(([kind, count]) => (
            <span key={kind} style={{ ...kindStyle(kind), flexGrow: count }} />
          ))}
        </div>
      )}
      <div className={classes.counts}>
        {kinds.map(([kind, count]) => (
          <span key={kind} className={classes.count} title={kindName(kind)}>
            <KindIcon kind={kind} size={13} />
            {count}
          </span>
        ))}
      </div>
    </div>
  );
}
