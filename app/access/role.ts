import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { Role } from "#db/schema.ts";

/** A member of the tenant who manages the others. */
export type Manager = ChangeAuthor & { role: Role };

/** Strongest first, in display order. */
export const ROLES: readonly Role[] = ["owner", "admin", "editor", "reviewer", "billing", "viewer"];

/** Roles in a single organization. Managers always manage the whole workspace. */
export const ORGANIZATION_ROLES: readonly Role[] = ["editor", "reviewer", "viewer"];

/** The strength of a role, for giving and removing roles. Permissions are in {@link RIGHTS}. */
export const ROLE_RANK: Record<Role, number> = { viewer: 1, billing: 1, reviewer: 2, editor: 3, admin: 4, owner: 5 };

export function isStronger(one: Role, other: Role): boolean {
  return ROLE_RANK[one] > ROLE_RANK[other];
}

/** No one gives, removes or changes a role above their own. */
export function mayManage(own: Role, other: Role): boolean {
  return ROLE_RANK[own] >= ROLE_RANK.admin && ROLE_RANK[own] >= ROLE_RANK[other];
}

const EDITORS: readonly Role[] = ["owner", "admin", "editor"];
const REVIEWERS: readonly Role[] = [...EDITORS, "reviewer"];
const OWNERS: readonly Role[] = ["owner"];
const ADMINS: readonly Role[] = ["owner", "admin"];
const CASHIERS: readonly Role[] = ["owner", "billing"];

/** Every permission and the roles that have it. Guards, buttons and isolation tests use only this table. */
export const RIGHTS = {
  "organization.view": ROLES,
  "organization.manage": ADMINS,
  "members.manage": ADMINS,
  "keys.manage": ADMINS,
  "engagements.manage": ADMINS,
  "places.write": EDITORS,
  "sources.write": EDITORS,
  "factors.write": EDITORS,
  "factors.decide": REVIEWERS,
  "factors.policy": ADMINS,
  "records.write": EDITORS,
  "records.review": REVIEWERS,
  "trail.view": REVIEWERS,
  "evidence.erase": ADMINS,
  "periods.lock": REVIEWERS,
  "periods.unlock": ADMINS,
  "tasks.write": EDITORS,
  "requests.write": EDITORS,
  "runs.calculate": EDITORS,
  "baseYear.manage": ADMINS,
  "report.prepare": EDITORS,
  "report.issue": ADMINS,
  "report.withdraw": ADMINS,
  "report.disclose": ADMINS,
  "assurance.manage": ADMINS,
  "assurance.answer": EDITORS,
  "workspace.view": ROLES,
  "workspace.manage": ADMINS,
  "workspace.kind": OWNERS,
  "workspace.model": OWNERS,
  "trade.sell": EDITORS,
  "trade.bill": CASHIERS,
  // Outside of a workspace roles don't matter: access depends on a session, a second factor or a link.
  "account.own": ROLES,
  "workspace.start": ROLES,
  "assurance.verify": ROLES,
  "public.use": ROLES,
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

/** Whether a permission concerns a workspace as a whole. */
export function isOfWorkspace(right: Right): boolean {
  return /^(workspace|trade)\./.test(right);
}

/** Whether a permission concerns a person's data of all workspaces, for every signed-in user. */
export function isOfPerson(right: Right): boolean {
  return right === "account.own" || right === "assurance.verify";
}

/** Whether a permission belongs to everyone, signed in or not. */
export function isPublic(right: Right): boolean {
  return right === "public.use";
}

/** Whether a person has a permission: by their role or, for issuing reports, by an engagement. */
export function hasRight(
  { role, acting }: { role: Role; acting?: { mayIssue: boolean } | null | undefined },
  right: Right,
): boolean {
  return RIGHTS[right].some((one) => one === role) || (right === "report.issue" && acting?.mayIssue === true);
}

/** The weakest role with a permission, for messages. */
export function leastRole(right: Right): Role {
  return RIGHTS[right].at(-1)!;
}
