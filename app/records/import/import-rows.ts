import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { type ActivityField, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { doors } from "#app/database/doors.server.ts";
import { contentDisposition } from "#app/files/file-name.ts";
import { csvFile } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, type Locale, type Messages, translator } from "#app/i18n/index.ts";
import { HEADING_IN, HEADINGS } from "./activity-column.ts";
import { getDraft } from "./import-draft.server.ts";
import { type ImportRowView, listRows } from "./import-view.server.ts";
import { importFaultText } from "./import-words.ts";
import { benchOf } from "./rework-rows.server.ts";

const ROWS_AT_A_TIME = 1000;
const FIELDS = Object.keys(EMPTY_ENTRY) as ActivityField[];

/** The rows that need attention as CSV with reasons: sheet, row, column, error and cells. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const importId = requireId(params.importId);
    const locale = localeOf(request);
    const messages = translator(locale);
    const t = messages.activityImport;
    const { withTenant } = await doors();
    const draft = await withTenant(actor, (tx) => getDraft(tx, actor.organizationId, importId));
    const bench = await withTenant(actor, (tx) => benchOf(tx, draft));
    async function* readLines(): AsyncGenerator<string[][]> {
      yield [[t.columns.sheets, t.row, t.column, t.raw, t.problem, ...FIELDS.map((field) => headOf(field, locale))]];
      for (let after: number | null = 0; after !== null; ) {
        const place = { view: "person", after, limit: ROWS_AT_A_TIME } as const;
        const page: Awaited<ReturnType<typeof listRows>> = await withTenant(actor, (tx) => listRows(tx, bench, place));
        yield page.rows.flatMap((row) => toLines(row, messages));
        after = page.next;
      }
    }
    const name = draft.fileName.replace(/\.[a-z]{1,5}$/i, "");
    return csvFile(contentDisposition("attachment", `${name}-${t.view.person}.csv`), readLines());
  });

function headOf(field: ActivityField, locale: Locale): string {
  return HEADINGS[field][HEADING_IN[contentLanguageFor(locale)]];
}

/** One line per error of a row. */
function toLines({ sheet, fileRow, faults, entry }: ImportRowView, messages: Messages): string[][] {
  const cells = FIELDS.map((field) => entry?.[field] ?? "");
  return faults.map((fault) => {
    const place = [fault.letter, fault.heading].filter(Boolean).join(" ");
    return [sheet, String(fileRow), place, fault.raw, importFaultText(messages, fault), ...cells];
  });
}
