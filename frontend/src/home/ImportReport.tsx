import { IconChevronRight } from "@tabler/icons-react";
import type { ImportReport as Report } from "@/api";
import { asSentence } from "@/api/problem";
import { KINDS } from "@/plan/types";
import { KindLabel } from "@/ui";
import classes from "./ImportReport.module.css";

const OPEN_UP_TO = 8;

/** What an import made of a file: what was read, what has another place now, what was left out. */
export function ImportReport({ report }: { report: Report }) {
  const counts = Object.entries(report.counts).filter(([, count]) => count > 0);
  const isKind = (name: string) => (KINDS as readonly string[]).includes(name);
  const others = counts.filter(([name]) => !isKind(name));
  return (
    <div className={classes.root}>
      <ul className={classes.counts} aria-label="What was read">
        {KINDS.filter((kind) => (report.counts[kind] ?? 0) > 0).map((kind) => (
          <li key={kind}>
            <KindLabel chip kind={kind} count={report.counts[kind]} />
          </li>
        ))}
        {others.map(([name, count]) => (
          <li key={name} className={classes.other}>
            <strong>{count}</strong> {otherName(name, count)}
          </li>
        ))}
      </ul>
      {report.dropped.length === 0 && report.moved.length === 0 && (
        <p className={classes.all}>Everything in the file has its place on the board.</p>
      )}
      <Notes title="Moved" text="Kept, in another place." notes={report.moved} />
      <Notes title="Left out" text="A plan here has no place for it." notes={report.dropped} />
    </div>
  );
}

function Notes({ title, text, notes }: { title: string; text: string; notes: Report["dropped"] }) {
  if (notes.length === 0) return null;
  return (
    <details className={classes.notes} open={notes.length <= OPEN_UP_TO}>
      <summary>
        <IconChevronRight size={15} stroke={2} className={classes.chevron} aria-hidden="true" />
        <span className={classes.notesTitle}>
          {title} <span className={classes.count}>{notes.length}</span>
        </span>
        <span className={classes.notesText}>{text}</span>
      </summary>
      <ul>
        {notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the report never changes, and notes may repeat
          <li key={index}>
            <span className={classes.line}>{note.line === null ? "" : `Line ${note.line}`}</span>
            <span>
              {asSentence(note.what)}
              {note.path && <code className={classes.path}>{note.path}</code>}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function otherName(name: string, count: number): string {
  const words: Record<string, [string, string]> = {
    stakeholders: ["stakeholder group", "stakeholder groups"],
    measures: ["measure", "measures"],
    channels: ["channel", "channels"],
    readings: ["reading", "readings"],
  };
  const [one, many] = words[name] ?? [name, name];
  return count === 1 ? one : many;
}
