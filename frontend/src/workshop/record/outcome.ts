import type { RecordedActivity } from "../types";

/** What an activity left behind; an activity that left nothing is in the agenda only. */
export function hasOutcome({
  ideas,
  clusters,
  result,
}: Pick<RecordedActivity, "ideas" | "clusters" | "result">): boolean {
  return ideas.length > 0 || clusters.some(({ notes }) => notes.length > 0) || result !== null;
}

/** Ideas by group, in the order of the groups; those in none last, under no name. */
export function ideasByGroup({ ideas, clusters }: Pick<RecordedActivity, "ideas" | "clusters">): {
  id: string;
  title: string | null;
  item: string | null;
  ideas: RecordedActivity["ideas"];
}[] {
  const groups = clusters
    .map(({ id, title, item }) => ({
      id,
      title,
      item,
      ideas: ideas.filter(({ cluster }) => cluster === id),
    }))
    .filter((group) => group.ideas.length > 0);
  const grouped = new Set(groups.flatMap((group) => group.ideas));
  const loose = ideas.filter((idea) => !grouped.has(idea));
  return loose.length > 0 ? [...groups, { id: "", title: null, item: null, ideas: loose }] : groups;
}
