import { lazy, Suspense, useState } from "react";
import type { SuggestDialogProps } from "./SuggestDialog";

const Dialog = lazy(() => import("./SuggestDialog"));

/** The form of a suggestion; its code comes when it is first opened. */
export function SuggestDialog(props: SuggestDialogProps) {
  const [wanted, setWanted] = useState(false);
  if (props.wish !== null && !wanted) setWanted(true);
  return (
    wanted && (
      <Suspense>
        <Dialog {...props} />
      </Suspense>
    )
  );
}
