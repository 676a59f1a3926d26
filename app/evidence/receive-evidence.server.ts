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

/** What became of the files of a form; a problem where none was looked at. */
export interface Received {
  outcomes: TakenFile[];
  problem?: "periodInvalid" | "periodSourceNeedsPeriod" | "noFile";
  typed: { period: string; sourceId: string };
}

/**
 * Takes the files of a form in, one after the other; each stands for itself. They wait in files of their own while they
 * stream in, and nothing of them is left when this ends, however it ends.
 *
 * @param recordId what they prove; without it the form's period, if it names one.
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

/** The period that a form names, and of which source; nothing where it names none. A message key where it can't be read. */
export function targetOf(typed: {
  period: string;
  sourceId: string;
}): EvidenceTarget | "periodInvalid" | "periodSourceNeedsPeriod" {
  if (typed.period === "") return typed.sourceId === "" ? { recordIds: [], period: null } : "periodSourceNeedsPeriod";
  const period = parsePeriodText(typed.period);
  if (!period || period.start > period.end) return "periodInvalid";
  return { recordIds: [], period: { period, sourceId: typed.sourceId === "" ? null : requireId(typed.sourceId) } };
}
