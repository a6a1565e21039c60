import { IconPlus } from "@tabler/icons-react";
import { childKind } from "@/plan/kinds";
import type { Kind, Plan } from "@/plan/types";
import { KindIcon, kindName, kindStyle } from "@/ui";
import { aKind, kindHints } from "../kindHints";
import classes from "./AddRow.module.css";
import type { OutlineRows } from "./rows";
import { missingStatements } from "./Statements";

/** Below the tree: add what comes next, and be asked for what a plan should not be without. */
export function AddRow({
  plan,
  outline,
  onAdd,
}: {
  plan: Plan;
  outline: OutlineRows;
  onAdd(kind: Kind): void;
}) {
  const missing = missingStatements(plan, outline.statements);
  const next = childKind(null);
  return (
    <div className={classes.add}>
      <button type="button" className={classes.row} onClick={() => onAdd(next)}>
        <IconPlus size={16} aria-hidden="true" />
        Add {aKind(next)}
      </button>
      {missing.length > 0 && (
        <div className={classes.missing}>
          <p className={classes.ask}>This plan does not say yet</p>
          {missing.map((kind) => (
            <button
              key={kind}
              type="button"
              className={classes.prompt}
              style={kindStyle(kind)}
              onClick={() => onAdd(kind)}
            >
              <KindIcon kind={kind} size={18} />
              <span>
                <strong>{kindName(kind)}</strong>
                <span>{kindHints[kind].ask}</span>
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
