import { z } from "zod";
import { asOrganization, EVEN_LAPSED, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { detachUnlessHeld } from "./detach.server.ts";
import { attachEvidence, eraseEvidence } from "./evidence.server.ts";
import { targetOf } from "./receive-evidence.server.ts";

type Params = { organizationId?: string | undefined };
type Fields = Record<string, string>;

/** A message key, with the day where a report still rests on the file; what was typed is kept. */
export interface FileProblem {
  problem:
    | "tickOne"
    | "periodInvalid"
    | "periodSourceNeedsPeriod"
    | "reasonMissing"
    | "held"
    | "eraseAttached"
    | "keptUntil";
  until?: string;
  typed: Fields;
}

const REASON = /^[\s\S]{1,1000}$/;

/** Does what a form of the file's page asks for. */
export async function changeFile(
  request: Request,
  params: Params,
  fileId: string,
): Promise<{ done: true } | FileProblem> {
  await requireActor(request, params, "editor", EVEN_LAPSED);
  // Ticked records are fields of their own, named by their ids.
  const form = await parseForm(request, z.record(z.string().max(100), z.string().max(4000)));
  if (!form.ok) throw new AppError("invalid", { details: { reason: "form_malformed" } });
  const fields = form.value;
  if (fields.intent === "erase") return erase(request, params, fileId, fields);
  await requireActor(request, params, "editor");
  if (fields.intent === "attach-records") return attachRecords(request, params, fileId, fields);
  if (fields.intent === "attach-period") return attachPeriod(request, params, fileId, fields);
  if (fields.intent === "detach") return detach(request, params, fields);
  throw new AppError("invalid", { details: { reason: "intent_unknown" } });
}

async function attachRecords(request: Request, params: Params, fileId: string, fields: Fields) {
  const ticked = Object.keys(fields).filter((name) => name.startsWith("record-"));
  const recordIds = ticked.map((name) => requireId(name.slice("record-".length)));
  if (recordIds.length === 0) return { problem: "tickOne" as const, typed: fields };
  await asOrganization(request, params, "editor", (tx, actor) =>
    attachEvidence(tx, actor, fileId, { recordIds, period: null }),
  );
  return { done: true as const };
}

async function attachPeriod(request: Request, params: Params, fileId: string, fields: Fields) {
  const target = targetOf({ period: fields.period ?? "", sourceId: fields.sourceId ?? "" });
  if (typeof target === "string") return { problem: target, typed: fields };
  if (!target.period) return { problem: "periodInvalid" as const, typed: fields };
  await asOrganization(request, params, "editor", (tx, actor) => attachEvidence(tx, actor, fileId, target));
  return { done: true as const };
}

async function detach(request: Request, params: Params, fields: Fields) {
  const attachmentId = requireId(fields.attachmentId);
  const { reason = "" } = fields;
  if (!REASON.test(reason)) return { problem: "reasonMissing" as const, typed: fields };
  return (await detachUnlessHeld(request, params, attachmentId, reason))
    ? { done: true as const }
    : { problem: "held" as const, typed: fields };
}

async function erase(
  request: Request,
  params: Params,
  fileId: string,
  fields: Fields,
): Promise<{ done: true } | FileProblem> {
  const actor = await requireActor(request, params, "admin", EVEN_LAPSED);
  const { reason = "" } = fields;
  if (!REASON.test(reason)) return { problem: "reasonMissing", typed: fields };
  const today = new Date().toISOString().slice(0, 10);
  try {
    await eraseEvidence(await doors(), actor, await evidenceRoom(), { fileId, reason, today });
    return { done: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    const { until } = error.details;
    return typeof until === "string"
      ? { problem: "keptUntil", until, typed: fields }
      : { problem: "eraseAttached", typed: fields };
  }
}
