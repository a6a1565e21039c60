/** Lets the app open without a network: see service-worker/worker.js. Not while developing. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    // Where it cannot be had (a private window, plain http on another host), the app works online.
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}
