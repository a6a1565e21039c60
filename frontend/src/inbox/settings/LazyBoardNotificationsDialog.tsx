import { lazy, Suspense, useState } from "react";
import type { BoardNotificationsDialogProps } from "./BoardNotificationsDialog";

const Dialog = lazy(() => import("./BoardNotificationsDialog"));

/** Of what one is told on a board; the code comes when it is first opened. */
export function BoardNotificationsDialog(props: BoardNotificationsDialogProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  return (
    wanted && (
      <Suspense>
        <Dialog {...props} />
      </Suspense>
    )
  );
}
