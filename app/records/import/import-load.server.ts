import { compatibleUnits, isUnitCode } from "#app/carbon/unit/unit.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { findLatestJob } from "#app/jobs/job.server.ts";
import type { ModelName } from "#app/model/consent.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";
import { columnLetter } from "./activity-column.ts";
import { offerConversions } from "./convert-rows.server.ts";
import type { AmountColumn, SheetShape } from "./file/activity-file.ts";
import { checkMapping } from "./file/check-mapping.ts";
import { describeMatching, totalOf } from "./import-describe.server.ts";
import { getDraft, type ImportDraft } from "./import-draft.server.ts";
import { authorName, getActivityImport } from "./import-list.server.ts";
import { factsOf, findMapping, ofSheet, splitRemembered } from "./import-mapping.server.ts";
import { amountMeaning, meaningOf, unusedHeadings } from "./import-mapping-form.ts";
import { namerOf, nameSources, wordRow } from "./import-rows.server.ts";
import { countWaiting, listImported, listRows, ROW_VIEWS, type RowView } from "./import-view.server.ts";
import type { CheckView, DoneView, ImportHead, ImportStep, MappingView, RowsView, SheetView } from "./import-view.ts";
import { describePlaces } from "./place-choices.server.ts";
import { benchOf, type Workbench } from "./rework-rows.server.ts";
import { listCorrected } from "./undo-import.server.ts";

type TenantTx = Parameters<typeof getDraft>[0];

export interface ImportPageData {
  head: ImportHead;
  inventoryId: string | null;
  step: ImportStep;
  mapping: MappingView | null;
  check: CheckView | null;
  done: DoneView | null;
  /** Progress while a job runs. */
  job: { done: number; total: number } | null;
}

interface Asked {
  organizationId: string;
  importId: string;
  search: URLSearchParams;
  locale: Locale;
  mayEdit: boolean;
  /** The model that may be asked. */
  model: ModelName | null;
}

const ROWS_SHOWN = 50;
/** From this number on, rows that wait for an answer are one entry. Fewer are listed, each with its cell to correct. */
const FOLDED_FROM = 5;
const SAMPLES_SHOWN = 3;

/** Data of one import step. @throws AppError `not_found` */
export async function loadImport(tx: TenantTx, asked: Asked): Promise<ImportPageData> {
  const draft = await getDraft(tx, asked.organizationId, asked.importId).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  const isDone = draft === null || draft.state === "done";
  if (isDone) return loadDone(tx, asked, draft);
  const step = stepOf(draft, asked.search.get("step"));
  const bench = await benchOf(tx, draft);
  return {
    head: await headOf(tx, draft, asked.mayEdit),
    inventoryId: draft.inventoryId,
    step,
    mapping: step === "map" ? await mappingView(tx, draft, asked) : null,
    check: draft.state === "checked" && step !== "map" ? await checkView(tx, bench, asked, step) : null,
    done: null,
    job: draft.state === "checking" || draft.state === "committing" ? await jobOf(tx, draft) : null,
  };
}

function stepOf({ state, counts }: ImportDraft, asked: string | null): ImportStep {
  if (state === "mapping") return "map";
  if (state === "checking") return "check";
  if (state === "committing") return "preview";
  if (asked === "map" || asked === "preview") return asked;
  return asked === "check" || counts.person > 0 ? "check" : "preview";
}

async function headOf(tx: TenantTx, draft: ImportDraft, mayEdit: boolean): Promise<ImportHead> {
  const { id, fileName, sha256, state, counts, failure } = draft;
  const by = await authorName(tx, draft.createdBy);
  return {
    id,
    fileName,
    sha256,
    by,
    at: draft.createdAt.toISOString(),
    state,
    counts,
    failure,
    mayEdit,
    hasOriginal: true,
  };
}

async function jobOf(tx: TenantTx, { id, state, size }: ImportDraft) {
  const job = await findLatestJob(tx, state === "checking" ? "check-import" : "commit-import", id);
  return { done: job?.doneCount ?? 0, total: job?.totalCount ?? size };
}

