import { IconPencilQuestion } from "@tabler/icons-react";
import { useSuggesting, useSuggestionsOf } from "../Suggesting";
import { suggestions } from "../words";
import classes from "./Entries.module.css";

/** How many suggestions are open on an item; leads to them. Nothing where there are none. */
export function SuggestionMark({ itemId }: { itemId: string }) {
  const number = useSuggestionsOf(itemId).length;
  const { show } = useSuggesting();
  if (number === 0) return null;
  return (
    <button
      type="button"
      // The keyboard gets to them by the open item, and by the board's list.
      tabIndex={-1}
      className={classes.mark}
      data-count={number}
      data-suggestion-mark
      aria-label={suggestions(number)}
      title={suggestions(number)}
      onClick={() => show(itemId)}
    >
      <IconPencilQuestion size={13} stroke={2} aria-hidden="true" />
    </button>
  );
}
