import { data } from "@remix-run/node";
import { type Actor, inTenant, requireId } from "#app/access/actor.server.ts";
import type { Asked, Verbs } from "#app/action/action.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { detachUnlessHeld } from "./detach.server.ts";
import { attachEvidence, eraseEvidence } from "./evidence.server.ts";
import type { FileActions } from "./file-action.ts";
import { targetOf } from "./receive-evidence.server.ts";

type Fields = Record<string, string>;
type FileAsked = Asked<Actor, Fields>;

/** A message key, with the day until which a report needs the file. The typed values are kept. */
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

export const fileVerbs = {
  "attach-records": { outside: attachRecords },
  "attach-period": { outside: attachPeriod },
  detach: { outside: detach },
  erase: { outside: erase },
} satisfies Verbs<Actor, typeof FileActions>;

/** The page without the note about saved records. */
function done({ request }: FileAsked): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete("entered");
  return `${pathname}?${searchParams}`;
}

function refused({ value }: FileAsked, found: Omit<FileProblem, "typed">) {
  const problem: FileProblem = { ...found, typed: value };
  return data(problem, { status: 422 });
}

async function attachRecords(asked: FileAsked) {
  const { actor, params, value } = asked;
  const fileId = requireId(params.evidenceId);
  const ticked = Object.keys(value).filter((name) => name.startsWith("record-"));
  const recordIds = ticked.map((name) => requireId(name.slice("record-".length)));
  if (recordIds.length === 0) return refused(asked, { problem: "tickOne" });
  await inTenant(actor, (tx) => attachEvidence(tx, actor, fileId, { recordIds, period: null }));
  return done(asked);
}

async function attachPeriod(asked: FileAsked) {
  const { actor, params, value } = asked;
  const fileId = requireId(params.evidenceId);
  const target = targetOf({ period: value.period ?? "", sourceId: value.sourceId ?? "" });
  if (typeof target === "string") return refused(asked, { problem: target });
  if (!target.period) return refused(asked, { problem: "periodInvalid" });
  await inTenant(actor, (tx) => attachEvidence(tx, actor, fileId, target));
  return done(asked);
}

async function detach(asked: FileAsked) {
  requireId(asked.params.evidenceId);
  const attachmentId = requireId(asked.value.attachmentId);
  const { reason = "" } = asked.value;
  if (!REASON.test(reason)) return refused(asked, { problem: "reasonMissing" });
  const isOff = await detachUnlessHeld(asked.request, asked.params, attachmentId, reason);
  return isOff ? done(asked) : refused(asked, { problem: "held" });
}

async function erase(asked: FileAsked) {
  const fileId = requireId(asked.params.evidenceId);
  const { reason = "" } = asked.value;
  if (!REASON.test(reason)) return refused(asked, { problem: "reasonMissing" });
  const today = utcDay(new Date());
  try {
    await eraseEvidence(await doors(), asked.actor, await evidenceRoom(), { fileId, reason, today });
    return done(asked);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    const { until } = error.details;
    return refused(asked, typeof until === "string" ? { problem: "keptUntil", until } : { problem: "eraseAttached" });
  }
}
