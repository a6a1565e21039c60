import { lazy, Suspense, useState } from "react";
import type { SuggestionsDialogProps } from "./SuggestionsDialog";

const Dialog = lazy(() => import("./SuggestionsDialog"));

/** A board's suggestions; the code comes when they are first opened. */
export function SuggestionsDialog(props: SuggestionsDialogProps) {
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
