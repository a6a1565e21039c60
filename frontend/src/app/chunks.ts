const TRIED_KEY = "planhall-reloaded-at";
const AGAIN_AFTER_MS = 30_000;

/**
 * A page that was open while a new version was put in place asks for files that are gone. Reload it
 * once; if that does not help, the error page says so.
 */
export function reloadOnMissingChunk(): void {
  window.addEventListener("vite:preloadError", (event) => {
    if (!navigator.onLine || !mayReload(sessionStorage, Date.now())) return;
    event.preventDefault();
    window.location.reload();
  });
}

/** Whether no reload was tried just now; notes that one is tried. */
export function mayReload(storage: Storage, now: number): boolean {
  try {
    const last = Number(storage.getItem(TRIED_KEY) ?? 0);
    if (now - last < AGAIN_AFTER_MS) return false;
    storage.setItem(TRIED_KEY, String(now));
    return true;
  } catch {
    // Without storage there is no telling a first try from an endless loop.
    return false;
  }
}
