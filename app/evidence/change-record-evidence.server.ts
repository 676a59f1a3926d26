import { z } from "zod";
import { requireActor, requireId } from "#app/access/actor.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { detachUnlessHeld } from "./detach.server.ts";
import type { TakenFile } from "./evidence.server.ts";
import { receiveEvidence } from "./receive-evidence.server.ts";

const Detach = z.object({
  intent: z.literal("detach", { error: "noFile" }),
  attachmentId: z.string(),
  reason: z.string().min(1, { error: "reasonMissing" }).max(1000, { error: "reasonMissing" }),
});

type Params = { organizationId?: string | undefined; recordId?: string | undefined };

/** Handles a form about a record's evidence: attaches files or removes one. */
export async function changeRecordEvidence(
  request: Request,
  params: Params,
): Promise<{ outcomes: TakenFile[]; problem?: "reasonMissing" | "held" | "noFile" }> {
  await requireActor(request, params, "records.write");
  const recordId = requireId(params.recordId);
  if (request.headers.get("content-type")?.toLowerCase().startsWith("multipart/form-data")) {
    const { outcomes, problem } = await receiveEvidence(request, params, recordId);
    return { outcomes, ...(problem === "noFile" ? { problem } : {}) };
  }
  const form = await parseForm(request, Detach);
  if (!form.ok) return { outcomes: [], problem: form.errors.intent ? "noFile" : "reasonMissing" };
  const attachmentId = requireId(form.value.attachmentId);
  const isOff = await detachUnlessHeld(request, params, attachmentId, form.value.reason);
  return isOff ? { outcomes: [] } : { outcomes: [], problem: "held" };
}
