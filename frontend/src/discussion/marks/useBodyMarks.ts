import type { Extensions } from "@tiptap/core";
import { useMemo } from "react";
import type * as Y from "yjs";
import { useDiscussion, useMarkSource } from "../context";
import { BodyMarks } from "./BodyMarks";
import { offers } from "./offers";

/** What an editor of a body needs so that its words can be commented on. */
export function useBodyMarks(item: string, fragment: Y.XmlFragment): Extensions {
  const discussion = useDiscussion();
  const marks = useMarkSource(item, "body");
  const open = discussion?.open;
  return useMemo(() => {
    if (!open || !marks) return [];
    return [
      BodyMarks.configure({
        item,
        fragment,
        marks,
        onOpen: (thread) => open({ thread }),
        onSelect: (offer) => offers.set(offer, "body"),
      }),
    ];
  }, [item, fragment, marks, open]);
}
