import { setStatus } from "@/plan/change";
import { STATUSES, type Status } from "@/plan/types";
import { useItem, useMayEdit, useSession } from "@/session";
import { statusName } from "../words";
import { FloatingMenu } from "./FloatingMenu";
import { PickList } from "./PickList";
import classes from "./Status.module.css";
import { StatusMark, statusStyle } from "./StatusMark";

/** A status as a chip. */
export function StatusBadge({ status }: { status: Status }) {
  return (
    <span className={classes.badge} style={statusStyle(status)}>
      <StatusMark status={status} />
      {statusName(status)}
    </span>
  );
}

/** An item's status, to be changed with a click. */
export function StatusMenu({ itemId, className }: { itemId: string; className?: string }) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const status = useItem(itemId)?.status ?? "draft";
  return (
    <FloatingMenu
      label={`Status: ${statusName(status)}`}
      trigger={<StatusBadge status={status} />}
      disabled={!canEdit}
      className={className}
      width={188}
    >
      {(close) => (
        <PickList
          label="Status"
          choices={STATUSES.map((value) => ({
            value,
            label: statusName(value),
            icon: (
              <span style={statusStyle(value)} className={classes.mark}>
                <StatusMark status={value} />
              </span>
            ),
            picked: value === status,
          }))}
          onPick={(value) => {
            if (value !== status) setStatus(session.doc, itemId, value as Status);
            close();
          }}
        />
      )}
    </FloatingMenu>
  );
}
