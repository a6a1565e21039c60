import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { closeByEscape } from "../escape";
import { focusBack } from "../focusBack";
import type { Wish } from "../Suggesting";
import { SuggestForm } from "./SuggestForm";

export interface SuggestDialogProps {
  /** What is to be suggested; null closes the dialog. */
  wish: Wish | null;
  onClose(): void;
}

/** Suggesting a change, in a dialog. */
export default function SuggestDialog({ wish, onClose }: SuggestDialogProps) {
  const phone = useMediaQuery("(max-width: 720px)");
  // What is in it stays while it fades.
  const [last, setLast] = useState(wish);
  if (wish !== null && wish !== last) setLast(wish);
  return (
    <Modal
      opened={wish !== null}
      onClose={onClose}
      onExitTransitionEnd={() => focusBack(last?.item ?? null)}
      closeOnEscape={false}
      onKeyDown={(event) => closeByEscape(event, onClose)}
      title={last?.item === null ? "Suggest a new item" : "Suggest a change"}
      size={640}
      fullScreen={phone}
    >
      {last && <SuggestForm key={`${last.item} ${last.kind}`} wish={last} onClose={onClose} />}
    </Modal>
  );
}
