import { createHash } from "node:crypto";
import type { RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";
import { omit } from "#app/encoding/omit.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { listDrafts } from "./data-request-answer.server.ts";
import { listRequestFiles } from "./data-request-file.server.ts";
import type { OpenRequest } from "./data-request-link.server.ts";
import { cellKey, type DataRequest, findTakenOver, listAnswers } from "./data-request-list.server.ts";
import { isAnswerAwaited } from "./data-request-state.ts";
import type { AskedCell, RecipientView } from "./recipient-view.ts";

export async function viewForRecipient(tx: TenantTx, { request, author }: OpenRequest): Promise<RecipientView> {
  const organization = await getOrganization(tx, author.organizationId);
  const handedIn = request.steps.findLast(({ kind }) => kind === "handed_in");
  const asked = askedAgain(request);
  return {
    deviceKey: createHash("sha256").update(request.id).digest("hex").slice(0, 16),
    organization: organization.name,
    askerName: request.askedBy?.name ?? "",
    recipientName: request.recipientName,
    locale: request.locale,
    message: request.message,
    comment: asked?.comment ?? "",
    expiresAt: request.expiresAt.toISOString(),
    months: request.months,
    sources: request.items.map((one) => omit(one, "sourceId")),
    cells: await listCells(tx, request),
    files: await listRequestFiles(tx, request.id),
    handedInAt: handedIn ? handedIn.at.toISOString() : null,
  };
}

/** The last request for changes, if no answer followed. */
export function askedAgain(request: DataRequest): DataRequest["steps"][number] | undefined {
  const isAwaited = isAnswerAwaited(request.steps.map(({ kind }) => kind));
  return isAwaited ? request.steps.findLast(({ kind }) => kind === "asked_again") : undefined;
}

async function listCells(tx: TenantTx, request: DataRequest): Promise<AskedCell[]> {
  const answers = await listAnswers(tx, request.id);
  const answered = new Map(answers.map((answer) => [cellKey(answer), answer]));
  const drafts = new Map((await listDrafts(tx, request.id)).map((draft) => [cellKey(draft), draft]));
  const remarks = new Map((askedAgain(request)?.remarks ?? []).map((remark) => [cellKey(remark), remark.text]));
  const taken = await findTakenOver(tx, answers);
  return request.items.flatMap(({ position, unit }) =>
    request.months.flatMap((month) => {
      const key = cellKey({ position, month });
      const answer = answered.get(key);
      const shown = taken.has(key) ? answer : (drafts.get(key) ?? answer);
      const remark = remarks.get(key) ?? "";
      if (!shown && remark === "") return [];
      const { kind, quantity, dataQuality, note } = shown ?? EMPTY;
      return {
        position,
        month,
        kind,
        quantity,
        unit: shown?.unit ?? unit,
        dataQuality,
        note,
        remark,
        isHandedIn: answer !== undefined,
        isTakenOver: taken.has(key),
      };
    }),
  );
}

const EMPTY: RequestedAnswer = { kind: "quantity", quantity: "", unit: "", dataQuality: "measured", note: "" };
