import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useSession } from "@/session";
import { useOpenSuggestions } from "./api";
import { SuggestDialog } from "./form/LazySuggestDialog";
import { SuggestionsDialog } from "./list/LazySuggestionsDialog";
import { byItem } from "./list/order";
import { useSuggestionPush } from "./push";
import { type ChangeKind, maySuggest, type Suggestion } from "./types";

/** What one wants to suggest: a change to an item, or (null) something new at the top. */
export interface Wish {
  item: string | null;
  kind?: ChangeKind;
}

interface Doors {
  /** Whether one may suggest anything here. */
  maySuggest: boolean;
  /** Open the form. */
  suggest(wish: Wish): void;
  /** Open the list of all suggestions, or of those about one item. */
  show(item?: string): void;
}

const DoorsContext = createContext<Doors>({
  maySuggest: false,
  suggest: () => undefined,
  show: () => undefined,
});
const OpenContext = createContext<ReadonlyMap<string | null, readonly Suggestion[]>>(new Map());
const nothing: readonly Suggestion[] = [];

/** Ways to the form and to the list; the same as long as one's role is. */
export function useSuggesting(): Doors {
  return useContext(DoorsContext);
}

/** The open suggestions that show on an item. */
export function useSuggestionsOf(item: string): readonly Suggestion[] {
  return useContext(OpenContext).get(item) ?? nothing;
}

/** How many are open on the whole board. */
export function useOpenCount(): number {
  const open = useContext(OpenContext);
  return useMemo(() => [...open.values()].reduce((sum, { length }) => sum + length, 0), [open]);
}

/** Holds a board's suggestions for what is inside, and its two dialogs. */
export function Suggesting({
  suggestionId,
  onOpen,
  onLeave,
  children,
}: {
  /** The one at which the list is open, as the address says it. */
  suggestionId: string | null;
  /** Show an item of the plan, and no suggestion any more. */
  onOpen(item: string): void;
  /** The list that the address opened is closed. */
  onLeave(): void;
  children: ReactNode;
}) {
  const { boardId, role } = useSession();
  const open = useOpenSuggestions(boardId).data;
  useSuggestionPush(boardId);
  const [wish, setWish] = useState<Wish | null>(null);
  // What the list is about stays while it fades.
  const [list, setList] = useState<{ opened: boolean; item: string | null }>({
    opened: false,
    item: null,
  });
  const [arrived, setArrived] = useState<string | null>(null);
  if (suggestionId !== arrived) {
    setArrived(suggestionId);
    if (suggestionId !== null) setList({ opened: true, item: null });
  }
  const closeList = () => {
    setList(({ item }) => ({ opened: false, item }));
    if (suggestionId !== null) onLeave();
  };
  const may = maySuggest(role);
  const doors = useMemo(
    () => ({
      maySuggest: may,
      suggest: setWish,
      show: (item?: string) => setList({ opened: true, item: item ?? null }),
    }),
    [may],
  );
  const found = useMemo(() => byItem(open), [open]);
  return (
    <DoorsContext value={doors}>
      <OpenContext value={found}>
        {children}
        <SuggestionsDialog
          opened={list.opened}
          item={list.item}
          at={suggestionId}
          onItem={(item) => setList({ opened: true, item })}
          onOpenItem={(item) => {
            setList({ opened: false, item: list.item });
            onOpen(item);
          }}
          onClose={closeList}
        />
        <SuggestDialog wish={may ? wish : null} onClose={() => setWish(null)} />
      </OpenContext>
    </DoorsContext>
  );
}
