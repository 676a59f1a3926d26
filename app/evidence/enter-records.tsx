import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireActor, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { findAllowedModel } from "#app/model/consent.server.ts";
import { decideSuggestion } from "#app/model/suggestion.server.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { askForBill, type CopiedSuggestion, findCopied, mayBePicture, rowsOfCopied } from "./ask-for-bill.server.ts";
import { type BillForm, readBillForm } from "./bill-form.ts";
import { byHand, isFilled, withMoreRows } from "./bill-rows.ts";
import { rowsOfBill, showBill } from "./bill-view.ts";
import { type BillRefusal, EnterRecordsPage, NO_FAULT } from "./enter-records-page.tsx";
import { enterBills } from "./evidence-entry.server.ts";
import { getEvidence } from "./evidence-list.server.ts";
import { toView } from "./evidence-view.server.ts";
import { readKeptBill } from "./read-kept-bill.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.entry.title);

type Params = LoaderFunctionArgs["params"];

/** @throws AppError `not_found`, also for an erased file, because its content can't be read */
function loadFile(request: Request, params: Params) {
  return asOrganization(request, params, "records.write", async (tx, { organizationId }) => {
    const file = await getEvidence(tx, organizationId, requireId(params.evidenceId));
    if (file.erased) throw new AppError("not_found");
    return file;
  });
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const kept = await loadFile(request, params);
  const { tenantId } = await requireActor(request, params, "records.write");
  const read = await readKeptBill(tenantId, kept);
  const bill = read?.ok ? read.reading.bill : null;
  const rows = bill ? rowsOfBill(bill, translator(localeOf(request)).bill.note).map(byHand) : [];
  const file = toView(kept);
  return asOrganization(request, params, "records.write", async (tx, { organizationId }) => {
    const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
    const sources = (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId, unit }) => ({
      id,
      name,
      facility: facilities.get(facilityId) ?? { en: "", zh: "" },
      unit,
    }));
    return {
      organizationId,
      file,
      sources,
      inventories: await listInventories(tx, organizationId),
      inventory: await inventoryOf(tx, organizationId, new URL(request.url).searchParams),
      bill: read && showBill(read),
      model: !bill && mayBePicture(kept.kind) ? await findAllowedModel(tx, env().model, "bill") : null,
      rows: rows.length > 0 ? rows : withMoreRows([]),
    };
  });
}

const bill = {
  right: "records.write",
  schema: z.record(z.string().max(100), z.string()),
  faulty: "form_malformed",
} as const;
const EntryActions = defineActions({ save: { ...bill, unnamed: true }, more: bill, ask: bill });

/** Saves the filled rows, adds empty ones, or asks the model for some. If nothing is saved, the typed values are returned. */
export const action = organizationAction(EntryActions, {
  save: {
    outside: async ({ request, params, value }) => {
      const file = await loadFile(request, params);
      const read = readBillForm(value);
      const refusal = await saveBill(request, params, file.id, read);
      if (refusal)
        return data({ ...read, ...(await loadCopied(request, params, file.id, read)), refusal }, { status: 422 });
      const { pathname } = new URL(request.url);
      return `${pathname.replace(/\/records$/, "")}?entered=${read.rows.filter(isFilled).length}`;
    },
  },
  more: {
    outside: async ({ request, params, value }) => {
      const file = await loadFile(request, params);
      const read = readBillForm(value);
      const copied = await loadCopied(request, params, file.id, read);
      return data({ ...read, ...copied, rows: withMoreRows(read.rows), refusal: null });
    },
  },
  ask: {
    outside: async ({ request, params, value }) => {
      const file = await loadFile(request, params);
      const read = readBillForm(value);
      const told = await askForBill(await requireActor(request, params, "records.write"), file);
      if (typeof told === "string") {
        const refusal: BillRefusal = { ...NO_FAULT, asked: told };
        return data({ ...read, ...(await loadCopied(request, params, file.id, read)), refusal }, { status: 422 });
      }
      const kept = read.rows.filter((row) => isFilled(row) && !row.isCopied);
      const { copied } = await loadCopied(request, params, file.id, { suggestionId: told.id });
      const noteOf = translator(localeOf(request)).model.bill.note;
      const rows = copied ? rowsOfCopied(copied.bill, (...from) => noteOf(copied.model, ...from)) : [];
      return data({ ...read, suggestionId: told.id, copied, rows: [...rows, ...kept], refusal: null });
    },
  },
});

/** What the model copied for this form, while no person has decided. */
async function loadCopied(
  request: Request,
  params: Params,
  fileId: string,
  { suggestionId: id }: Pick<BillForm, "suggestionId">,
): Promise<{ copied: CopiedSuggestion | null }> {
  if (id === "") return { copied: null };
  const copied = await asOrganization(request, params, "records.write", (tx, { organizationId }) =>
    findCopied(tx, { organizationId, fileId, id }),
  );
  return { copied };
}

/** @returns the errors by form row, or null if all rows were saved */
async function saveBill(request: Request, params: Params, fileId: string, bill: BillForm): Promise<BillRefusal | null> {
  const filled = bill.rows.flatMap((row, index) => (isFilled(row) ? [{ row, index }] : []));
  if (filled.length === 0) return { ...NO_FAULT, isEmpty: true };
  const copies = filled.filter(({ row }) => row.isCopied);
  const unclear = copies.flatMap(({ row, index }) => [
    ...(row.isCompared ? [] : [{ index, what: "compared" as const }]),
    ...(row.dataQuality === "" ? [{ index, what: "dataQuality" as const }] : []),
  ]);
  if (unclear.length > 0) return { ...NO_FAULT, unclear };
  const inventoryId = requireId(bill.inventoryId);
  const rows = filled.map(({ row: { isCopied: _, isCompared: __, ...row } }) => ({
    ...row,
    fileId,
    recordId: requireId(row.recordId),
    sourceId: row.sourceId === "" ? "" : requireId(row.sourceId),
  }));
  const saved = await asOrganization(request, params, "records.write", async (tx, actor) => {
    const entered = await enterBills(tx, actor, { inventoryId, rows, isInAddition: bill.isInAddition });
    const copied = entered.ok
      ? await findCopied(tx, { organizationId: actor.organizationId, fileId, id: bill.suggestionId })
      : null;
    if (copied) {
      const decision = copies.length > 0 ? "confirmed" : "declined";
      await decideSuggestion(tx, actor, { id: copied.id, decision });
    }
    return entered;
  });
  if (saved.ok) return null;
  const at = (index: number) => filled[index]!.index;
  return {
    ...NO_FAULT,
    faults: saved.faults.map(({ index, faults }) => ({ index: at(index), faults })),
    there: saved.stale.map(({ index }) => at(index)),
    overlaps: saved.overlaps.map(at),
  };
}

export default function EnterRecords() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answered = useActionData<typeof action>();
  const answer = answered && "rows" in answered ? answered : undefined;
  const inventory = loaded.inventories.find(({ id }) => id === answer?.inventoryId) ?? loaded.inventory;
  return (
    <EnterRecordsPage
      {...loaded}
      inventory={inventory}
      rows={answer?.rows ?? loaded.rows}
      isInAddition={answer?.isInAddition ?? false}
      copied={(answer?.copied as CopiedSuggestion | null | undefined) ?? null}
      refusal={(answer?.refusal as BillRefusal | null | undefined) ?? null}
    />
  );
}
