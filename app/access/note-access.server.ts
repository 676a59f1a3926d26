import { doors } from "#app/database/doors.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import {
  listOwnMemberships,
  type RefusedAccess,
  recordRefusal,
  recordSignIn,
  type SignInFactor,
} from "./access-trail.server.ts";
import { isWithinLimit } from "./session.server.ts";

/**
 * Records a sign-in in the audit trail of every tenant of the person before the session starts. If that fails, there is
 * no session.
 */
export async function noteSignIn(userId: string, factor: SignInFactor): Promise<void> {
  log.info("signed_in", { factor });
  const { withSystem, withTenant } = await doors();
  for (const membership of await withSystem((tx) => listOwnMemberships(tx, userId))) {
    const { tenantId } = membership;
    await withTenant({ tenantId, userId }, (tx) => recordSignIn(tx, userId, membership, factor));
  }
}

const HOUR = 3600;
/**
 * The same refusal counts once an hour, and each author has a limit, so that repeated attempts can't fill the audit
 * trail.
 */
const SAME = { limit: 1, windowSeconds: HOUR };
const OF_AUTHOR = { limit: 60, windowSeconds: HOUR };

/** Records a refused member in the tenant's audit trail, in a separate transaction. */
export async function noteRefusal(author: ChangeAuthor, refused: RefusedAccess): Promise<void> {
  log.info("refused", { needed: refused.needed });
  const who = [author.tenantId, author.userId];
  if (!(await isWithinLimit("refusal", SAME, ...who, refused.method, refused.path))) return;
  if (!(await isWithinLimit("refusals", OF_AUTHOR, ...who))) return;
  const { withTenant } = await doors();
  await withTenant(author, (tx) => recordRefusal(tx, author, refused));
}
