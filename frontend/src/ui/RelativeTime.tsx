import { useEffect, useState } from "react";
import { longTime, relativeTime } from "./timeWords";

/** When something was or will be, as people say it; exactly, on hover. Keeps up as time passes. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow(30_000);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  return (
    <time dateTime={at} title={longTime(date)}>
      {relativeTime(date, now)}
    </time>
  );
}

function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