async function mappingView(
  tx: TenantTx,
  draft: ImportDraft,
  { organizationId, search, locale }: Asked,
): Promise<MappingView> {
  const { shape, mapping } = draft;
  const read = new Map(mapping.sheets.map((one) => [one.sheet, one]));
  const named = shape.sheets.find(({ name }) => name === search.get("sheet"));
  const sheet = named ?? shape.sheets.find(({ name }) => read.has(name)) ?? shape.sheets[0]!;
  const inventory = await getInventory(tx, organizationId, draft.inventoryId);
  const remembered = await findMapping(tx, organizationId, sheet.shapeKey);
  const facts = factsOf(draft, Number(inventory.period.start.slice(0, 4)));
  const shown = read.get(sheet.name) ?? ofSheet(sheet, remembered, facts);
  const bench = await benchOf(tx, draft);
  const viewOf = (one: SheetShape): SheetView => {
    const { columns, amounts, constants } = read.get(one.name) ?? ofSheet(one, null, facts);
    const hasColumn =
      columns.some(({ field }) => field === "facility") || amounts.some(({ facility }) => facility !== undefined);
    return {
      name: one.name,
      hidden: one.hidden,
      isRead: read.has(one.name),
      facility: hasColumn ? null : (constants.facility ?? ""),
    };
  };
  const isAlike = ({ shapeKey }: SheetShape) => shapeKey === sheet.shapeKey;
  const { sources } = bench.scope.context;
  const nameOf = namerOf(bench.places, locale);
  return {
    sheet: sheet.name,
    sheets: shape.sheets.filter(isAlike).map(viewOf),
    otherLayouts: shape.sheets.filter((one) => !isAlike(one)).map(viewOf),
    titles: sheet.titles,
    columns: sheet.headings.map((heading, column) => ({
      column,
      letter: columnLetter(column),
      heading: heading.trim(),
      samples: sheet.samples
        .map((row) => row[column]?.trim() ?? "")
        .filter(Boolean)
        .slice(0, SAMPLES_SHOWN),
      meaning: meaningOf(column, shown),
    })),
    amounts: amountMeanings(sheet, shown.amounts, inventory.period),
    decimal: shown.decimal,
    asksDecimal: sheet.looksLikeDecimalComma || sheet.looksGrouped || shown.decimal === null,
    isDecimalCertain: shown.decimal !== null && sheet.onlyFormat === shown.decimal,
    constants: shown.constants,
    facilities: bench.places.facilities.map(({ name }) => localName(name, locale)),
    sources: [...new Set(sources.map(({ id }) => nameOf(id).source))],
    units: [...new Set(sources.flatMap(({ unit }) => (isUnitCode(unit) ? [unit, ...compatibleUnits(unit)] : [unit])))],
    faults: [
      ...(shown.decimal === null ? [{ code: "decimal_missing", field: null, letter: "" }] : []),
      ...checkMapping({ ...shown, decimal: shown.decimal ?? "point" }, sheet).map(({ code, field, column }) => ({
        code,
        field,
        letter: column === null ? "" : columnLetter(column),
      })),
    ],
    remembered: remembered && {
      fileName: remembered.fileName,
      offered: Object.entries(splitRemembered(sheet, remembered, draft).offered)
        .map(([field, value]) => ({ field, value }))
        .filter(({ field, value }) => (shown.constants as Record<string, string>)[field] !== value),
      taken: Object.keys(splitRemembered(sheet, remembered, draft).taken),
    },
  };
}

/**
 * Possible meanings of an amount column: those found in the file, each month of the inventory, and a column of figures
 * for the source or the facility that its heading names.
 */
function amountMeanings(
  sheet: SheetShape,
  amounts: Omit<AmountColumn, "column">[],
  period: { start: string; end: string },
): string[] {
  const named = sheet.headings.flatMap((heading, column) =>
    heading.trim() === "" || !sheet.samples.some((row) => /^\s*-?\d[\d.,\s]*$/.test(row[column] ?? ""))
      ? []
      : [{ source: heading.trim() }, { facility: heading.trim() }],
  );
  const found = [...amounts, ...named].map(amountMeaning);
  const months: string[] = [];
  for (let month = period.start.slice(0, 7); month <= period.end.slice(0, 7) && months.length < 24; ) {
    months.push(`month:${month}`);
    const [year, number] = month.split("-").map(Number) as [number, number];
    month = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
  }
  return [...new Set([...months, ...found])];
}

