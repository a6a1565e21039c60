import { useCallback, useEffect, useState } from "react";

const key = (board: string) => `planhall-collapsed:${board}`;
const MAX_KEPT = 5000;

/** Which items are folded, kept in this browser for each board. */
export function useCollapsed(board: string): {
  collapsed: ReadonlySet<string>;
  fold(ids: readonly string[]): void;
  unfold(ids: readonly string[]): void;
} {
  const [collapsed, setCollapsed] = useState(() => read(board));

  useEffect(() => {
    try {
      if (collapsed.size === 0) localStorage.removeItem(key(board));
      else localStorage.setItem(key(board), JSON.stringify([...collapsed].slice(-MAX_KEPT)));
    } catch {
      // Storage is full or closed: folding works until the page is left.
    }
  }, [board, collapsed]);

  const fold = useCallback((ids: readonly string[]) => {
    setCollapsed((now) => (ids.every((id) => now.has(id)) ? now : new Set([...now, ...ids])));
  }, []);
  const unfold = useCallback((ids: readonly string[]) => {
    setCollapsed((now) => {
      if (!ids.some((id) => now.has(id))) return now;
      const next = new Set(now);
      for (const id of ids) next.delete(id);
      return next;
    });
  }, []);
  return { collapsed, fold, unfold };
}

function read(board: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(board)) ?? "[]");
    if (Array.isArray(kept)) return new Set(kept.filter((id) => typeof id === "string"));
  } catch {
    // Nothing readable is kept.
  }
  return new Set();
}
