import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Person = Schemas["Person"];
export type Role = Schemas["Role"];
export type Workspace = Schemas["Workspace"];
export type Member = Schemas["Member"];
export type Board = Schemas["Board"];
export type BoardPerson = Schemas["BoardPerson"];
export type Invite = Schemas["Invite"];
export type InvitePreview = Schemas["InvitePreview"];
export type Template = Schemas["Template"];
export type ImportReport = Schemas["ImportReport"];
