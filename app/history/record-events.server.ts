import { omit } from "#app/encoding/omit.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import { listRecordEvents, type RecordEvent } from "#app/records/record-history.server.ts";
import { idsIn, namesOf } from "#app/trail/audit-trail-names.server.ts";
import { describeFields } from "#app/trail/field-changes.ts";
import type { HistoryEvent } from "#app/trail/trail-view.ts";

type TenantTx = Parameters<typeof listRecordEvents>[0];

/** A record with its history, in the reader's language. */
export interface RecordStory {
  name: string;
  isDeleted: boolean;
  events: HistoryEvent[];
}

/** @throws AppError `not_found` for a record of another organization */
export async function loadRecordStory(
  tx: TenantTx,
  organizationId: string,
  recordId: string,
  locale: Locale,
): Promise<RecordStory> {
  const events = await listRecordEvents(tx, organizationId, recordId);
  const ids = idsIn(events.map(({ before, after }) => ({ subjectId: recordId, before, after })));
  const names = await namesOf(tx, ids);
  const t = translator(locale).auditTrail;
  return {
    name: localName(names.get(recordId) ?? {}, locale),
    isDeleted: events.find(({ after }) => after !== null)?.kind === "deleted",
    events: events.map((event, index) => ({
      key: `${events.length - index} ${event.kind}`,
      at: event.at.toISOString(),
      authorName: event.authorName ?? t.former,
      sentence: sentenceOf(event, locale),
      origin: event.origin && t.sources[event.origin],
      // A deletion doesn't change the content.
      fields:
        event.kind === "deleted" || !event.after
          ? []
          : describeFields(event.before && stated(event.before), stated(event.after), names, locale),
      isDeletion: event.kind === "deleted",
    })),
  };
}

function stated(facts: Record<string, unknown>): Record<string, unknown> {
  return omit(facts, "isDeleted");
}

function sentenceOf(event: RecordEvent, locale: Locale): string {
  const { auditTrail: t, activity, method } = translator(locale);
  const reasons: Record<string, string> = activity.panel.reason;
  const reason = reasons[event.reason] ?? event.reason;
  switch (event.kind) {
    case "attached":
      return t.attachedFile(event.fileName ?? "");
    case "detached":
      return t.detachedFile(event.fileName ?? "", reason);
    case "submitted":
      return t.submitted;
    case "approved":
      return t.approved;
    case "returned":
      return t.returned(reason);
    case "deleted":
      return t.deletedBecause(reason);
    case "restored":
      return t.restored;
    case "corrected":
      return JSON.stringify(event.before) === JSON.stringify(event.after) ? t.savedUnchanged : t.corrected;
    default:
      break;
  }
  if (event.origin === "import" && event.fileName) return t.imported(event.fileName, String(event.row ?? ""));
  if (event.origin === "link") return t.answered;
  if (event.origin === "api") return t.sentByApi;
  const methods: Record<string, { title: string }> = method.words;
  return event.method ? t.enteredByMethod(methods[event.method]?.title ?? event.method) : t.entered;
}
