import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { isUnreachable } from "@/api";
import { type ActivityPlace, useVote } from "../../api";
import type { Ballot } from "../../types";
import { type BallotDraft, BallotSaver, type BallotState } from "./BallotSaver";

/** One's ballot as one edits it, kept on the server meanwhile. `fetched`: as the server told it. */
export function useBallotSaver(
  of: ActivityPlace,
  fetched: Ballot | null,
): {
  draft: BallotDraft;
  state: BallotState;
  edit(change: (draft: BallotDraft) => BallotDraft): void;
} {
  const { mutateAsync } = useVote(of);
  const latest = useRef(mutateAsync);
  useEffect(() => {
    latest.current = mutateAsync;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one for each vote; news go to `heard`
  const saver = useMemo(
    () =>
      new BallotSaver({
        saved: draftOf(fetched),
        put: (draft) => latest.current(draft),
        mayRetry: isUnreachable,
      }),
    [of.activity],
  );
  useEffect(() => saver.heard(draftOf(fetched)), [saver, fetched]);
  useEffect(() => {
    const flush = () => saver.flush();
    window.addEventListener("online", flush);
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("online", flush);
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      saver.flush();
    };
  }, [saver]);
  const { draft, state } = useSyncExternalStore(saver.subscribe, saver.getSnapshot);
  return { draft, state, edit: (change) => saver.edit(change) };
}

function draftOf(ballot: Ballot | null): BallotDraft {
  return { choices: ballot?.choices ?? {}, comment: ballot?.comment ?? "" };
}
