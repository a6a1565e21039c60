import { type ReactNode, useState } from "react";
import { Marks, MarksContext } from "./marks";

/** Lets what shows items know which of them changed since one was here. */
export function SinceProvider({ children }: { children: ReactNode }) {
  const [marks] = useState(() => new Marks());
  return <MarksContext value={marks}>{children}</MarksContext>;
}
