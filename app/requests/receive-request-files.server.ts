import { rm } from "node:fs/promises";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { IncomingFile } from "#app/evidence/evidence.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { type TakenRequestFile, takeRequestFile } from "./data-request-file.server.ts";
import { asRecipient, requireLink } from "./recipient.server.ts";

const MAX_FILES = 20;
const FIELDS = ["position", "month"] as const;

/** The results for the files sent for a source. */
export interface ReceivedForRequest {
  position: number;
  outcomes: TakenRequestFile[];
  problem?: "noFile";
}

/**
 * Receives the files of a recipient's form one after the other. The link is checked before any byte is read and again
 * for each file.
 *
 * @throws AppError `not_found` for an invalid link, and for a source or month that was not requested
 */
export async function receiveRequestFiles(
  request: Request,
  token: string | undefined,
  clientAddress: string,
): Promise<ReceivedForRequest> {
  const link = await requireLink(request, token, clientAddress, "data-request-file");
  await asRecipient(link, async () => null);
  const room = await evidenceRoom();
  const received: IncomingFile[] = [];
  const rules = { fileField: "file", fields: FIELDS, maxBytes: room.limits.fileBytes, maxFiles: MAX_FILES };
  try {
    const fields = await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      received.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    const place = placeOf(fields);
    if (received.length === 0) return { position: place.position, outcomes: [], problem: "noFile" };
    const outcomes: TakenRequestFile[] = [];
    for (const file of received) outcomes.push(await takeRequestFile(await doors(), link, room, { file, place }));
    return { position: place.position, outcomes };
  } finally {
    for (const { path } of received) await rm(path, { force: true });
  }
}

function placeOf({ position = "", month = "" }: Record<string, string>) {
  if (!/^\d{1,4}$/.test(position)) throw new AppError("not_found");
  return { position: Number(position), month: month === "" ? null : month };
}
