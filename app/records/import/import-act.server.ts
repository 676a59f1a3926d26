import { data } from "@remix-run/node";
import { type Actor, requireId } from "#app/access/actor.server.ts";
import type { Asked } from "#app/action/action.server.ts";
import { type ActivityField, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { FacilityForm, resolveGridRegion } from "#app/places/facility/facility-form.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import { askForLine } from "./ask-for-line.server.ts";
import { commitImport, ROWS_AT_ONCE, startCommit } from "./commit-import.server.ts";
import { convertRows } from "./convert-rows.server.ts";
import type { ColumnMapping } from "./file/activity-file.ts";
import type { ImportActions } from "./import-action.ts";
import { cancelCheck, startCheck, unreadySheets } from "./import-check.server.ts";
import { changeMapping, getDraft } from "./import-draft.server.ts";
import { factsOf, findMapping, forgetMapping, ofSheet, rememberMapping } from "./import-mapping.server.ts";
import { readFacility, readMappingForm } from "./import-mapping-form.ts";
import { nameOfText, planFacility, unplan } from "./import-places.server.ts";
import type { Told } from "./import-view.ts";
import { forgetChoice, saveChoices } from "./match-choices.server.ts";
import {
  checkOpenRows,
  checkRowsOfSources,
  decideRows,
  fixCell,
  readForgottenAgain,
  undoDecision,
  undoFix,
} from "./mend-rows.server.ts";
import { removeDraft } from "./remove-draft.server.ts";
import { undoImport } from "./undo-import.server.ts";

type Fields = Record<string, string>;

interface Act {
  actor: Actor;
  importId: string;
  fields: Fields;
  /** Of the note that keeps a converted amount. */
  locale: Locale;
}

/** Where to continue: the same page, another step or the list. Or the problem. */
type Outcome = { to: string } | { stay: true } | { problem: Told };

type ImportAsked = Asked<Actor, Fields>;

/**
 * Handles the forms of the import page. Problems that the user can solve are returned with a reason. All other results
 * redirect, so that a reload repeats nothing.
 */
async function perform({ actor, request, params, value }: ImportAsked, act: (act: Act) => Promise<Outcome>) {
  const importId = requireId(params.importId);
  const outcome = await tellProblems(() => act({ actor, importId, fields: value, locale: localeOf(request) }));
  if ("problem" in outcome) return data(outcome, { status: 422 });
  const { pathname, search } = new URL(request.url);
  return "to" in outcome ? outcome.to : `${pathname}${search}`;
}

const REASONS = new Set([
  "check_running",
  "mapping_incomplete",
  "rows_open",
  "nothing_to_import",
  "not_checked",
  "reason_missing",
]);

/** A conflict with a message is shown on the page. Others are errors. */
async function tellProblems(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof AppError ? String(error.details.reason ?? "") : "";
    if (reason === "period_locked" || reason === "record_approved" || isRefusedByDatabase(error)) {
      return { problem: { code: "undo_refused", facts: {} } };
    }
    // After a double click, the page shows the running check.
    if (reason === "checking_already") return { stay: true };
    if (REASONS.has(reason)) return { problem: { code: reason, facts: {} } };
    throw error;
  }
}

/** An error of the database: a locked period or an approved record. */
function isRefusedByDatabase(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === "TT001" || code === "TT002";
}

const ACTS: Record<keyof typeof ImportActions, (act: Act) => Promise<Outcome>> = {
  check: (act) => sayColumns(act, true),
  save: (act) => sayColumns(act, false),
  "forget-mapping": forgetColumns,
  cancel: async ({ actor, importId }) => {
    await (await doors()).withTenant(actor, (tx) => cancelCheck(tx, actor, importId));
    return { to: addressOf(actor, importId, "map") };
  },
  fix: fix,
  convert: async ({ actor, importId, fields, locale }) => {
    const { reference = "", from = "" } = fields;
    await convertRows(await doors(), actor, importId, { reference, from, locale });
    return { stay: true };
  },
  "fix-undo": async ({ actor, importId, fields }) => {
    await undoFix(await doors(), actor, importId, requireId(fields.edit));
    return { stay: true };
  },
  leave: leave,
  "leave-undo": async ({ actor, importId, fields }) => {
    await undoDecision(await doors(), actor, importId, numberOf(fields));
    return { stay: true };
  },
  anyway: async ({ actor, importId, fields }) => {
    const rows = fields.all === "on" ? { skippedFor: "already_there" as const } : { number: numberOf(fields) };
    await decideRows(await doors(), actor, importId, { rows, decision: "add_anyway", note: "" });
    return { stay: true };
  },
  match: (act) => match(act, false),
  place,
  unplan: unplanPlace,
  find: findOther,
  ask: askModelForLine,
  recheck: async ({ actor, importId }) => {
    await checkOpenRows(await doors(), actor, importId);
    return { stay: true };
  },
  "match-high": (act) => match(act, true),
  forget: forgetDescription,
  commit,
  undo,
  remove: async ({ actor, importId }) => {
    await removeDraft(await doors(), actor, await evidenceRoom(), { draftId: importId });
    return { to: `/organizations/${actor.organizationId}/activities/import?removed=1` };
  },
};

