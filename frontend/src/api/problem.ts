/** One field of a request that the server did not accept. */
export interface FieldProblem {
  /** Where, as the server names it: `body.email`. */
  at: string;
  message: string;
}

/**
 * An API call that did not succeed, as the service tells it (RFC 9457). `code` is stable and for
 * programs. Two codes are our own: `unreachable` (no answer came; status 0) and `unreadable` (the
 * answer was no problem document, such as a proxy's error page).
 */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    /** Further members of the problem document. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  /** The messages by the last part of where they are: `email` for `body.email`. */
  get fields(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { at, message } of this.errors) {
      const field = at.slice(at.lastIndexOf(".") + 1);
      found[field] ??= asSentence(message);
    }
    return found;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The problem in an answer that is no success. `body` is the parsed or raw body, if there is one. */
export function problemFrom(status: number, body: unknown): Problem {
  let document = body;
  if (typeof document === "string") {
    try {
      document = JSON.parse(document);
    } catch {
      document = undefined;
    }
  }
  if (!isRecord(document)) return new Problem(status, "unreadable", "");
  const { code, detail, errors, ...members } = document;
  const fields = Array.isArray(errors)
    ? errors.filter(
        (error): error is FieldProblem =>
          isRecord(error) && typeof error.at === "string" && typeof error.message === "string",
      )
    : [];
  return new Problem(
    status,
    typeof code === "string" ? code : "unreadable",
    typeof detail === "string" ? detail : "",
    fields,
    members,
  );
}

/** No answer came: offline, the service is down, or the request was cut off. */
export function unreachable(): Problem {
  return new Problem(0, "unreachable", "");
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || [502, 503, 504].includes(error.status));
}

export interface Explanation {
  title: string;
  detail: string;
  /** Whether trying once more can help. */
  retry: boolean;
}

/** What to tell a person about an error, in words that say what to do. */
export function explain(error: unknown): Explanation {
  if (!(error instanceof Problem)) {
    return {
      title: "Something went wrong",
      detail: "That is our mistake, not yours. Try again, or reload the page.",
      retry: true,
    };
  }
  const said = asSentence(error.detail);
  if (error.status === 0) {
    const offline = typeof navigator !== "undefined" && navigator.onLine === false;
    return {
      title: offline ? "You are offline" : "Planhall cannot be reached",
      detail: offline
        ? "This needs a connection. It works again as soon as you are online."
        : "The service did not answer. Check your connection, or try again in a moment.",
      retry: true,
    };
  }
  if (error.status >= 500) {
    return {
      title: "The service has a problem",
      detail: "It could not answer just now. Try again in a moment.",
      retry: true,
    };
  }
  switch (error.status) {
    case 401:
      return {
        title: "You are not signed in",
        detail: said || "Sign in to go on.",
        retry: false,
      };
    case 403:
      return {
        title: "You may not do that",
        detail: said || "Ask an owner of the board for access.",
        retry: false,
      };
    case 404:
      return {
        title: "Not found",
        detail: said || "It may have been deleted, or the link is not complete.",
        retry: false,
      };
    case 409:
      return { title: "That is not possible now", detail: said, retry: false };
    case 410:
      return { title: "This link has ended", detail: said, retry: false };
    case 413:
      return { title: "Too large", detail: said || "Choose something smaller.", retry: false };
    case 422: {
      const first = Object.values(error.fields)[0];
      return { title: "Please check what you entered", detail: first ?? said, retry: false };
    }
    case 429:
      return {
        title: "Too many tries",
        detail: said || "Wait a minute, then try again.",
        retry: true,
      };
    default:
      return { title: "That did not work", detail: said, retry: true };
  }
}

/** A capital at the start, a full stop at the end, no validator's prefix. */
export function asSentence(text: string): string {
  const bare = text.replace(/^(value error,|value is not valid:)\s*/i, "").trim();
  if (bare === "") return "";
  const sentence = bare.charAt(0).toUpperCase() + bare.slice(1);
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
