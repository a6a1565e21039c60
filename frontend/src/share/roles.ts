import type { Role } from "@/api";

/** From the most to the least that one may do. */
export const ROLES: readonly Role[] = ["owner", "facilitator", "editor", "commenter", "viewer"];

interface RoleWords {
  name: string;
  /** What the role may do, after “can …”. */
  can: string;
}

const words: Record<Role, RoleWords> = {
  owner: { name: "Owner", can: "do everything, also change roles and delete the board" },
  facilitator: { name: "Facilitator", can: "edit the plan, invite people and run sessions" },
  editor: { name: "Editor", can: "edit the plan" },
  commenter: { name: "Commenter", can: "read the plan, comment and suggest changes" },
  viewer: { name: "Viewer", can: "read the plan" },
};

export function roleName(role: Role): string {
  return words[role].name;
}

/** “Can edit the plan”. */
export function roleCan(role: Role): string {
  return `Can ${words[role].can}`;
}

/** The roles that somebody of this role may put into an invite link; none: may not invite. */
export function invitableRoles(role: Role): readonly Role[] {
  if (role === "owner") return ["facilitator", "editor", "commenter", "viewer"];
  if (role === "facilitator") return ["editor", "commenter", "viewer"];
  return [];
}

export function mayChangeRoles(role: Role): boolean {
  return role === "owner";
}

/** Whether taking the role from this person would leave the board without an owner. */
export function isLastOwner(
  people: readonly { person: { id: string }; role: Role }[],
  person: string,
): boolean {
  const owners = people.filter(({ role }) => role === "owner");
  return owners.length === 1 && owners[0]?.person.id === person;
}
