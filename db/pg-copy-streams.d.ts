/** The one function of the package that is used; it ships no types. */
declare module "pg-copy-streams" {
  import type { Writable } from "node:stream";
  import type { Submittable } from "pg";
  export function from(statement: string): Writable & Submittable;
}
