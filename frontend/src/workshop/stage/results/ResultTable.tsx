import type { VoteResult } from "../../types";
import { decimal } from "./numbers";
import { PLURAL } from "./Parts";
import classes from "./Results.module.css";

/** All numbers of a result. */
export function ResultTable({ result }: { result: VoteResult }) {
  const columns = columnsOf(result);
  return (
    <details className={classes.details}>
      <summary>As a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={classes.scroll} aria-label="Table of the result" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Option</th>
              {columns.map(({ key, name }) => (
                <th key={key} scope="col" data-number>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.options.map((option) => (
              <tr key={option.id}>
                <td>{option.rank}</td>
                <th scope="row">{option.title}</th>
                {columns.map(({ key }) => (
                  <td key={key} data-number>
                    {decimal(key === SCORE ? option.score : (option.counts[key] ?? 0))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

const SCORE = "=score";

/** The columns of a method, beside place and option. */
export function columnsOf({
  method,
  options,
}: Pick<VoteResult, "method" | "options">): { key: string; name: string }[] {
  switch (method) {
    case "dots":
      return [
        { key: "dots", name: "Dots" },
        { key: "voters", name: "People" },
      ];
    case "grid":
      return [
        { key: "impact", name: "Impact" },
        { key: "effort", name: "Effort" },
        { key: "ratings", name: "People" },
      ];
    case "yesno":
      return ["yes", "no", "abstain"].map((key) => ({ key, name: PLURAL[key] ?? key }));
    case "consent":
      return ["consent", "concern", "objection", "abstain"].map((key) => ({
        key,
        name: PLURAL[key] ?? key,
      }));
    default: {
      const given = new Set(options.flatMap(({ counts }) => Object.keys(counts)));
      const keys = [...given].sort((one, other) => Number(one) - Number(other));
      return [
        { key: SCORE, name: method === "ranked" ? "Points" : "Mean" },
        ...keys.map((key) => ({ key, name: method === "ranked" ? `As no. ${key}` : key })),
      ];
    }
  }
}
