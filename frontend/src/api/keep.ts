import type { QueryClient } from "@tanstack/react-query";
import { isKept } from "./keys";

const STORAGE_KEY = "planhall-answers";
/** Raise it when the shape of an answer changes. */
const VERSION = 2;
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;
const WRITE_AFTER_MS = 400;

interface Kept {
  version: number;
  answers: { key: readonly unknown[]; data: unknown; at: number }[];
}

/** Put the answers of the last visit back, so that pages open at once, and open offline. */
export function restoreAnswers(queries: QueryClient, storage: Storage, now = Date.now()): void {
  let kept: Kept;
  try {
    kept = JSON.parse(storage.getItem(STORAGE_KEY) ?? "null") as Kept;
    if (kept?.version !== VERSION) return;
    for (const { key, data, at } of kept.answers) {
      if (now - at < MAX_AGE_MS) queries.setQueryData(key, data, { updatedAt: at });
    }
  } catch {
    // Nothing readable is kept: the network answers.
  }
}

export function writeAnswers(queries: QueryClient, storage: Storage): void {
  const answers = queries
    .getQueryCache()
    .getAll()
    .filter(({ queryKey, state }) => isKept(queryKey) && state.data !== undefined)
    .map(({ queryKey, state }) => ({
      key: queryKey,
      data: state.data,
      at: state.dataUpdatedAt,
    }));
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify({ version: VERSION, answers } satisfies Kept));
  } catch {
    // Storage is full or closed: the app works without, online.
  }
}

/** Keep answers in the storage as they come. Returns what stops it. */
export function keepAnswers(queries: QueryClient, storage: Storage): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    writeAnswers(queries, storage);
  };
  const unsubscribe = queries.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" && event.type !== "removed") return;
    timer ??= setTimeout(write, WRITE_AFTER_MS);
  });
  const flush = () => {
    if (timer !== undefined) write();
  };
  window.addEventListener("pagehide", flush);
  return () => {
    unsubscribe();
    flush();
    window.removeEventListener("pagehide", flush);
  };
}
