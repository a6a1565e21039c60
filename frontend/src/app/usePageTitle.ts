import { useEffect } from "react";
import { useKnownUnread } from "@/inbox/api";
import { countText } from "@/inbox/words";

/** Name the page in the browser's tab and history; before it stands how much of the inbox is unread. */
export function usePageTitle(title: string | undefined): void {
  const unread = useKnownUnread();
  useEffect(() => {
    const name = title ? `${title} · Planhall` : "Planhall";
    document.title = unread > 0 ? `(${countText(unread)}) ${name}` : name;
  }, [title, unread]);
}
