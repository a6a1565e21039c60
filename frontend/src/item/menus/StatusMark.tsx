import type { CSSProperties } from "react";
import { STATUSES } from "@/plan/types";

/** `--status` and `--status-soft` of a status. */
export function statusStyle(status: string): CSSProperties {
  const name = (STATUSES as readonly string[]).includes(status) ? status : "draft";
  return {
    "--status": `var(--status-${name})`,
    "--status-soft": `var(--status-${name}-soft)`,
  } as CSSProperties;
}

/** A ring that fills as an item comes along; told apart by its form, not only by its colour. */
export function StatusMark({ status, size = 14 }: { status: string; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" fill="none" aria-hidden="true">
      {marks[status] ?? marks.draft}
    </svg>
  );
}

const ring = { cx: 7, cy: 7, r: 5.25, stroke: "currentColor", strokeWidth: 1.5 };
// A circle with a stroke as wide as its diameter is a pie: the dash array says how much of it.
const pie = (part: number) => (
  <circle
    cx="7"
    cy="7"
    r="1.75"
    stroke="currentColor"
    strokeWidth="3.5"
    strokeDasharray={`${part * 11} 11`}
    transform="rotate(-90 7 7)"
  />
);

const marks: Record<string, React.ReactNode> = {
  draft: <circle {...ring} strokeDasharray="1.6 1.7" />,
  proposed: <circle {...ring} />,
  agreed: (
    <>
      <circle {...ring} />
      <circle cx="7" cy="7" r="2.25" fill="currentColor" />
    </>
  ),
  in_progress: (
    <>
      <circle {...ring} />
      {pie(0.5)}
    </>
  ),
  done: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path
        d="m4.4 7.2 1.8 1.8 3.4-3.8"
        stroke="var(--status-soft)"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  dropped: (
    <>
      <circle {...ring} />
      <path d="m5 5 4 4m0-4-4 4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
};
