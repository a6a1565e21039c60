import { VisuallyHidden } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Say something to people who use a screen reader. */
export function useAnnounce(): (message: string) => void {
  return useContext(AnnounceContext);
}

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ message: "", turn: 0 });
  const announce = useCallback(
    (message: string) => setSaid(({ turn }) => ({ message, turn: turn + 1 })),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden aria-live="assertive" aria-atomic="true">
        {/* The same words again are a new message. */}
        <span key={said.turn}>{said.message}</span>
      </VisuallyHidden>
    </AnnounceContext>
  );
}