type ImportVerb = { outside: (asked: ImportAsked) => ReturnType<typeof perform> };

export const importVerbs = Object.fromEntries(
  Object.entries(ACTS).map(([intent, act]) => [intent, { outside: (asked) => perform(asked, act) } as ImportVerb]),
) as Record<keyof typeof ImportActions, ImportVerb>;

function addressOf({ organizationId }: Actor, importId: string, step?: string): string {
  return `/organizations/${organizationId}/activities/imports/${importId}${step ? `?step=${step}` : ""}`;
}

function numberOf({ number }: Fields): number {
  const read = Number(number);
  if (!Number.isInteger(read) || read < 1) throw new AppError("not_found");
  return read;
}

/** Saves the mapping of a layout for this and later files, and starts the check if requested. */
async function sayColumns({ actor, importId, fields }: Act, isCheck: boolean): Promise<Outcome> {
  const { withTenant } = await doors();
  await withTenant(actor, async (tx) => {
    const draft = await getDraft(tx, actor.organizationId, importId);
    const shown = draft.shape.sheets.find(({ name }) => name === fields.sheet) ?? draft.shape.sheets[0]!;
    const { period } = await getInventory(tx, actor.organizationId, draft.inventoryId);
    const alike = draft.shape.sheets.filter(({ shapeKey }) => shapeKey === shown.shapeKey);
    const isChosen = (name: string) => !("sheets-shown" in fields) || `read-${name}` in fields;
    const facts = factsOf(draft, yearOf(period));
    const remembered = await findMapping(tx, actor.organizationId, shown.shapeKey);
    const read = alike
      .filter(
        ({ name }) =>
          isChosen(name) && ("column-0" in fields || draft.mapping.sheets.some((one) => one.sheet === name)),
      )
      .map((sheet) => {
        const known = draft.mapping.sheets.find((one) => one.sheet === sheet.name);
        return readMappingForm(fields, sheet, known ?? ofSheet(sheet, remembered, facts));
      });
    const others = [];
    for (const sheet of draft.shape.sheets.filter(({ shapeKey }) => shapeKey !== shown.shapeKey)) {
      const known = draft.mapping.sheets.find((one) => one.sheet === sheet.name);
      if ("sheets-shown" in fields ? !isChosen(sheet.name) : !known) continue;
      const ofLayout = await findMapping(tx, actor.organizationId, sheet.shapeKey);
      others.push(readFacility(fields, known ?? ofSheet(sheet, ofLayout, facts)));
    }
    const order = draft.shape.sheets.map(({ name }) => name);
    const sheets = [...others, ...read].sort((one, two) => order.indexOf(one.sheet) - order.indexOf(two.sheet));
    await changeMapping(tx, actor, importId, { mapping: { sheets } });
    const said = read.find((one): one is ColumnMapping => one.decimal !== null);
    if ("column-0" in fields && said) {
      await rememberMapping(tx, actor, shown.shapeKey, { mapping: said, fileName: draft.fileName });
    }
  });
  if (!isCheck) return { to: `${addressOf(actor, importId, "map")}&sheet=${encodeURIComponent(fields.sheet ?? "")}` };
  const unready = await withTenant(actor, async (tx) =>
    unreadySheets(await getDraft(tx, actor.organizationId, importId)),
  );
  const elsewhere = unready.includes(fields.sheet ?? "") ? undefined : unready[0];
  if (elsewhere !== undefined) {
    return { to: `${addressOf(actor, importId, "map")}&sheet=${encodeURIComponent(elsewhere)}` };
  }
  await withTenant(actor, (tx) => startCheck(tx, actor, importId));
  await settled(actor, importId);
  return { to: addressOf(actor, importId) };
}

async function forgetColumns({ actor, importId, fields }: Act): Promise<Outcome> {
  await (await doors()).withTenant(actor, async (tx) => {
    const draft = await getDraft(tx, actor.organizationId, importId);
    const shown = draft.shape.sheets.find(({ name }) => name === fields.sheet) ?? draft.shape.sheets[0]!;
    const { period } = await getInventory(tx, actor.organizationId, draft.inventoryId);
    await forgetMapping(tx, actor, shown.shapeKey);
    const sheets = draft.mapping.sheets.map((one) => {
      const sheet = draft.shape.sheets.find(({ name }) => name === one.sheet)!;
      return sheet.shapeKey === shown.shapeKey ? ofSheet(sheet, null, factsOf(draft, yearOf(period))) : one;
    });
    await changeMapping(tx, actor, importId, { mapping: { sheets }, from: "suggested" });
  });
  return { to: addressOf(actor, importId, "map") };
}

function yearOf({ start }: { start: string }): number {
  return Number(start.slice(0, 4));
}

/** A small file is checked within the request, so that the result appears without JavaScript. */
const WAIT_MILLISECONDS = 6000;
const LOOK_MILLISECONDS = 100;

