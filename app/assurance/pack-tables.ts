import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { traceLine } from "#app/carbon/line/calculation-trace.ts";
import { calculateLines } from "#app/carbon/total/inventory.ts";
import { omit } from "#app/encoding/omit.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import type { DetailPiece } from "#app/proof/detail/record-detail.ts";

type Document = InventoryDocument;

/** Limits the memory for calculated lines. */
const CHUNK = 500;

/** CSV with one row per factor. */
export function* factorRows({ factors }: Document): Generator<string> {
  const head = [
    "id",
    "version",
    "kind",
    "publisher",
    "title",
    "table",
    "cell",
    "url",
    "licence",
    "region",
    "valid_from",
    "valid_to",
    "values",
  ];
  yield printCsv([head]);
  for (const factor of factors) {
    const { id, version, kind, publisher, source, region, validFrom, validTo, ...values } = omit(factor, "name");
    const place = [source?.title, source?.table, source?.cell, source?.url, source?.licence];
    const row = [id, version, kind, publisher, ...place, region, validFrom, validTo, JSON.stringify(values)];
    yield withoutMark(printCsv([row.map((value) => String(value ?? ""))]));
  }
}

/** CSV with one row per line: inputs, exact result and calculation steps. */
export function* lineRows(document: Document): Generator<string> {
  const head = [
    "line",
    "records",
    "scope",
    "category",
    "facility",
    "source_en",
    "source_zh",
    "start",
    "end",
    "quantity",
    "unit",
    "factor",
    "data_quality",
    "evidence",
    "factor_quantity",
    "co2e_kg",
    "co2e_kg_market_based",
    "biogenic_co2_kg",
    "gases_kg",
    "trace",
  ];
  yield printCsv([head]);
  const results = new Map((document.results?.lines ?? []).map((line) => [line.activity, line]));
  for (let start = 0; start < document.activities.length; start += CHUNK) {
    const activities = document.activities.slice(start, start + CHUNK);
    const { lines } = calculateLines({ ...document, activities });
    const traces = new Map(lines.map((line) => [line.activity.id, traceLine(line)]));
    const rows = activities.map((activity) => {
      const result = results.get(activity.id);
      return [
        activity.id,
        recordsOf(activity),
        activity.scope,
        activity.category,
        activity.facility,
        activity.description?.en,
        activity.description?.zh,
        activity.period.start,
        activity.period.end,
        activity.quantity,
        activity.unit,
        activity.factor,
        activity.dataQuality,
        activity.evidence,
        result?.factorQuantity,
        result?.co2eKg,
        result?.co2eKgMarketBased,
        result?.biogenicCo2Kg,
        JSON.stringify(result?.gasesKg ?? {}),
        JSON.stringify(traces.get(activity.id)?.steps ?? []),
      ].map((value) => String(value ?? ""));
    });
    yield withoutMark(printCsv(rows));
  }
}

/** CSV with the workspace record behind each activity of the detail, as named in the audit trail. */
export async function* recordRows(
  pieces: AsyncIterable<{ piece: DetailPiece; records: readonly string[] }>,
): AsyncGenerator<string> {
  yield printCsv([["activity", "line", "record"]]);
  for await (const { piece, records } of pieces) {
    yield withoutMark(printCsv(piece.records.map(({ id }, at) => [id, piece.line, records[at]!])));
  }
}

interface ExplainedGap {
  sourceId: string;
  month: string;
  kind: string;
  reason: string;
  byName: string;
}

/** CSV of estimated lines and of months without records. */
export function* gapRows(
  document: Document | null,
  gaps: readonly ExplainedGap[],
  sources: readonly { id: string; name: { en: string; zh: string } }[],
): Generator<string> {
  yield printCsv([["kind", "line", "source_en", "source_zh", "start", "end", "reason", "by"]]);
  const estimated = document?.activities.filter(({ dataQuality }) => dataQuality === "estimated") ?? [];
  for (const { id, description, period } of estimated) {
    const row = ["estimate", id, description?.en ?? "", description?.zh ?? "", period.start, period.end, "", ""];
    yield withoutMark(printCsv([row]));
  }
  for (const { sourceId, month, kind, reason, byName } of gaps) {
    const name = sources.find(({ id }) => id === sourceId)?.name ?? { en: "", zh: "" };
    yield withoutMark(printCsv([[kind, "", name.en, name.zh, month, month, reason, byName]]));
  }
}

/** Only the beginning of a file may have a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
