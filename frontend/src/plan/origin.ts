/**
 * The origin of every transaction that a person in this window makes through `change.ts`. What has
 * it can be undone here; what others or the server do has another origin.
 */
export const LOCAL = Symbol("local change");
