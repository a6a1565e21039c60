import { ActionIcon, Menu } from "@mantine/core";
import { IconPencilQuestion } from "@tabler/icons-react";
import { useItem, useMayEdit, useSession } from "@/session";
import { useSuggesting } from "../Suggesting";
import type { ChangeKind } from "../types";
import classes from "./Entries.module.css";

/** In a menu of an item. */
export function SuggestMenuItem({ itemId }: { itemId: string }) {
  const { suggest } = useSuggesting();
  return (
    <Menu.Item
      leftSection={<IconPencilQuestion size={16} stroke={1.75} />}
      onClick={() => suggest({ item: itemId })}
    >
      Suggest a change…
    </Menu.Item>
  );
}

/** On a line of the outline that one may not edit; comes with the pointer. */
export function SuggestRowButton({ itemId }: { itemId: string }) {
  const { maySuggest, suggest } = useSuggesting();
  const title = useItem(itemId)?.title || "Untitled";
  if (!maySuggest) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.rowButton}
      aria-label={`Suggest a change to ${title}`}
      title="Suggest a change"
      onClick={() => suggest({ item: itemId })}
    >
      <IconPencilQuestion size={16} />
    </button>
  );
}

/** At the top of an open item, for whoever has no menu there. */
export function SuggestButton({ itemId }: { itemId: string }) {
  const session = useSession();
  const { maySuggest, suggest } = useSuggesting();
  const hasMenu = useMayEdit(itemId) && session.mayMove(itemId);
  if (!maySuggest || hasMenu) return null;
  return (
    <ActionIcon
      size="md"
      aria-label="Suggest a change"
      title="Suggest a change"
      onClick={() => suggest({ item: itemId })}
    >
      <IconPencilQuestion size={17} />
    </ActionIcon>
  );
}

const words: Record<ChangeKind, string> = {
  title: "Suggest another title",
  body: "Suggest other notes",
  status: "Suggest another status",
  parent: "Suggest another place",
  new: "Suggest a new item below",
};

/** Where others edit, for those who may only suggest. */
export function SuggestHere({ itemId, kind }: { itemId: string; kind: ChangeKind }) {
  const { maySuggest, suggest } = useSuggesting();
  const canEdit = useMayEdit(itemId);
  const hasBody = useItem(itemId)?.hasBody;
  if (!maySuggest || canEdit) return null;
  return (
    <button type="button" className={classes.here} onClick={() => suggest({ item: itemId, kind })}>
      <IconPencilQuestion size={14} stroke={1.75} aria-hidden="true" />
      {kind === "body" && !hasBody ? "Suggest notes" : words[kind]}
    </button>
  );
}
