import { listHeldEngagements } from "#app/engagement/held-engagement.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import type { Doors } from "#db/doors.ts";

/**
 * The clients of a workspace by name: its own organizations and those of companies that engaged it, including ended
 * engagements.
 */
export async function listClientChoices(
  { withTenant, withSystem }: Pick<Doors, "withTenant" | "withSystem">,
  actor: { tenantId: string; userId: string },
): Promise<{ id: string; name: { en: string; zh: string } }[]> {
  const own = await withTenant(actor, listOrganizations);
  const held = await withSystem((tx) => listHeldEngagements(tx, actor.tenantId));
  const choices = new Map(own.map(({ id, name }) => [id, name]));
  for (const { organizationId, organizationName } of held) choices.set(organizationId, organizationName);
  return [...choices].map(([id, name]) => ({ id, name }));
}
