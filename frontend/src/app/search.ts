/** What the addresses of pages may say after the question mark. Anything else in it is dropped. */
export interface HomeSearch {
  /** The workspace shown; absent: the one shown last. */
  workspace?: string;
  archived?: true;
}

export interface BoardSearch {
  view?: "outline" | "columns";
  item?: string;
  thread?: string;
  /** With a thread: the caret goes into its answer. */
  reply?: true;
  suggestion?: string;
}

export interface SignInSearch {
  /** Where the person was going. */
  next?: string;
  /** Sign in although somebody is signed in: as somebody else. */
  switch?: true;
}

type Raw = Record<string, unknown>;

export function homeSearch(raw: Raw): HomeSearch {
  return {
    workspace: text(raw.workspace),
    archived: flag(raw.archived),
  };
}

export function boardSearch(raw: Raw): BoardSearch {
  return {
    view: raw.view === "outline" || raw.view === "columns" ? raw.view : undefined,
    item: text(raw.item),
    thread: text(raw.thread),
    reply: flag(raw.reply),
    // Links in mails have the other name.
    suggestion: text(raw.suggestion),
  };
}

export function signInSearch(raw: Raw): SignInSearch {
  const next = text(raw.next);
  return {
    next: next && safeNext(next) !== "/" ? next : undefined,
    switch: flag(raw.switch),
  };
}

/** By hand one writes `1`. */
function flag(value: unknown): true | undefined {
  return value === true || value === "true" || value === 1 || value === "1" ? true : undefined;
}

/** Ids of digits alone come parsed as numbers. */
function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * The path to go on to after signing in. Only places in this app: a link that somebody sent must
 * not lead away to another site, nor back to the forms.
 */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/")) return "/";
  let url: URL;
  try {
    url = new URL(next, "https://planhall.invalid");
  } catch {
    return "/";
  }
  if (url.origin !== "https://planhall.invalid") return "/";
  if (url.pathname === "/sign-in" || url.pathname === "/sign-up") return "/";
  return url.pathname + url.search + url.hash;
}
