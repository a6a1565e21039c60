import { lazy, Suspense, useState } from "react";
import type { PlanDialogProps } from "./PlanDialog";

const Dialog = lazy(() => import("./PlanDialog"));

/** The plan's own dialog; its code comes when it is first opened. */
export function PlanDialog(props: PlanDialogProps) {
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
