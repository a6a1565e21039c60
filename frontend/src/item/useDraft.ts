import { useCallback, useEffect, useRef, useState } from "react";

const PAUSE_MS = 350;

/**
 * The text of a field that stands for one value of the document. While it is typed in, it is its
 * own; it goes to the document in the pauses, so that others see it grow, and on leaving. What
 * others write shows as long as one has not typed over it.
 */
export function useDraft(value: string, commit: (text: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const draftRef = useRef<string | null>(null);
  const commitRef = useRef(commit);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    commitRef.current = commit;
  });

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const text = draftRef.current;
    if (text === null) return;
    draftRef.current = null;
    commitRef.current(text);
  }, []);

  // Closing a dialog must not lose its last letters.
  useEffect(() => flush, [flush]);

  return {
    text: draft ?? value,
    change(text: string) {
      draftRef.current = text;
      setDraft(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    /** On leaving the field. */
    leave() {
      flush();
      setDraft(null);
    },
    /** Gives up what was not committed yet. */
    drop() {
      clearTimeout(timer.current);
      draftRef.current = null;
      setDraft(null);
    },
  };
}
