import { useEffect } from "react";

/** Keeps the device from going to sleep while this is shown, where the browser can do that. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const take = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Low battery, or not allowed: then it sleeps as it is set to.
      const taken = await navigator.wakeLock.request("screen").catch(() => null);
      if (gone) void taken?.release();
      else lock = taken;
    };
    void take();
    const again = () => void take();
    document.addEventListener("visibilitychange", again);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", again);
      void lock?.release();
    };
  }, []);
}
