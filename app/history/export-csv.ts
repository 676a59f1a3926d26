import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { csvFile } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import type { TrailEntry } from "#app/trail/audit-trail-list.server.ts";
import { toViews } from "#app/trail/trail-view.server.ts";
import type { TrailEntryView } from "#app/trail/trail-view.ts";
import { readTrail, startExport } from "./export.server.ts";

/** The filtered entries as CSV, oldest first, in the reader's language with codes, values and hashes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const locale = localeOf(request);
    const started = await startExport(request, params);
    const { auditTrail: t } = translator(locale);
    const head = [
      [t.number, `${t.when} (UTC)`, t.who, t.what, t.changes, t.where],
      ["user_id", "action", "subject", "subject_id", "before", "after", "previous_hash", "hash"],
    ].flat();
    async function* readRows(): AsyncGenerator<string[][]> {
      yield [head];
      yield* readTrail(started, async (tx, entries) => {
        const views = await toViews(tx, started.actor.organizationId, entries, { locale });
        return entries.map((entry, index) => toRow(entry, views[index]!, t));
      });
    }
    return csvFile('attachment; filename="audit-trail.csv"', readRows());
  });

type Words = ReturnType<typeof translator>["auditTrail"];

function toRow(entry: TrailEntry, view: TrailEntryView, t: Words): string[] {
  const changes = view.groups.flatMap(({ title, fields }) =>
    fields.map(({ label, before, after }) =>
      t.changeLine(title ? `${title} · ${label}` : label, before || t.none, after || t.none),
    ),
  );
  const json = (value: object | null) => (value === null ? "" : JSON.stringify(value));
  return [
    String(entry.sequence),
    view.at,
    view.authorName,
    view.sentence,
    changes.join("\n"),
    view.origin,
    entry.userId,
    entry.action,
    entry.subject,
    entry.subjectId,
    json(entry.before),
    json(entry.after),
    entry.previousHash,
    entry.hash,
  ];
}
