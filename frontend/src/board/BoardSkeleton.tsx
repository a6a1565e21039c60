import { Skeleton, VisuallyHidden } from "@mantine/core";
import type { CSSProperties } from "react";
import classes from "./BoardSkeleton.module.css";
import type { BoardView } from "./place";

const rows = [
  [0, 46],
  [1, 38],
  [1, 52],
  [2, 30],
  [0, 40],
  [1, 56],
  [1, 34],
  [2, 44],
  [2, 28],
  [0, 50],
] as const;

/** The shape of a board while it comes: the bar, then the plan. */
export function BoardSkeleton({ view }: { view: BoardView }) {
  return (
    <main className={classes.page} aria-busy="true">
      <VisuallyHidden role="status">Opening the board…</VisuallyHidden>
      <div className={classes.bar} aria-hidden="true">
        <Skeleton height={26} width={26} radius="md" />
        <Skeleton height={14} width={180} radius="sm" />
      </div>
      <PlanSkeleton view={view} />
    </main>
  );
}

/** The shape of a plan while it comes. */
export function PlanSkeleton({ view }: { view: BoardView }) {
  if (view === "columns") {
    return (
      <div className={classes.columns} aria-hidden="true">
        {[3, 4, 2, 3].map((cards, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to be known by
          <div key={column} className={classes.column}>
            <Skeleton height={14} width="40%" radius="sm" />
            {Array.from({ length: cards }, (_, card) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to be known by
              <Skeleton key={card} height={72} radius="md" />
            ))}
          </div>
        ))}
      </div>
    );
  }
  return (
    <div className={classes.outline} aria-hidden="true">
      <Skeleton height={24} width="72%" radius="sm" />
      <Skeleton height={16} width="48%" radius="sm" mb={20} />
      {rows.map(([depth, width], index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to be known by
          key={index}
          className={classes.row}
          style={{ "--depth": depth } as CSSProperties}
        >
          <Skeleton height={16} width={16} radius="sm" />
          <Skeleton height={12} width={`${width}%`} radius="sm" />
        </div>
      ))}
    </div>
  );
}
