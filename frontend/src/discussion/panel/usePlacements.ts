import { useEffect, useMemo, useRef, useState } from "react";
import { keep } from "@/plan/identity";
import { usePlan, useSession } from "@/session";
import { type Placement, placementsOf } from "../placements";
import type { ShownThread } from "../shown";

const LOOK_AFTER_MS = 250;

/** Where the words of threads stand now; looked up anew a moment after the document changed. */
export function usePlacements(
  threads: readonly ShownThread[],
): ReadonlyMap<string, Placement | null> {
  const { doc } = useSession();
  const plan = usePlan();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setTurn((before) => before + 1);
      }, LOOK_AFTER_MS);
    };
    doc.on("update", changed);
    return () => {
      doc.off("update", changed);
      clearTimeout(timer);
    };
  }, [doc]);
  const before = useRef<ReadonlyMap<string, Placement | null>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document changed with the turn
  return useMemo(() => {
    const now = placementsOf(doc, plan, threads);
    // The same object where nothing moved, so that its card is not drawn anew.
    before.current = new Map([...now].map(([id, one]) => [id, keep(before.current.get(id), one)]));
    return before.current;
  }, [doc, plan, threads, turn]);
}
