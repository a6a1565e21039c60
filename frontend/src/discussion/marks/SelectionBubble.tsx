import { IconMessagePlus } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { useLatest } from "@/board/useLatest";
import { useSession } from "@/session";
import { shortcutKeys } from "@/ui";
import { useComments } from "../context";
import classes from "./Marks.module.css";
import { type Offer, offers, placeOf } from "./offers";
import { itemAt, pressedMark, selectedTitle } from "./titleSelection";

const KEYS = "Mod+Alt+M";
const ROOM_ABOVE_PX = 44;

/** Offers to comment on selected words; opens the thread of words in a title that are pressed. */
export function SelectionBubble() {
  const session = useSession();
  const { talk, mayWrite, open, begin } = useComments();
  const offer = useSyncExternalStore(offers.subscribe, offers.getSnapshot);
  const pressed = usePressed();
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  const look = useLatest(() => offers.set(selectedTitle(session), "title"));
  const press = useLatest((event: MouseEvent) => {
    const thread = pressedMark(session, event, (item) => talk.marksIn(item, "title"));
    if (thread !== null) open({ thread });
  });
  const comment = useLatest(() => {
    const now = offers.getSnapshot();
    const about = now && placeOf(now);
    if (!about) return;
    offers.set(null, now.field);
    begin(about);
  });
  const takeKey = useLatest((event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    // Where AltGr writes letters, it comes as Ctrl and Alt.
    if (!mod || !event.altKey || event.code !== "KeyM" || event.getModifierState("AltGraph")) {
      return;
    }
    if (!mayWrite) return;
    event.preventDefault();
    if (offers.getSnapshot()) return comment();
    const item = itemAt(document.activeElement);
    begin({ item, field: "item", anchor: null, quote: "" });
  });

  useEffect(() => {
    document.addEventListener("selectionchange", look);
    document.addEventListener("click", press);
    window.addEventListener("keydown", takeKey);
    return () => {
      document.removeEventListener("selectionchange", look);
      document.removeEventListener("click", press);
      window.removeEventListener("keydown", takeKey);
      for (const field of ["title", "body"] as const) offers.set(null, field);
    };
  }, [look, press, takeKey]);

  const shown = mayWrite && !pressed ? offer : null;
  useLayoutEffect(() => {
    const follow = () => setPlace(shown && standing(shown));
    follow();
    if (!shown) return;
    window.addEventListener("scroll", follow, { capture: true, passive: true });
    window.addEventListener("resize", follow);
    return () => {
      window.removeEventListener("scroll", follow, { capture: true });
      window.removeEventListener("resize", follow);
    };
  }, [shown]);

  if (!shown || !place) return null;
  return (
    <button
      type="button"
      className={classes.bubble}
      style={place}
      data-comment-bubble
      title={`Comment on these words (${shortcutKeys(KEYS).join(" ")})`}
      aria-label="Comment on the selected words"
      // The selection stays as it is.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={comment}
    >
      <IconMessagePlus size={16} aria-hidden="true" />
      Comment
    </button>
  );
}

/** Whether a selection is being drawn: until it is done, nothing stands in its way. */
function usePressed(): boolean {
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    const down = ({ target }: PointerEvent) => {
      // Not on the bubble: it would go from under the press.
      const bubble = target instanceof Element && target.closest("[data-comment-bubble]");
      if (!bubble) setPressed(true);
    };
    const up = () => setPressed(false);
    window.addEventListener("pointerdown", down, { capture: true });
    window.addEventListener("pointerup", up, { capture: true });
    window.addEventListener("pointercancel", up, { capture: true });
    return () => {
      window.removeEventListener("pointerdown", down, { capture: true });
      window.removeEventListener("pointerup", up, { capture: true });
      window.removeEventListener("pointercancel", up, { capture: true });
    };
  }, []);
  return pressed;
}

/**
 * Above the words of a title; below those of notes, whose tools stand above them, where there is no
 * room, and under a finger, whose own menu is above.
 */
function standing({ field, box: measure }: Offer): { left: number; top: number } | null {
  const box = measure();
  if (!box) return null;
  const below =
    field === "body" || box.top < ROOM_ABOVE_PX + 56 || matchMedia("(pointer: coarse)").matches;
  const left = Math.min(Math.max(box.left, 64), window.innerWidth - 64);
  return { left, top: below ? box.bottom + 8 : box.top - ROOM_ABOVE_PX + 4 };
}
