import { SegmentedControl } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Board } from "@/api";
import { RowSkeletons } from "@/ui";
import classes from "./InviteByEmail.module.css";
import { InviteLinks } from "./InviteLinks";

const InviteByEmail = lazy(() =>
  import("./InviteByEmail").then((module) => ({ default: module.InviteByEmail })),
);

/** How others come to a board: by a link that one gives them, or by mail. */
export function InviteWays({ board }: { board: Board }) {
  const [way, setWay] = useState<"link" | "email">("link");
  return (
    <div>
      <SegmentedControl
        fullWidth
        className={classes.ways}
        aria-label="How to invite"
        value={way}
        onChange={(value) => setWay(value === "email" ? "email" : "link")}
        data={[
          { value: "link", label: "Invite by link" },
          { value: "email", label: "Invite by email" },
        ]}
      />
      {way === "link" ? (
        <InviteLinks board={board} />
      ) : (
        <Suspense fallback={<RowSkeletons count={2} label="Loading…" />}>
          <InviteByEmail board={board} />
        </Suspense>
      )}
    </div>
  );
}
