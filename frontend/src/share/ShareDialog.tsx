import { Modal, SegmentedControl } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Board } from "@/api";
import type { OpenPlan } from "@/publish/choice";
import { RowSkeletons } from "@/ui";
import { InviteWays } from "./InviteWays";
import { PeopleList } from "./PeopleList";
import { invitableRoles } from "./roles";
import classes from "./ShareDialog.module.css";

const Publish = lazy(() => import("@/publish/Publish"));

type Tab = "people" | "publish";

/**
 * Who is on a board, the links that let others in, and what of it is public; offers what one's own
 * role may do. `plan`: where it is at hand, a part of it can be chosen to be published.
 */
export function ShareDialog({
  board,
  plan,
  opened,
  onClose,
}: {
  board: Board;
  plan?: OpenPlan;
  opened: boolean;
  onClose: () => void;
}) {
  const [tab, setTab] = useState<Tab>("people");
  const mayInvite = invitableRoles(board.role).length > 0;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={560}
      title={
        <span className={classes.title}>
          Share <span className={classes.board}>{board.title}</span>
        </span>
      }
    >
      <SegmentedControl
        fullWidth
        className={classes.tabs}
        aria-label="Share with"
        value={tab}
        onChange={(value) => setTab(value as Tab)}
        data={[
          { value: "people", label: "People" },
          { value: "publish", label: "Public page" },
        ]}
      />
      {tab === "publish" ? (
        <Suspense fallback={<RowSkeletons count={3} label="Loading what is published…" />}>
          <Publish board={board} plan={plan} />
        </Suspense>
      ) : (
        <div className={classes.body}>
          {mayInvite ? (
            <InviteWays board={board} />
          ) : (
            <p className={classes.note}>
              Owners and facilitators of this board can invite people. Ask one of them for a link.
            </p>
          )}
          <PeopleList board={board} onLeft={onClose} />
        </div>
      )}
    </Modal>
  );
}
