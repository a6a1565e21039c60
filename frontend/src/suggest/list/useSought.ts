import { type RefObject, useEffect, useState } from "react";
import { useSession } from "@/session";
import { useAllSuggestions, useOpenSuggestions } from "../api";

export type Tab = "open" | "decided";

/**
 * The suggestion that a link led to: in which tab it is, and whether it is gone. Brings it into view
 * and gives it the focus, once.
 */
export function useSought(
  at: string | null,
  scrollRef: RefObject<HTMLElement | null>,
): { tab: Tab; missing: boolean } {
  const { boardId } = useSession();
  const open = useOpenSuggestions(boardId);
  const isOpen = open.data?.some(({ id, state }) => id === at && state === "open") ?? false;
  // What is kept may be older than the link.
  const elsewhere = at !== null && open.isFetched && !open.isFetching && !isOpen;
  const all = useAllSuggestions(boardId, { enabled: elsewhere });
  const missing =
    elsewhere && all.isSuccess && !all.isFetching && !all.data.some(({ id }) => id === at);

  const tab: Tab = elsewhere && !missing ? "decided" : "open";
  // Once it was shown, what becomes of it is no reason to leave the tab.
  const [shown, setShown] = useState<{ at: string; tab: Tab } | null>(null);
  useEffect(() => {
    if (at === null || shown?.at === at) return;
    const card = scrollRef.current?.querySelector<HTMLElement>(
      `[data-suggestion="${CSS.escape(at)}"]`,
    );
    if (!card) return;
    setShown({ at, tab });
    card.scrollIntoView({ block: "nearest" });
    // The dialog gives the focus away once it is open, and asks this attribute to whom.
    card.dataset.autofocus = "true";
    card.focus({ preventScroll: true });
  });
  const there = shown !== null && (at === null || shown.at === at);
  return there ? { tab: shown.tab, missing: false } : { tab, missing };
}
