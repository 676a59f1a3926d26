import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { packAnswer } from "#app/assurance/stream-pack.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";

/** Read with the verifier's own rights, so it contains only what the engagement allows. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const keys = await issuerKeys();
    const { withVerifier, withPublic } = await doors();
    const { who, period } = await asVerifier(request, params, { kind: "pack" }, async (tx, found) => ({
      who: found,
      period: (await getInventory(tx, found.organizationId, found.inventoryId)).period,
    }));
    const { store } = await evidenceRoom();
    return packAnswer(
      {
        ...who,
        read: (work) => withVerifier(who, (_, read) => work(read)),
        readPublic: withPublic,
        store,
        keys,
        publicUrl: env().publicUrl,
        now: new Date(),
      },
      `assurance-pack-${period.start.slice(0, 4)}.zip`,
    );
  });
