import { Button } from "@mantine/core";
import { IconArrowBackUp, IconArrowsSplit2, IconList } from "@tabler/icons-react";
import { useState } from "react";
import type { Board } from "@/api";
import { telling } from "@/app/telling";
import { useRunBreakouts } from "../api";
import { runningBreakouts } from "../room/breakouts";
import type { Present } from "../room/present";
import { SessionsDialog } from "../sessions";
import { plural } from "../words";
import classes from "./FacilitatorPanel.module.css";

type Tab = "agenda" | "breakouts";

/** The way to the agenda and to the breakouts; while those run, how many there are, and back. */
export function Planning({ session, me, board }: Present & { board: Board }) {
  const [tab, setTab] = useState<Tab | null>(null);
  // The dialog keeps its place while it closes.
  const [first, setFirst] = useState<Tab>("agenda");
  const run = useRunBreakouts(session.id);
  const running = runningBreakouts(session);
  const open = (to: Tab) => {
    setFirst(to);
    setTab(to);
  };
  return (
    <>
      {running.length > 0 && (
        <div className={classes.row}>
          <span className={classes.name}>
            {plural(running.length, "group works", "groups work")} apart
          </span>
          <Button
            size="compact-md"
            leftSection={<IconArrowBackUp size={15} stroke={1.75} />}
            loading={run.isPending}
            onClick={() =>
              void telling(run.mutateAsync({ do: "end" }), {
                failed: "Not everyone was brought back",
              })
            }
          >
            Bring back
          </Button>
        </div>
      )}
      <div className={classes.pair}>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconList size={15} stroke={1.75} />}
          onClick={() => open("agenda")}
        >
          Agenda
        </Button>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconArrowsSplit2 size={15} stroke={1.75} />}
          onClick={() => open("breakouts")}
        >
          Breakouts
        </Button>
      </div>
      <SessionsDialog
        key={first}
        board={board}
        me={me}
        first={{ session: session.id, tab: first }}
        opened={tab !== null}
        onClose={() => setTab(null)}
      />
    </>
  );
}
