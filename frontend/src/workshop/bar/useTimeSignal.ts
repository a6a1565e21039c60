import { useEffect, useRef } from "react";
import { useAnnounce } from "@/board/announce";
import type { Remaining } from "../remaining";
import { chime, wakeSound } from "./sound";
import { type TimerLook, timerLook, timerNews } from "./timing";

/** Lets one hear that the time is nearly up, and that it is: by a sound, and by words. */
export function useTimeSignal(id: string | null, left: Remaining | null): void {
  const announce = useAnnounce();
  const look = timerLook(left);
  const before = useRef<{ id: string | null; look: TimerLook }>({ id: null, look: "none" });
  useEffect(() => {
    const known = before.current;
    before.current = { id, look };
    const news = known.id === id ? timerNews(known.look, look) : null;
    if (news === "over") {
      chime();
      announce("The time is up.");
    } else if (news === "soon") {
      announce("30 seconds left.");
    }
  }, [id, look, announce]);

  useEffect(() => {
    const events = ["pointerup", "keydown"] as const;
    for (const name of events) window.addEventListener(name, wakeSound, { passive: true });
    return () => {
      for (const name of events) window.removeEventListener(name, wakeSound);
    };
  }, []);
}
