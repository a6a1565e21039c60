import type { CSSProperties } from "react";
import { usePlan } from "@/session";
import { colorFor, isHexColor } from "@/ui";
import type { Session } from "../types";
import { plural } from "../words";
import classes from "./Balance.module.css";
import panel from "./FacilitatorPanel.module.css";
import { balance } from "./voices";

/** How many speak for each stakeholder group, and how much of what was said is theirs. */
export function Balance({ session }: { session: Session }) {
  const plan = usePlan();
  const groups = balance(session, plan.stakeholders);
  if (plan.stakeholders.length === 0) {
    return (
      <p className={panel.quiet}>
        The plan names no stakeholder groups. With them, you see here whose voices are missing.
      </p>
    );
  }
  const most = Math.max(1, ...groups.map(({ people }) => people.length));
  const times = groups.reduce((sum, group) => sum + group.times, 0);
  const missing = groups.filter(({ stakeholder, people }) => stakeholder && people.length === 0);
  return (
    <>
      <ul className={classes.groups}>
        {groups.map(({ stakeholder, people, times: own }) => {
          const name = stakeholder?.name ?? "Not said";
          const color =
            stakeholder === null
              ? "var(--border-strong)"
              : isHexColor(stakeholder.color)
                ? stakeholder.color
                : colorFor(stakeholder.id);
          const share = times === 0 ? null : Math.round((100 * own) / times);
          return (
            <li
              key={stakeholder?.id ?? "none"}
              className={classes.group}
              data-nobody={people.length === 0 || undefined}
              style={{ "--group": color, "--share": people.length / most } as CSSProperties}
            >
              <span className={classes.name}>{name}</span>
              <span className={classes.number}>
                {people.length === 0
                  ? "nobody here"
                  : `${people.length}${share === null ? "" : ` · ${share}%`}`}
                <span className={classes.hidden}>
                  {people.length > 0 &&
                    ` ${people.length === 1 ? "voice" : "voices"}${share === null ? "" : " of what was said"}`}
                </span>
              </span>
              <span className={classes.bar} aria-hidden="true" />
            </li>
          );
        })}
      </ul>
      <p className={panel.note}>
        {missing.length > 0
          ? `Nobody speaks for ${list(missing.map(({ stakeholder }) => stakeholder?.name ?? ""))}. Who could?`
          : times > 0
            ? `Of ${plural(times, "contribution")}: notes, votes and hands, in per cent.`
            : "People in each group. What they write, vote and say is added up as it comes."}
      </p>
    </>
  );
}

function list(names: string[]): string {
  if (names.length <= 1) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