async function settled(actor: Actor, importId: string): Promise<void> {
  const { withTenant } = await doors();
  const until = Date.now() + WAIT_MILLISECONDS;
  while (Date.now() < until) {
    const { state } = await withTenant(actor, (tx) => getDraft(tx, actor.organizationId, importId));
    if (state !== "checking" && state !== "committing") return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}

async function fix({ actor, importId, fields }: Act): Promise<Outcome> {
  const { field = "", raw = "" } = fields;
  if (!Object.hasOwn(EMPTY_ENTRY, field)) throw new AppError("not_found");
  // A suggestion button sends its text. Otherwise the typed text is used.
  const text = fields.use || (fields.text ?? "");
  await fixCell(await doors(), actor, importId, {
    number: numberOf(fields),
    field: field as ActivityField,
    text,
    raw,
    isForAll: fields.all === "on",
  });
  return { stay: true };
}

async function leave({ actor, importId, fields }: Act): Promise<Outcome> {
  const rows = fields.all === "on" && fields.code ? { code: fields.code } : { number: numberOf(fields) };
  await decideRows(await doors(), actor, importId, { rows, decision: "leave_out", note: fields.note ?? "" });
  return { stay: true };
}

async function match({ actor, importId, fields }: Act, acceptHigh: boolean): Promise<Outcome> {
  const opened = await doors();
  const count = await opened.withTenant(actor, async (tx) => {
    await getDraft(tx, actor.organizationId, importId);
    return saveChoices(tx, actor, importId, { fields, acceptHigh });
  });
  if (count === 0) return { problem: { code: "nothing_chosen", facts: {} } };
  await checkOpenRows(opened, actor, importId);
  return { stay: true };
}

async function place({ actor, importId, fields }: Act): Promise<Outcome> {
  const form = FacilityForm.safeParse({ ...fields, ...nameOfText(fields.text ?? "") });
  if (!form.success) return { problem: { code: form.error.issues[0]!.message, facts: {} } };
  const opened = await doors();
  const fault = await opened.withTenant(actor, async (tx) => {
    const resolved = resolveGridRegion(form.data, await listGridRegions(tx));
    if (!resolved.ok) return resolved.fault;
    await planFacility(tx, actor, importId, resolved.value);
    return null;
  });
  if (fault) return { problem: { code: fault, facts: {} } };
  await checkOpenRows(opened, actor, importId);
  return { stay: true };
}

async function unplanPlace({ actor, importId, fields }: Act): Promise<Outcome> {
  const id = requireId((fields.intent ?? "").split(" ")[1]);
  const opened = await doors();
  const gone = await opened.withTenant(actor, (tx) => unplan(tx, actor, importId, id));
  await checkRowsOfSources(opened, actor, importId, gone);
  await checkOpenRows(opened, actor, importId);
  return { stay: true };
}

/** Saves the current choices and searches with other words for one description. */
async function findOther(act: Act): Promise<Outcome> {
  const { actor, importId, fields } = act;
  const number = (fields.intent ?? "").split(" ")[1] ?? "";
  const said = fields[`said-${number}`] ?? "";
  await match(act, false);
  const search = new URLSearchParams({ step: "check", said, words: (fields[`words-${number}`] ?? "").slice(0, 200) });
  return { to: `${addressOf(actor, importId)}?${search}` };
}

/** Saves the current choices and asks the model about one description. */
async function askModelForLine(act: Act): Promise<Outcome> {
  const { actor, importId, fields } = act;
  const number = (fields.intent ?? "").split(" ")[1] ?? "";
  const said = fields[`said-${number}`] ?? "";
  await match(act, false);
  const told = await askForLine(actor, importId, said);
  if (typeof told === "string") return { problem: { code: told, facts: {} } };
  const search = new URLSearchParams({ step: "check", said, suggestion: told.id });
  return { to: `${addressOf(actor, importId)}?${search}` };
}

async function forgetDescription({ actor, importId, fields }: Act): Promise<Outcome> {
  const id = requireId((fields.intent ?? "").split(" ")[1]);
  const opened = await doors();
  await opened.withTenant(actor, (tx) => forgetChoice(tx, actor, id));
  await readForgottenAgain(opened, actor, importId, id);
  return { stay: true };
}

/** Immediately for small files, as a job for large ones. */
async function commit({ actor, importId }: Act): Promise<Outcome> {
  const opened = await doors();
  const { counts } = await opened.withTenant(actor, (tx) => getDraft(tx, actor.organizationId, importId));
  if (counts.add + counts.change <= ROWS_AT_ONCE) {
    await commitImport(opened, actor, importId);
  } else {
    await opened.withTenant(actor, (tx) => startCommit(tx, actor, importId));
    await settled(actor, importId);
  }
  return { to: addressOf(actor, importId) };
}

async function undo({ actor, importId, fields }: Act): Promise<Outcome> {
  const corrected = fields.corrected === "take" ? "take" : "keep";
  const recordIds = fields.recordId ? [requireId(fields.recordId)] : undefined;
  const { withTenant } = await doors();
  const { undone, kept } = await withTenant(actor, (tx) =>
    undoImport(tx, actor, importId, { corrected, ...(recordIds ? { recordIds } : {}) }),
  );
  return { to: `${addressOf(actor, importId)}?undone=${undone}&kept=${kept}` };
}
