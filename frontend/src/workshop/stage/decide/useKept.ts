import { useCallback, useState } from "react";

/** A value that outlives a reload of the page, until it is cleared or the tab closes. */
export function useKept<T>(key: string, initial: () => T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const kept = sessionStorage.getItem(key);
      return kept === null ? initial() : (JSON.parse(kept) as T);
    } catch {
      return initial();
    }
  });
  const change = useCallback(
    (next: T) => {
      setValue(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage is full or closed: it is kept in the page only.
      }
    },
    [key],
  );
  const clear = useCallback(() => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }, [key]);
  return [value, change, clear];
}
