import type { Locale } from "#app/i18n/index.ts";
import { listTrail, type TrailEntry } from "./audit-trail-list.server.ts";
import { idsIn, type NameScope, namesOf } from "./audit-trail-names.server.ts";
import { describeEntry } from "./entry-words.ts";
import { NO_TRAIL_FILTER } from "./filter.ts";
import type { HistoryEvent, TrailEntryView } from "./trail-view.ts";

type TenantTx = Parameters<typeof listTrail>[0];

/** Entries in the reader's language, with current names. */
export async function toViews(
  tx: TenantTx,
  organizationId: string,
  entries: readonly TrailEntry[],
  { locale, scope }: { locale: Locale; scope?: NameScope | undefined },
): Promise<TrailEntryView[]> {
  const names = await namesOf(tx, idsIn(entries), scope);
  const reader = { base: `/organizations/${organizationId}`, names, locale };
  return entries.map((entry) => describeEntry(entry, reader));
}

/** The page of a subject shows only the latest entries. The audit trail has the rest. */
const LATEST = 50;

export async function historyOf(
  tx: TenantTx,
  organizationId: string,
  subject: { subject: string; subjectId: string },
  locale: Locale,
): Promise<HistoryEvent[]> {
  const entries = await listTrail(tx, organizationId, { ...NO_TRAIL_FILTER, ...subject }, { limit: LATEST });
  return (await toViews(tx, organizationId, entries, { locale })).map((view) => ({
    key: String(view.sequence),
    at: view.at,
    authorName: view.authorName,
    sentence: view.sentence,
    origin: view.origin,
    fields: view.groups.flatMap((group) => group.fields),
    isDeletion: false,
  }));
}
