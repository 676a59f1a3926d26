import type { Role } from "#db/schema.ts";
import type { ChangeAuthor } from "./audit-trail.server.ts";

/** A member of the tenant who manages the others. */
export type Manager = ChangeAuthor & { role: Role };

/** Strongest first, as a list to choose from shows them. */
export const ROLES: readonly Role[] = ["owner", "admin", "editor", "reviewer", "billing", "viewer"];

/** What each role may do, lowest need first: whoever may edit may also view. */
export const ROLE_RANK: Record<Role, number> = { viewer: 1, billing: 1, reviewer: 2, editor: 3, admin: 4, owner: 5 };

/** Nobody gives, takes or changes a role above their own. */
export function mayManage(own: Role, other: Role): boolean {
  return ROLE_RANK[own] >= ROLE_RANK.admin && ROLE_RANK[own] >= ROLE_RANK[other];
}
