import { randomUUID } from "node:crypto";
import { requireId } from "#app/access/actor.server.ts";
import type { LineTrace } from "#app/carbon/line/calculation-trace.ts";
import { METHOD_NAMES, methodOf } from "#app/carbon/method/methods.ts";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import {
  calculateMethodEntry,
  type MethodEntry,
  type MethodResult,
  saveMethodEntry,
} from "#app/records/activity-method.server.ts";
import { readInputs, rowsToShow, type Typed } from "./method-inputs.ts";

type TenantTx = Parameters<typeof calculateMethodEntry>[0];
type Author = Parameters<typeof saveMethodEntry>[1];

/** An error. `pointer` is relative to the activity (`/method/mass/unit`) or the name of a plain field. */
export interface MethodFormProblem {
  code: string;
  pointer: string;
  detail: Record<string, string>;
}

export type MethodFormAnswer =
  | { kind: "saved"; inventoryId: string }
  | {
      kind: "form";
      typed: Typed;
      version: number;
      problems: MethodFormProblem[];
      isStale: boolean;
      trace: LineTrace | null;
      rows: Record<string, number[]>;
    };

const MAX_EVIDENCE = 200;
const MAX_NOTE = 1000;

interface Asked {
  inventory: Inventory;
  search: URLSearchParams;
  typed: Typed;
}

/** Performs the action of the pressed button: add or remove a row, calculate, or save the record. */
export async function answerMethodForm(tx: TenantTx, author: Author, asked: Asked): Promise<MethodFormAnswer> {
  const { inventory, search, typed } = asked;
  const name = search.get("method") ?? "";
  if (!METHOD_NAMES.includes(name)) throw new AppError("invalid", { details: { reason: "method_unknown" } });
  const intent = typed.intent ?? "";
  const form = {
    kind: "form" as const,
    typed,
    version: Number(typed.version ?? 0) || 0,
    problems: [] as MethodFormProblem[],
    isStale: false,
    trace: null as LineTrace | null,
    rows: rowsOf(name, typed, intent),
  };
  if (intent.startsWith("add:") || intent.startsWith("remove:")) return form;
  const read = readEntry(name, search, typed);
  if ("problems" in read) return { ...form, problems: read.problems };
  if (intent !== "save") {
    const result = await calculateMethodEntry(tx, author.organizationId, inventory, read.entry);
    return { ...form, ...(result.ok ? { trace: result.trace } : { problems: problemsOf(result) }) };
  }
  const known = search.get("record");
  const recordId = known ? requireId(known) : randomUUID();
  const saved = await saveMethodEntry(tx, author, { inventory, entry: read.entry, recordId, version: form.version });
  if (saved.ok) return { kind: "saved", inventoryId: inventory.id };
  if (saved.reason === "stale") return { ...form, isStale: true, version: saved.version };
  return { ...form, problems: problemsOf(saved.result) };
}

function rowsOf(name: string, typed: Typed, intent: string): Record<string, number[]> {
  const lists = Object.entries(methodOf(name).fields).filter(([, field]) => field.kind === "rows");
  return Object.fromEntries(lists.map(([field]) => [field, rowsToShow(typed, intent, field)]));
}

function readEntry(
  name: string,
  search: URLSearchParams,
  typed: Typed,
): { entry: MethodEntry } | { problems: MethodFormProblem[] } {
  const problems: MethodFormProblem[] = [];
  const text = (field: string) => typed[field] ?? "";
  const period = parsePeriodText(text("period"));
  if (!period)
    problems.push({ code: "period_invalid", pointer: "period", detail: { value: text("period").slice(0, 60) } });
  const dataQuality = DATA_QUALITIES.find((one) => one === text("dataQuality")) ?? "calculated";
  for (const [field, limit] of [
    ["evidence", MAX_EVIDENCE],
    ["note", MAX_NOTE],
  ] as const) {
    const found = { length: String(text(field).length), limit: String(limit) };
    if (text(field).length > limit) problems.push({ code: "text_too_long", pointer: field, detail: found });
    else if (!isPlainText(text(field))) problems.push({ code: "text_forbidden", pointer: field, detail: {} });
  }
  if (Object.values(typed).some((one) => !isPlainText(one)) && problems.length === 0) {
    problems.push({ code: "text_forbidden", pointer: "form", detail: {} });
  }
  const sourceId = search.get("source") ?? "";
  if (problems.length > 0 || !period) return { problems };
  const method = { name, ...readInputs(methodOf(name).fields, typed) };
  return { entry: { sourceId, period, method, dataQuality, evidence: text("evidence"), note: text("note") } };
}

function problemsOf(result: MethodResult & { ok: false }): MethodFormProblem[] {
  return [...result.faults, ...result.issues].map(({ code, pointer, detail = {} }) => ({ code, pointer, detail }));
}