async function checkView(tx: TenantTx, bench: Workbench, asked: Asked, step: ImportStep): Promise<CheckView> {
  const matching = await describeMatching(tx, bench, asked);
  const places = await describePlaces(tx, bench, asked.locale);
  const isAsked = asked.mayEdit && places.unknown.length + matching.descriptions.length > 0;
  const found = isAsked ? await countWaiting(tx, bench.draft.id) : 0;
  const waiting = found < FOLDED_FROM ? 0 : found;
  return {
    places,
    waiting,
    rows: await rowsView(tx, bench, asked, { step, isFolded: waiting > 0 }),
    conversions: asked.mayEdit ? await offerConversions(tx, bench, asked.locale) : [],
    touched: await countTouched(tx, bench),
    ...matching,
    co2eKg: await totalOf(tx, bench),
    mappedColumns: bench.draft.mapping.sheets[0]!.columns.length + bench.draft.mapping.sheets[0]!.amounts.length,
    unusedColumns: unusedHeadings(bench.draft),
  };
}

interface RowsAsked {
  step: ImportStep;
  isFolded: boolean;
}

async function rowsView(
  tx: TenantTx,
  bench: Workbench,
  asked: Asked,
  { step, isFolded }: RowsAsked,
): Promise<RowsView> {
  const { counts } = bench.draft;
  const usual: RowView =
    step === "preview"
      ? counts.change > 0
        ? "change"
        : "add"
      : counts.person > 0
        ? "person"
        : counts.skip > 0
          ? "skip"
          : "add";
  const named = asked.search.get("rows");
  const view = ROW_VIEWS.find((one) => one === named) ?? usual;
  const after = readSearchNumber(asked.search, "after") ?? 0;
  const listed = view === "person" && isFolded ? "faulty" : view;
  const found = await listRows(tx, bench, { view: listed, after, limit: ROWS_SHOWN });
  const nameOf = namerOf(bench.places, asked.locale);
  return { view, rows: found.rows.map((row) => wordRow(row, nameOf)), next: found.next, isFirst: after === 0 };
}

async function countTouched(tx: TenantTx, bench: Workbench): Promise<number> {
  const { rows } = await listRows(tx, bench, { view: "touched", after: 0, limit: ROWS_SHOWN });
  return rows.length;
}

async function loadDone(tx: TenantTx, asked: Asked, draft: ImportDraft | null): Promise<ImportPageData> {
  const { organizationId, importId } = asked;
  const done = await getActivityImport(tx, organizationId, importId);
  const nameOf = await nameSources(tx, organizationId, asked.locale);
  const placeOf = (sourceId: string) => {
    const { facility, source } = nameOf(sourceId);
    return `${facility} · ${source}`;
  };
  const corrected = await listCorrected(tx, organizationId, importId);
  const after = readSearchNumber(asked.search, "after") ?? 0;
  const records = await listImported(tx, organizationId, { importId, after, limit: ROWS_SHOWN });
  const touched = draft
    ? await listRows(tx, await benchOf(tx, draft), { view: "touched", after: 0, limit: ROWS_SHOWN })
    : null;
  const counts = {
    add: done.added,
    change: done.changed,
    skip: done.skipped,
    person: 0,
    repeated: 0,
    leftOut: done.leftOut,
  };
  return {
    head: {
      id: importId,
      fileName: done.fileName,
      sha256: done.sha256,
      by: done.authorName,
      at: done.createdAt.toISOString(),
      state: "done",
      counts,
      failure: null,
      mayEdit: asked.mayEdit,
      hasOriginal: done.size !== null,
    },
    inventoryId: draft?.inventoryId ?? null,
    step: "done",
    mapping: null,
    check: null,
    done: {
      added: done.added || done.rowCount,
      changed: done.changed,
      skipped: done.skipped,
      leftOut: done.leftOut,
      edited: done.edited,
      standing: corrected.standing,
      undone: done.undone,
      corrected: {
        count: corrected.count,
        records: corrected.records.map((one) => ({
          recordId: one.recordId,
          place: placeOf(one.sourceId),
          period: one.period.start,
          amount: `${one.quantity} ${one.unit}`,
          by: one.by,
          at: one.at.toISOString(),
        })),
      },
      records: records.rows.map(({ sourceId, ...row }) => ({ ...row, place: placeOf(sourceId) })),
      next: records.next,
      touched: (touched?.rows ?? []).map((row) => wordRow(row, nameOf)),
    },
    job: null,
  };
}
