import { data } from "@remix-run/node";
import { type Actor, inTenant, requireId } from "#app/access/actor.server.ts";
import { keepFiles, withReceivedForm } from "#app/evidence/receive-files.server.ts";
import { dropFiles } from "#app/evidence/store-files.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addFiles } from "./assurance-file.server.ts";
import { getEngagement } from "./engagement.server.ts";
import { knownProblem } from "./known-problem.ts";
import { readText } from "./text-field.ts";

interface Received {
  actor: Actor & { organizationId: string };
  request: Request;
  params: { engagementId?: string | undefined };
}

interface Answer {
  engagementId: string;
  /** What is answered: a finding or a request. */
  subjectId: string;
  text: string;
  fileIds: string[];
}

/**
 * The company's answer to a verifier, with files. `field` has the id of what is answered, and `page` is shown after it,
 * below the address of the engagement. Files of an answer that fails are deleted.
 */
export function receiveAnswer(
  { actor, request, params }: Received,
  { field, page }: { field: "findingId" | "requestId"; page: string },
  save: (tx: TenantTx, answer: Answer) => Promise<void>,
) {
  const engagementId = requireId(params.engagementId);
  return withReceivedForm(request, ["intent", field, "text"] as const, async ({ fields, files }) => {
    const text = readText(fields.text);
    if (!text.ok) return data({ problem: text.fault, refused: null }, { status: 422 });
    const subjectId = requireId(fields[field]);
    // Checks that the engagement belongs to the organization before any file is stored.
    await inTenant(actor, (tx) => getEngagement(tx, actor.organizationId, engagementId, new Date()));
    const kept = await keepFiles(actor.tenantId, files);
    if (!kept.ok) return data({ problem: null, refused: kept }, { status: 422 });
    try {
      await inTenant(actor, async (tx) => {
        await addFiles(tx, { ...actor, engagementId }, kept.files);
        await save(tx, { engagementId, subjectId, text: text.value, fileIds: kept.files.map(({ id }) => id) });
      });
    } catch (error) {
      await dropFiles(actor.tenantId, await evidenceRoom(), kept.files, error);
      return data({ problem: knownProblem(error), refused: null }, { status: 409 });
    }
    return `/organizations/${actor.organizationId}/assurance/engagements/${engagementId}${page}?done=saved`;
  });
}
