import { useMemo, useRef } from "react";
import type { Peer } from "@/session";

const NOBODY_THERE: readonly Peer[] = [];

/** Who is at which item. A list stays the same object while nobody comes to or leaves its item. */
export function usePeersByItem(
  peers: readonly Peer[],
  me: string,
): (item: string) => readonly Peer[] {
  const before = useRef<ReadonlyMap<string, readonly Peer[]>>(new Map());
  return useMemo(() => {
    const next = groupByItem(
      peers.filter(({ id }) => id !== me),
      before.current,
    );
    before.current = next;
    return (item: string) => next.get(item) ?? NOBODY_THERE;
  }, [peers, me]);
}

/** One person may have several windows at an item, and is there once. */
export function groupByItem(
  peers: readonly Peer[],
  before: ReadonlyMap<string, readonly Peer[]>,
): ReadonlyMap<string, readonly Peer[]> {
  const next = new Map<string, Peer[]>();
  for (const peer of peers) {
    if (peer.item === null) continue;
    const there = next.get(peer.item) ?? [];
    if (!there.some(({ id }) => id === peer.id)) next.set(peer.item, [...there, peer]);
  }
  const kept = new Map<string, readonly Peer[]>();
  for (const [item, there] of next) {
    const old = before.get(item);
    kept.set(item, old && sameFaces(old, there) ? old : there);
  }
  return kept;
}

function sameFaces(one: readonly Peer[], other: readonly Peer[]): boolean {
  return (
    one.length === other.length &&
    one.every((peer, i) => {
      const same = other[i];
      return same && same.id === peer.id && same.name === peer.name && same.color === peer.color;
    })
  );
}
