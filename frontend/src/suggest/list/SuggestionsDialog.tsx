import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Announcer } from "@/board/announce";
import { closeByEscape } from "../escape";
import { focusBack } from "../focusBack";
import { SuggestionList } from "./SuggestionList";
import classes from "./SuggestionsDialog.module.css";

export interface SuggestionsDialogProps {
  opened: boolean;
  /** Only those about this item; null: all. */
  item: string | null;
  /** The one to begin with. */
  at: string | null;
  onItem(item: string | null): void;
  /** Leave for an item of the plan. */
  onOpenItem(item: string): void;
  onClose(): void;
}

/** A board's suggestions, in a dialog. */
export default function SuggestionsDialog({
  opened,
  item,
  at,
  onItem,
  onOpenItem,
  onClose,
}: SuggestionsDialogProps) {
  const phone = useMediaQuery("(max-width: 720px)");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => focusBack(item)}
      closeOnEscape={false}
      onKeyDown={(event) => closeByEscape(event, onClose)}
      title="Suggestions"
      size={860}
      fullScreen={phone}
      padding={0}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      {/* What is said outside the dialog is not heard while it is open. */}
      <Announcer>
        <SuggestionList item={item} at={at} onItem={onItem} onOpenItem={onOpenItem} />
      </Announcer>
    </Modal>
  );
}
