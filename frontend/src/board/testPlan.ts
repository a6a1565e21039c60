import type { Item, Plan } from "@/plan/types";

type Seed = Partial<Omit<Item, "id" | "children" | "parent">> & { id: string; under?: string };

/** A plan for tests: items in the order of their siblings, each `under` one that came before it. */
export function testPlan(seeds: readonly Seed[]): Plan {
  const items = new Map<string, Item>();
  const children = new Map<string | null, string[]>([[null, []]]);
  for (const { id, under } of seeds) {
    const parent = under ?? null;
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  for (const { under, ...seed } of seeds) {
    items.set(seed.id, {
      kind: "goal",
      title: seed.id,
      hasBody: false,
      order: "a0",
      status: "draft",
      owner: null,
      due: null,
      stakeholders: [],
      channels: [],
      measures: [],
      createdBy: null,
      createdAt: null,
      ...seed,
      parent: under ?? null,
      children: children.get(seed.id) ?? [],
    });
  }
  return {
    title: "",
    organization: "",
    description: "",
    items,
    roots: children.get(null) ?? [],
    stakeholders: [],
    channels: [],
    deleted: [],
  };
}
