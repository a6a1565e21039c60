import type { QueryClient } from "@tanstack/react-query";
import { safeNext } from "@/app/search";
import { askForCount } from "./api";

/** The part of the router that opens a place by its address. */
interface Way {
  history: { push(path: string): void };
}

/** Does what the service worker says of pushes (service-worker/worker.js). Returns what stops it. */
export function hearWorker(queries: QueryClient, router: Way): () => void {
  if (!("serviceWorker" in navigator)) return () => undefined;
  const worker = navigator.serviceWorker;
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== "object" || data === null) return;
    const { type, link } = data as { type?: unknown; link?: unknown };
    if (type === "planhall-news") askForCount(queries);
    if (type === "planhall-open" && typeof link === "string") router.history.push(safeNext(link));
  };
  worker.addEventListener("message", hear);
  return () => worker.removeEventListener("message", hear);
}
