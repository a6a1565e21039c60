import { useEffect, useMemo, useRef, useState } from "react";
import { telling } from "@/app/telling";
import {
  type ActivityPlace,
  useAddCluster,
  useChangeNote,
  useRemoveCluster,
  useRenameCluster,
} from "../../api";
import type { Cluster } from "../../types";
import { place } from "./arrange";

/** How long what one did is shown ahead of the server's news of it, at most. */
const AHEAD_MS = 4000;

interface Ahead {
  /** Note → the cluster one put it into. */
  moves: ReadonlyMap<string, string | null>;
  /** Cluster → the title one gave it. */
  titles: ReadonlyMap<string, string>;
}

const NOTHING: Ahead = { moves: new Map(), titles: new Map() };

/** The clusters as everyone has them, with what one did a moment ago; and what one can do. */
export function useArrangement(of: ActivityPlace, clusters: readonly Cluster[]) {
  const [ahead, setAhead] = useState(NOTHING);
  const [fresh, setFresh] = useState<string | null>(null);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const change = useChangeNote(of);
  const add = useAddCluster(of);
  const rename = useRenameCluster(of);
  const remove = useRemoveCluster(of);

  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const timer of waiting) clearTimeout(timer);
    };
  }, []);

  const shown = useMemo(() => {
    let groups: Cluster[] = clusters.map((cluster) => {
      const title = ahead.titles.get(cluster.id);
      return title === undefined ? cluster : { ...cluster, title };
    });
    for (const [note, into] of ahead.moves) groups = place(groups, note, into) as Cluster[];
    return groups;
  }, [clusters, ahead]);

  const forget = (what: keyof Ahead, id: string) =>
    setAhead((now) => {
      const left = new Map<string, never>(now[what] as ReadonlyMap<string, never>);
      left.delete(id);
      return { ...now, [what]: left };
    });
  const forgetLater = (what: keyof Ahead, id: string) => {
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      forget(what, id);
    }, AHEAD_MS);
    timers.current.add(timer);
  };

  return {
    clusters: shown,
    /** The cluster that one has just made, to be named. */
    fresh,
    async move(note: string, into: string | null) {
      setAhead((now) => ({ ...now, moves: new Map([...now.moves, [note, into]]) }));
      const done = await telling(change.mutateAsync({ id: note, cluster: into }), {
        failed: "The note was not moved",
      });
      if (done) forgetLater("moves", note);
      else forget("moves", note);
    },
    async make(notes: readonly string[], title: string, { name = false } = {}) {
      let made: Cluster | undefined;
      await telling(
        add.mutateAsync({ title, notes: [...notes] }).then((cluster) => {
          made = cluster;
        }),
        { failed: "The group was not made" },
      );
      if (made && name) setFresh(made.id);
    },
    async rename(cluster: string, title: string) {
      if (title.trim() === "") return;
      setAhead((now) => ({ ...now, titles: new Map([...now.titles, [cluster, title]]) }));
      const done = await telling(rename.mutateAsync({ cluster, title }), {
        failed: "The group was not renamed",
      });
      if (done) forgetLater("titles", cluster);
      else forget("titles", cluster);
    },
    remove: (cluster: string) =>
      telling(remove.mutateAsync(cluster), { failed: "The group is still there" }),
  };
}

export type Arrangement = ReturnType<typeof useArrangement>;
