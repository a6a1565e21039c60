import type { ReactNode } from "react";
import classes from "./Card.module.css";

/** One plot, with what it says in a sentence, and a table of the same. */
export function Card({
  id,
  title,
  text,
  wide = false,
  children,
}: {
  id: string;
  title: string;
  text?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={classes.card} data-wide={wide || undefined} aria-labelledby={id}>
      <h2 className={classes.title} id={id}>
        {title}
      </h2>
      {text && <p className={classes.text}>{text}</p>}
      {children}
    </section>
  );
}

/** All numbers of a plot. */
export function AsTable({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; name: string; cells: readonly (number | string)[] }[];
}) {
  return (
    <details className={classes.details}>
      <summary>As a table</summary>
      <TableOf label={label} columns={columns} rows={rows} />
    </details>
  );
}

export function TableOf({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly string[];
  rows: readonly {
    key: string;
    name: string;
    /** In place of the bare name. */
    head?: ReactNode;
    cells: readonly (number | string)[];
  }[];
}) {
  const isNumber = (cell: number) => rows.some(({ cells }) => typeof cells[cell] === "number");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" data-number={isNumber(index - 1) || undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, head, cells }) => (
            <tr key={key}>
              <th scope="row">{head ?? name}</th>
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the order of the columns
                <td key={index} data-number={isNumber(index) || undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
