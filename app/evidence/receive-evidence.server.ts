import { rm } from "node:fs/promises";
import { requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { type EvidenceTarget, type IncomingFile, type TakenFile, takeEvidence } from "./evidence.server.ts";

const MAX_FILES = 20;
const FIELDS = ["intent", "period", "sourceId"] as const;

type Params = { organizationId?: string | undefined };

/** The results for the files of a form, or a problem if none was processed. */
export interface Received {
  outcomes: TakenFile[];
  problem?: "periodInvalid" | "periodSourceNeedsPeriod" | "noFile";
  typed: { period: string; sourceId: string };
}

/**
 * Receives the files of a form one by one, independent of each other. During the upload they are in temporary files,
 * which are always removed at the end.
 *
 * @param recordId the record to attach to; without it, the form's period, if any
 */
export async function receiveEvidence(request: Request, params: Params, recordId: string | null): Promise<Received> {
  const actor = await requireActor(request, params, "records.write");
  const room = await evidenceRoom();
  const received: IncomingFile[] = [];
  const rules = { fileField: "file", fields: FIELDS, maxBytes: room.limits.fileBytes, maxFiles: MAX_FILES };
  try {
    const fields = await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      received.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    const typed = { period: fields.period ?? "", sourceId: fields.sourceId ?? "" };
    const target = recordId ? { recordIds: [recordId], period: null } : targetOf(typed);
    if (typeof target === "string") return { outcomes: [], problem: target, typed };
    if (received.length === 0) return { outcomes: [], problem: "noFile", typed };
    const outcomes: TakenFile[] = [];
    for (const file of received) outcomes.push(await takeEvidence(await doors(), actor, room, { file, target }));
    return { outcomes, typed };
  } finally {
    for (const { path } of received) await rm(path, { force: true });
  }
}

/** The period and source of the form, or none. Returns a message key if the period is invalid. */
export function targetOf(typed: {
  period: string;
  sourceId: string;
}): EvidenceTarget | "periodInvalid" | "periodSourceNeedsPeriod" {
  if (typed.period === "") return typed.sourceId === "" ? { recordIds: [], period: null } : "periodSourceNeedsPeriod";
  const period = parsePeriodText(typed.period);
  if (!period || period.start > period.end) return "periodInvalid";
  return { recordIds: [], period: { period, sourceId: typed.sourceId === "" ? null : requireId(typed.sourceId) } };
}
