import { stateOf } from "./data-request.server.ts";
import type { DataRequest } from "./data-request-list.server.ts";
import type { DataRequestRow } from "./data-request-row.ts";

export function toRow(request: DataRequest): DataRequestRow {
  return {
    id: request.id,
    recipientName: request.recipientName,
    recipientEmail: request.recipientEmail,
    state: stateOf(request),
    sources: request.items.map(({ name, facility }) => ({ name, facility })),
    months: request.months,
    answered: request.answeredCount,
    asked: request.askedCount,
    sentAt: request.createdAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
  };
}
