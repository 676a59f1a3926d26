import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { Role } from "#db/schema.ts";

/** A member of the tenant who manages the others. */
export type Manager = ChangeAuthor & { role: Role };

/** Strongest first, as a list to choose from shows them. */
export const ROLES: readonly Role[] = ["owner", "admin", "editor", "reviewer", "billing", "viewer"];

/** What somebody may be in one organization alone: whoever manages does so in the whole tenant. */
export const ORGANIZATION_ROLES: readonly Role[] = ["editor", "reviewer", "viewer"];

/** What each role may do, lowest need first: whoever may edit may also view. */
export const ROLE_RANK: Record<Role, number> = { viewer: 1, billing: 1, reviewer: 2, editor: 3, admin: 4, owner: 5 };

/** Nobody gives, takes or changes a role above their own. */
export function mayManage(own: Role, other: Role): boolean {
  return ROLE_RANK[own] >= ROLE_RANK.admin && ROLE_RANK[own] >= ROLE_RANK[other];
}

/** What a member of a whole tenant may do in its own pages, beside what concerns one organization. */
export type TenantRight = "view" | "sell" | "bill" | "manage";

/**
 * Who has a right in the tenant's own pages: `sell` is quotes, orders and work; `bill` is whatever speaks of money that
 * came in or is owed, which an administrator or editor may not state; `manage` is engagements, seller details and plan.
 */
const TENANT_RIGHTS: Record<TenantRight, readonly Role[]> = {
  view: ROLES,
  sell: ["owner", "admin", "editor"],
  bill: ["owner", "billing"],
  manage: ["owner", "admin"],
};

export function hasTenantRight(role: Role, right: TenantRight): boolean {
  return TENANT_RIGHTS[right].includes(role);
}
