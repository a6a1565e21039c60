import { IconChartBarOff } from "@tabler/icons-react";
import { EmptyState } from "@/ui";
import type { VoteResult } from "../../types";
import { plural } from "../../words";
import { CONSENT, YES_NO } from "../vote/answers";
import { Bars } from "./Bars";
import { GridChart } from "./GridChart";
import { leaders, turnout, verdict } from "./numbers";
import { Parts } from "./Parts";
import classes from "./Results.module.css";
import { ResultTable } from "./ResultTable";

/** What a vote came to: in a sentence, as a chart, and as a table. */
export function Results({
  result,
  highest,
  large = false,
}: {
  result: VoteResult;
  /** The highest score that one could give. */
  highest: number;
  /** For a projector: without the table. */
  large?: boolean;
}) {
  const voted = `${result.ballots} of ${plural(result.eligible, "person", "people")} voted`;
  if (result.ballots === 0) {
    return (
      <EmptyState icon={<IconChartBarOff size={22} />} title="Nobody voted">
        The vote was closed without a ballot.
      </EmptyState>
    );
  }
  return (
    <div className={classes.results} data-large={large || undefined}>
      <div className={classes.head}>
        <p className={classes.verdict}>{verdict(result)}</p>
        <p className={classes.turnout}>
          <span className={classes.meter} aria-hidden="true">
            <span style={{ width: `${turnout(result) * 100}%` }} />
          </span>
          {voted}
        </p>
      </div>
      <Chart result={result} highest={highest} />
      {result.comments.length > 0 && (
        <section aria-label="What ballots said">
          <h3 className={classes.heading}>
            {result.method === "consent" ? "Concerns and objections" : "Comments"}
          </h3>
          <ul className={classes.comments}>
            {result.comments.map((comment, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: comments have no names and do not change
              <li key={index}>{comment}</li>
            ))}
          </ul>
        </section>
      )}
      {!large && <ResultTable result={result} />}
    </div>
  );
}

function Chart({ result, highest }: { result: VoteResult; highest: number }) {
  const first = new Set(leaders(result).map(({ id }) => id));
  switch (result.method) {
    case "grid":
      return <GridChart options={result.options} first={first} />;
    case "yesno":
      return <Parts options={result.options} answers={YES_NO} />;
    case "consent":
      return <Parts options={result.options} answers={CONSENT} />;
    default:
      return <Bars result={result} highest={highest} first={first} />;
  }
}
