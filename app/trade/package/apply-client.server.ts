import { type Actor, requireActor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";

/**
 * The user as an actor in the client's organization with edit permission: as a member of this tenant, or through an
 * engagement of it. Permissions that they hold through other tenants don't count.
 */
export async function enterClient(
  { request, params }: { request: Request; params: Record<string, string | undefined> },
  organizationId: string,
): Promise<Actor> {
  const target = await requireActor(request, { organizationId }, "sources.write");
  const isOurs = target.acting ? target.acting.consultancyId === params.tenantId : target.tenantId === params.tenantId;
  if (!isOurs) throw new AppError("not_found");
  return target;
}
