import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#app/http/csv-file.ts";
import { answerResults } from "./result-file.server.ts";
import { resultRows } from "./result-file.ts";

/** Every line of a calculation as CSV. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerResults(routed, "csv", ({ document, columns, disposition }) => {
    const batches = async function* () {
      yield [columns.map(({ head }) => head)];
      for (const rows of resultRows(document)) yield rows.map((row) => columns.map(({ of }) => of(row)));
    };
    return csvFile(disposition, batches());
  });
