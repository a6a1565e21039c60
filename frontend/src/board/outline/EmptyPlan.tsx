import { IconArrowRight } from "@tabler/icons-react";
import type { Kind } from "@/plan/types";
import { EmptyState, KindIcon, kindName, kindStyle } from "@/ui";
import { kindHints } from "../kindHints";
import classes from "./EmptyPlan.module.css";

const FIRST: readonly Kind[] = ["mission", "vision", "value", "goal"];

/** A plan with nothing in it: where to begin, in four questions. */
export function EmptyPlan({ canEdit, onAdd }: { canEdit: boolean; onAdd(kind: Kind): void }) {
  if (!canEdit) {
    return (
      <EmptyState title="Nothing is planned here yet" icon={<KindIcon kind="mission" size={22} />}>
        What others write shows up here at once.
      </EmptyState>
    );
  }
  return (
    <div className={classes.empty}>
      <h2 className={classes.title}>Begin with why</h2>
      <p className={classes.lead}>
        A plan answers four questions, from the one that lasts longest to the one you can start on.
        Take any of them; a rough first draft is fine.
      </p>
      <ol className={classes.questions}>
        {FIRST.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className={classes.question}
              style={kindStyle(kind)}
              onClick={() => onAdd(kind)}
            >
              <span className={classes.icon}>
                <KindIcon kind={kind} size={20} />
              </span>
              <span className={classes.words}>
                <span className={classes.kind}>{kind === "value" ? "Values" : kindName(kind)}</span>
                <span className={classes.ask}>{kindHints[kind].ask}</span>
                <span className={classes.is}>{kindHints[kind].is}</span>
              </span>
              <IconArrowRight size={18} className={classes.go} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
