import { equal } from "@/plan/identity";
import { compareAge, withThread } from "../changes";
import type { Thread } from "../types";

const KEPT = 400;

/**
 * What pushes said lately of a board's threads. An answer that was asked for before a push may be
 * older than it, and does not undo it.
 */
export class News {
  #turn = 0;
  #told: { turn: number; id: string; thread: Thread | null }[] = [];

  /** To be taken before something is asked. */
  get turn(): number {
    return this.#turn;
  }

  /** Null: the thread is gone. */
  tell(id: string, thread: Thread | null): void {
    this.#told.push({ turn: ++this.#turn, id, thread });
    if (this.#told.length > KEPT) this.#told.shift();
  }

  /** A list that was asked for at `since`, with what was told meanwhile. */
  over(threads: readonly Thread[], since: number): Thread[] {
    let now = [...threads];
    for (const { turn, id, thread } of this.#told) {
      if (turn <= since) continue;
      now = thread ? withThread(now, thread) : now.filter((one) => one.id !== id);
    }
    return now.sort(compareAge);
  }

  /** Whether something else was told of a thread since. Then nobody here knows which is newer. */
  differs(thread: Thread, since: number): boolean {
    const told = this.#told.findLast(({ turn, id }) => turn > since && id === thread.id);
    return told !== undefined && !equal(told.thread, thread);
  }
}

const boards = new Map<string, News>();

export function newsOf(board: string): News {
  let news = boards.get(board);
  if (!news) {
    news = new News();
    boards.set(board, news);
  }
  return news;
}
