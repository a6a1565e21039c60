import { telling } from "@/app/telling";
import { useNaming } from "./api";
import classes from "./Page.module.css";
import { SwitchRow } from "./SwitchRow";
import type { Participation, Report } from "./types";
import { kindNames } from "./words";

/** All that is counted about who looks, and whether they are named to others. */
export function AboutYou({ told, report }: { told: Participation; report: Report }) {
  const { me, groups } = report;
  const naming = useNaming(told.board);
  const group = groups.find(({ id }) => id === me.group);
  return (
    <>
      <dl className={classes.counted}>
        {me.counted.map(({ kind, count }) => (
          <div key={kind}>
            <dt>{kindNames[kind]}</dt>
            <dd>{count.toLocaleString("en-GB")}</dd>
          </div>
        ))}
        <div>
          <dt>Of these, answers to somebody</dt>
          <dd>{me.answers.toLocaleString("en-GB")}</dd>
        </div>
        <div>
          <dt>Sessions you came to</dt>
          <dd>{me.sessions}</dd>
        </div>
        <div>
          <dt>Times you raised a hand</dt>
          <dd>{me.hands}</dd>
        </div>
        <div>
          <dt>Group you speak for</dt>
          <dd>{group?.name || "None"}</dd>
        </div>
      </dl>
      <p className={classes.quiet}>
        {me.counted.length === 0 && "Nothing you did in this time is counted. "}
        That is all: how often, never what. Two things are never counted as yours: notes without
        names, and votes that are still open.
      </p>
      <div className={classes.setting}>
        <SwitchRow
          label="Name me"
          text="Who facilitates or owns this board sees your numbers with your name. Turned off, they are counted among “Others”."
          on={naming.isPending ? naming.variables : told.named}
          busy={naming.isPending}
          onTurn={(named) =>
            void telling(naming.mutateAsync(named), { failed: "It did not change" })
          }
        />
      </div>
    </>
  );
}
