import { QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { createQueryClient } from "./queryClient";

const KEY = ["notes"];
const queries = createQueryClient();
const asked: ((answer: string) => void)[] = [];
const queryFn = () => new Promise<string>((resolve) => asked.push(resolve));

afterEach(() => {
  queries.clear();
  asked.length = 0;
});

/** What is shown of an answer that somebody looks at. */
function look() {
  const observer = new QueryObserver(queries, { queryKey: KEY, queryFn });
  return { observer, stop: observer.subscribe(() => undefined) };
}

it("asks again for a first answer that was on its way when something changed", async () => {
  const { observer, stop } = look();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  void queries.invalidateQueries({ queryKey: KEY });
  asked[0]?.("before");
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(observer.getCurrentResult().data).toBe("before");
  asked[1]?.("after");
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("after"));
  expect(asked).toHaveLength(2);
  stop();
});

it("leaves whoever waits for a first answer their answer", async () => {
  const loaded = queries.fetchQuery({ queryKey: KEY, queryFn });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  void queries.invalidateQueries({ queryKey: KEY });
  asked[0]?.("before");
  await expect(loaded).resolves.toBe("before");
  // Nobody looks at it: it is asked for when somebody does.
  expect(asked).toHaveLength(1);
  const { stop } = look();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  stop();
});

it("asks once for an answer during which nothing changed", async () => {
  const { observer, stop } = look();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.("as it is");
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("as it is"));
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toHaveLength(1);
  stop();
});
