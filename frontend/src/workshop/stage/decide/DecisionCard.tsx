import { IconGavel } from "@tabler/icons-react";
import { dayText } from "@/item/days";
import { RelativeTime } from "@/ui";
import type { Decision } from "../../types";
import classes from "./Decide.module.css";

/** A decision as it was written down. */
export function DecisionCard({ decision }: { decision: Decision }) {
  const { title, what, why, who, dissent, at, actions } = decision;
  return (
    <article className={classes.card}>
      <p className={classes.eyebrow}>
        <IconGavel size={14} aria-hidden="true" /> Decided <RelativeTime at={at} />
      </p>
      <h3 className={classes.title}>{title}</h3>
      <p className={classes.what}>{what}</p>
      <dl className={classes.facts}>
        {why !== "" && (
          <>
            <dt>Why</dt>
            <dd>{why}</dd>
          </>
        )}
        {who.length > 0 && (
          <>
            <dt>Who</dt>
            <dd>{who.join(", ")}</dd>
          </>
        )}
        {dissent !== "" && (
          <>
            <dt>Dissent</dt>
            <dd>{dissent}</dd>
          </>
        )}
        {actions.length > 0 && (
          <>
            <dt>Actions</dt>
            <dd>
              <ul>
                {actions.map((action) => (
                  <li key={action.id}>
                    {action.title}
                    {action.owner_name !== "" && ` · ${action.owner_name}`}
                    {action.due !== null && ` · ${dayText(action.due)}`}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </article>
  );
}
