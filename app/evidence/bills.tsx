import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireActor, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { BillsPage } from "./bills-page.tsx";
import { type BillRefusal, NO_FAULT } from "./enter-records-page.tsx";
import { enterBills } from "./evidence-entry.server.ts";
import { readEvidenceFrame } from "./evidence-frame.server.ts";
import { recallMeters, rememberMeters } from "./meter-source.server.ts";
import { summarizeBills } from "./read-kept-bill.server.ts";
import {
  type BillByHand,
  leaveTwins,
  meterOf,
  readWaitingForm,
  recallSources,
  toWaiting,
  type WaitingRow,
} from "./waiting-bill.ts";
import {
  type BillConversion,
  convertBillRows,
  listWaitingBills,
  offerBillConversions,
} from "./waiting-bills.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.bills.title);

type Params = LoaderFunctionArgs["params"];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const after = search.get("after");
  const waiting = await asOrganization(request, params, "records.write", (tx, { organizationId }) =>
    listWaitingBills(tx, organizationId, after && requireId(after)),
  );
  const { tenantId } = await requireActor(request, params, "records.write");
  const read = await summarizeBills(tenantId, waiting.files);
  const { note } = translator(localeOf(request)).bill;
  const shown = waiting.files.map((file, at) => toWaiting(file, read[at]!, note));
  return asOrganization(request, params, "records.write", async (tx, { organizationId }) => {
    const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
    const sources = (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => ({
      id,
      name,
      facility: facilities.get(facilityId) ?? { en: "", zh: "" },
    }));
    const rows = leaveTwins(shown.flatMap((one) => (Array.isArray(one) ? one : [])));
    const recalled = await recallMeters(tx, organizationId, metersOf(rows));
    return {
      frame: await readEvidenceFrame(tx, organizationId, search),
      sources,
      inventories: await listInventories(tx, organizationId),
      rows: recallSources(rows, recalled),
      recalled: [...recalled],
      byHand: shown.flatMap((one): BillByHand[] => (Array.isArray(one) ? [] : [one])),
      entered: readCount(search.get("entered")),
      next: waiting.next,
    };
  });
}

const metersOf = (rows: readonly WaitingRow[]) => [...new Set(rows.flatMap((row) => meterOf(row) ?? []))];

function readCount(text: string | null): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

const bills = {
  right: "records.write",
  schema: z.record(z.string().max(100), z.string()),
  faulty: "form_malformed",
} as const;
const BillsActions = defineActions({ enter: { ...bills, unnamed: true }, convert: bills });

/** What the page shows after a form that saved nothing. */
interface Answer {
  rows: WaitingRow[];
  inventoryId: string;
  isInAddition: boolean;
  refusal: BillRefusal | null;
  conversions: BillConversion[];
}

/** Adds the chosen rows with their files, or converts them. If nothing is saved, the rows are returned. */
export const action = organizationAction(BillsActions, {
  enter: {
    outside: async ({ request, params, value }) => {
      const rows = readWaitingForm(value);
      const inventoryId = value.inventory ?? "";
      const form = { rows, inventoryId, isInAddition: value.inAddition === "on" };
      const refused = await enterChosen(request, params, form);
      if (refused) return data({ ...form, ...refused } satisfies Answer, { status: 422 });
      const { pathname } = new URL(request.url);
      return `${pathname}?entered=${rows.filter(({ isChosen }) => isChosen).length}`;
    },
  },
  convert: {
    outside: async ({ request, params, value }) => {
      const rows = readWaitingForm(value);
      const inventoryId = requireId(value.inventory);
      const search = new URL(request.url).searchParams;
      const conversion = { reference: search.get("reference") ?? "", from: search.get("from") ?? "" };
      const converted = await asOrganization(request, params, "records.write", (tx, { organizationId }) =>
        convertBillRows(tx, { organizationId, inventoryId, locale: localeOf(request) }, rows, conversion),
      );
      const isInAddition = value.inAddition === "on";
      const form = { rows: converted, inventoryId, isInAddition };
      return data({ ...form, refusal: null, conversions: [] } satisfies Answer);
    },
  },
});

/** @returns what is wrong by the index of a row in the form, or null if all chosen rows were saved */
async function enterChosen(
  request: Request,
  params: Params,
  form: { rows: WaitingRow[]; inventoryId: string; isInAddition: boolean },
): Promise<Pick<Answer, "refusal" | "conversions"> | null> {
  const chosen = form.rows.flatMap((row, index) => (row.isChosen ? [{ row, index }] : []));
  if (chosen.length === 0) return { refusal: { ...NO_FAULT, isEmpty: true }, conversions: [] };
  const inventoryId = requireId(form.inventoryId);
  const rows = chosen.map(({ row: { fileId, recordId, sourceId, ...cells } }) => ({
    ...cells,
    fileId: requireId(fileId),
    recordId: requireId(recordId),
    sourceId: sourceId === "" ? "" : requireId(sourceId),
  }));
  return asOrganization(request, params, "records.write", async (tx, actor) => {
    const saved = await enterBills(tx, actor, { inventoryId, rows, isInAddition: form.isInAddition });
    if (saved.ok) {
      await rememberMeters(tx, actor, new Map(chosen.flatMap(({ row }) => meterWithSource(row))));
      return null;
    }
    const at = (index: number) => chosen[index]!.index;
    const refusal = {
      ...NO_FAULT,
      faults: saved.faults.map(({ index, faults }) => ({ index: at(index), faults })),
      there: saved.stale.map(({ index }) => at(index)),
      overlaps: saved.overlaps.map(at),
    };
    const ofOtherUnit = saved.faults.flatMap(({ index, faults }) =>
      faults.some(({ code }) => code === "unit_mismatch") ? [rows[index]!] : [],
    );
    const asked = { organizationId: actor.organizationId, inventoryId, locale: localeOf(request) };
    return { refusal, conversions: await offerBillConversions(tx, asked, ofOtherUnit) };
  });
}

function meterWithSource(row: WaitingRow): [string, string][] {
  const meter = meterOf(row);
  return meter === null || row.sourceId === "" ? [] : [[meter, row.sourceId]];
}

export default function Bills() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answered = useActionData<typeof action>();
  const answer = answered && "rows" in answered ? (answered as Answer) : null;
  const wanted = answer?.inventoryId ?? loaded.frame.inventory?.id;
  return (
    <BillsPage
      {...loaded}
      inventory={loaded.inventories.find(({ id }) => id === wanted) ?? null}
      rows={answer?.rows ?? loaded.rows}
      isInAddition={answer?.isInAddition ?? false}
      refusal={answer?.refusal ?? null}
      conversions={answer?.conversions ?? []}
    />
  );
}
