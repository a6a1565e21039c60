import { Button } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useSuggesting, useSuggestionsOf } from "../Suggesting";
import classes from "./Entries.module.css";

const SuggestionCard = lazy(async () => ({
  default: (await import("../card/SuggestionCard")).SuggestionCard,
}));

/** So many show in an item's own panel; the list has all. */
const MOST = 3;

/** What is suggested for an item, in its panel. Nothing where nothing is. */
export function ItemSuggestions({ itemId }: { itemId: string }) {
  const open = useSuggestionsOf(itemId);
  const { show } = useSuggesting();
  if (open.length === 0) return null;
  return (
    <section className={classes.section} aria-label="Suggestions">
      <h3 className={classes.heading}>Suggestions</h3>
      <Suspense>
        <ul className={classes.cards}>
          {open.slice(0, MOST).map((suggestion) => (
            <li key={suggestion.id}>
              <SuggestionCard suggestion={suggestion} inItem />
            </li>
          ))}
        </ul>
      </Suspense>
      {open.length > MOST && (
        <Button mt={8} size="compact-sm" variant="default" onClick={() => show(itemId)}>
          Show all {open.length}
        </Button>
      )}
    </section>
  );
}
