import { printCsv } from "#app/encoding/table/print-csv.ts";
import { streamBody } from "./stream-body.ts";

type Rows = readonly (readonly string[])[];

/**
 * A CSV file that is written while its rows are read. An error in the first batch prevents the start of the file.
 *
 * @param disposition the header `Content-Disposition`
 */
export async function csvFile(disposition: string, batches: AsyncGenerator<Rows>): Promise<Response> {
  const chunks = printBatches(batches);
  const first = await chunks.next();
  return csvAnswer(disposition, streamBody(resume(first, chunks)));
}

/** A CSV file with the complete text. */
export function csvAnswer(disposition: string, body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": disposition },
  });
}

/** The byte order mark belongs only at the start of the file. */
async function* printBatches(batches: AsyncGenerator<Rows>): AsyncGenerator<string, void> {
  let isFirst = true;
  for await (const rows of batches) {
    const text = printCsv(rows);
    yield isFirst ? text : text.slice(1);
    isFirst = false;
  }
}

async function* resume<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
