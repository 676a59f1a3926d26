import { asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { detachEvidence } from "./evidence-detachment.server.ts";

/** Removes a file from a record or period. @returns false if the data is approved or locked and the file stays */
export async function detachUnlessHeld(
  request: Request,
  params: { organizationId?: string | undefined },
  attachmentId: string,
  reason: string,
): Promise<boolean> {
  return asOrganization(request, params, "records.write", async (tx, actor) => {
    try {
      await detachEvidence(tx, actor, attachmentId, reason);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === "conflict") return false;
      throw error;
    }
  });
}
