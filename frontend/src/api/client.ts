import createClient from "openapi-fetch";
import { problemFrom, unreachable } from "./problem";
import type { paths } from "./schema";

/** The service's API, typed from shared/openapi.json. */
export const client = createClient<paths>({ baseUrl: "/", fetch: reach });

/** Answers are taken as they come; no answer at all becomes a `Problem`. */
async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
}

/**
 * The data of a call that succeeded.
 *
 * @throws {Problem} for every other answer, and where none came.
 */
export async function dataOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as T;
}
