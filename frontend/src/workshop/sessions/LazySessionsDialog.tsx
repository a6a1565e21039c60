import { lazy, Suspense, useState } from "react";
import type { SessionsDialogProps } from "./SessionsDialog";

const Dialog = lazy(() => import("./SessionsDialog"));

/** A board's sessions; the code comes when it is first opened. */
export function SessionsDialog(props: SessionsDialogProps) {
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
