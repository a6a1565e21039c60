import { forgetTalk, unsentComments } from "@/discussion/kept";

/*
 * The names of the copies of boards that are kept in this browser. Apart from the rest of the
 * session, so that signing out does not load it.
 */

const prefix = "planhall:";

/** The store of a copy that holds its counts, and how the names of its counts begin. */
export const stateStore = "state";
export const unsentPrefix = "unsent:";

const listKey = "planhall-local-boards";

export function localBoardName(personId: string, boardId: string): string {
  return `${prefix}${personId}:${boardId}`;
}

/** Notes that there is such a copy: not every browser can list its databases. */
export function noteLocalBoard(name: string): void {
  const names = notedBoards();
  if (!names.includes(name)) note([...names, name]);
}

function notedBoards(): string[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(listKey) ?? "[]");
    return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

function note(names: readonly string[]): void {
  try {
    if (names.length > 0) localStorage.setItem(listKey, JSON.stringify(names));
    else localStorage.removeItem(listKey);
  } catch {
    // Storage is full or forbidden; then there is hardly a copy either.
  }
}

/** Takes one copy out of this browser. */
export async function forgetLocalBoard(name: string): Promise<void> {
  note(notedBoards().filter((other) => other !== name));
  await new Promise<void>((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(name);
      // "Blocked": another window has it open. It closes it when asked, and then it goes.
      for (const event of ["success", "error", "blocked"]) {
        request.addEventListener(event, () => resolve());
      }
    } catch {
      resolve();
    }
  });
}

async function localBoards(): Promise<string[]> {
  const names = new Set(notedBoards());
  try {
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith(prefix)) names.add(name);
    }
  } catch {
    // No IndexedDB here, or one that cannot be listed.
  }
  return [...names];
}

/** How many changes and comments in this browser the server does not have: forgetting loses these. */
export async function unsentChanges(): Promise<number> {
  const counts = await Promise.all((await localBoards()).map(unsentIn));
  return counts.reduce((sum, count) => sum + count, unsentComments());
}

function unsentIn(name: string): Promise<number> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(name);
      opening.onerror = () => resolve(0);
      // There is none of that name: leave none behind.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onsuccess = () => {
        const database = opening.result;
        const end = (count: number) => {
          database.close();
          resolve(count);
        };
        try {
          const state = database.transaction(stateStore, "readonly").objectStore(stateStore);
          const all = state.getAll(IDBKeyRange.bound(unsentPrefix, `${unsentPrefix}\uffff`));
          all.onerror = () => end(0);
          all.onsuccess = () =>
            end(
              all.result
                .filter((count): count is number => typeof count === "number")
                .reduce((sum, count) => sum + count, 0),
            );
        } catch {
          end(0);
        }
      };
    } catch {
      resolve(0);
    }
  });
}

/** Takes every copy of a board out of this browser; to be called when somebody signs out. */
export async function forgetLocalBoards(): Promise<void> {
  forgetTalk();
  await Promise.all((await localBoards()).map(forgetLocalBoard));
}
