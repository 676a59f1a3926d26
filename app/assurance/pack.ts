import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { getEngagement } from "./engagement.server.ts";
import { packAnswer } from "./stream-pack.server.ts";

/** The organization's own copy of the pack, to hand over to the verifier. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "assurance.manage");
    const { withTenant, withPublic } = await doors();
    const keys = await issuerKeys();
    const { engagement, name } = await withTenant(actor, async (tx) => ({
      engagement: await getEngagement(tx, actor.organizationId, requireId(params.engagementId), new Date()),
      name: (await getOrganization(tx, actor.organizationId)).name,
    }));
    const { store } = await evidenceRoom();
    return packAnswer(
      {
        tenantId: actor.tenantId,
        organizationId: actor.organizationId,
        inventoryId: engagement.inventoryId,
        engagementId: engagement.id,
        organizationName: name,
        read: (work) => withTenant(actor, work),
        readPublic: withPublic,
        store,
        keys,
        publicUrl: env().publicUrl,
        now: new Date(),
      },
      `assurance-pack-${engagement.period.start.slice(0, 4)}.zip`,
    );
  });
