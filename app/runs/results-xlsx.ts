import type { LoaderFunctionArgs } from "@remix-run/node";
import { streamWorkbook } from "#app/encoding/workbook/stream-workbook.ts";
import { streamBody } from "#app/http/stream-body.ts";
import { answerResults } from "./result-file.server.ts";
import { resultRows } from "./result-file.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Every line of a calculation as a workbook. Exact figures are texts, because a cell keeps 15 digits. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerResults(routed, "xlsx", ({ document, columns, disposition, sheet }) => {
    const batches = function* () {
      for (const rows of resultRows(document))
        yield rows.map((row) => columns.map(({ of, isNumber }) => (isNumber ? { number: of(row) } : of(row))));
    };
    const head = columns.map((column) => ({ text: column.head, style: "head" as const }));
    const bytes = streamWorkbook({ name: sheet, widths: columns.map(({ width }) => width), head, batches: batches() });
    const headers = { "Content-Type": XLSX, "Content-Disposition": disposition };
    return Promise.resolve(new Response(streamBody(bytes), { headers }));
  });
