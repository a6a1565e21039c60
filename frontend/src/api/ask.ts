import { problemFrom, unreachable } from "./problem";

/**
 * For parts whose types are their own; `client.ts` is for calls with the generated ones.
 *
 * @throws Problem: no answer came, or one that is no success.
 */
export async function send(method: string, path: string, body?: unknown, signal?: AbortSignal) {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw problemFrom(response.status, await response.text().catch(() => ""));
  return response;
}

/** The same, for the JSON of the answer; undefined where it has none. */
export async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal) {
  const response = await send(method, path, body, signal);
  const text = await response.text().catch((error: unknown) => {
    if (signal?.aborted) throw error;
    // It broke off: whoever asked cannot know what became of it.
    throw unreachable();
  });
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
