import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { type ActivityField, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { contentDisposition } from "#app/files/file-name.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, translator } from "#app/i18n/index.ts";
import { HEADING_IN, HEADINGS } from "./activity-column.ts";
import { getDraft } from "./import-draft.server.ts";
import { listRows } from "./import-view.server.ts";
import { importFaultText } from "./import-words.ts";
import { benchOf } from "./rework-rows.server.ts";

const ROWS_AT_A_TIME = 1000;
/** A list that somebody works through; of more, the first are worth mending. */
const MOST_ROWS = 20_000;
const FIELDS = Object.keys(EMPTY_ENTRY) as ActivityField[];

/** The rows of a file that need a person, as a CSV with the reasons: sheet, row, column, what is wrong, and their cells. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const locale = localeOf(request);
    const messages = translator(locale);
    const t = messages.activityImport;
    const draft = await getDraft(tx, organizationId, requireId(params.importId));
    const bench = await benchOf(tx, draft);
    const heads = FIELDS.map((field) => HEADINGS[field][HEADING_IN[contentLanguageFor(locale)]]);
    const lines = [[t.columns.sheets, t.row, t.column, t.raw, t.problem, ...heads]];
    for (let after = 0, more: number | null = 0; more !== null && lines.length < MOST_ROWS; after = more ?? 0) {
      const { rows, next } = await listRows(tx, bench, { view: "person", after, limit: ROWS_AT_A_TIME });
      for (const { sheet, fileRow, faults, entry } of rows) {
        const cells = FIELDS.map((field) => entry?.[field] ?? "");
        for (const fault of faults) {
          const place = [fault.letter, fault.heading].filter(Boolean).join(" ");
          lines.push([sheet, String(fileRow), place, fault.raw, importFaultText(messages, fault), ...cells]);
        }
      }
      more = next;
    }
    const name = draft.fileName.replace(/\.[a-z]{1,5}$/i, "");
    return new Response(printCsv(lines), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": contentDisposition("attachment", `${name}-${t.view.person}.csv`),
      },
    });
  });
