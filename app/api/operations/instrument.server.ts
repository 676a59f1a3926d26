import type { z } from "zod";
import { allocate, listAllocations, sumAllocations } from "#app/instruments/allocation.server.ts";
import { addInstrument, getInstrument, listInstruments } from "#app/instruments/instrument.server.ts";
import { figure } from "#app/instruments/instrument-check.ts";
import type { TenantTx } from "#db/doors.ts";
import { refuseContent } from "../answer.ts";
import { pageOf } from "../cursor.ts";
import {
  placesOfAllocation,
  placesOfInstrument,
  readInstrument,
  showAllocation,
  showInstrument,
} from "../instrument-resource.ts";
import { defineOperation } from "../operation.ts";
import { SAMPLE } from "../sample.ts";
import { PageQuery } from "../schema/common.ts";
import {
  Allocated,
  AllocationPage,
  Instrument,
  InstrumentPage,
  NewAllocation,
  type NewAllocationInput,
  NewInstrument,
  type NewInstrumentInput,
} from "../schema/instrument.ts";

const COLLECTION = "/organizations/{organizationId}/instruments";
const ONE = `${COLLECTION}/{instrumentId}`;
const { organizationId, instrumentId, inventoryId, sourceId } = SAMPLE;

const createInstrument = defineOperation<Record<string, never>, NewInstrumentInput>({
  id: "createInstrument",
  noun: "instrument",
  method: "POST",
  path: COLLECTION,
  door: "organization",
  scope: "instruments:write",
  body: NewInstrument,
  answer: { status: 201, schema: Instrument },
  problems: ["content_refused"],
  example: {
    params: { organizationId },
    headers: { "Idempotency-Key": '"certificates of 2025"' },
    body: {
      type: "green_power_trade",
      registry: "Sample registry",
      serials: { first: "SAMPLE-2025-000001", last: "SAMPLE-2025-000120" },
      plant: "Sample wind farm",
      technology: "wind",
      country: "CN",
      generation: { start: "2025-01-01", end: "2025-06-30" },
      quantity: "120",
      unit: "MWh",
      kgPerUnit: { CO2: "0" },
      cancelledOn: "2026-01-20",
      beneficiary: "Sample Precision Co., Ltd.",
    },
  },
  async handle(tx, { actor, body, address }) {
    const checked = readInstrument(body);
    if ("faults" in checked) throw refuseContent(placesOfInstrument(checked.faults));
    const added = await addInstrument(tx, actor, checked.content);
    if ("faults" in added) throw refuseContent(placesOfInstrument(added.faults));
    return {
      value: await showOne(tx, actor.organizationId, added.id),
      headers: { Location: `${address.pathname}/${added.id}` },
    };
  },
});

const listTheInstruments = defineOperation<z.output<typeof PageQuery>>({
  id: "listInstruments",
  noun: "instrument",
  method: "GET",
  path: COLLECTION,
  door: "organization",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: InstrumentPage },
  example: { params: { organizationId } },
  async handle(tx, { actor, query }) {
    const all = await listInstruments(tx, actor.organizationId);
    const { items, next } = pageOf(all, { list: "instruments", ...query }, ({ id }) => id);
    const sums = await sumAllocations(tx, actor.organizationId);
    return { value: { items: items.map((one) => showInstrument(one, sums.get(one.id) ?? "0")), next } };
  },
});

const getTheInstrument = defineOperation({
  id: "getInstrument",
  noun: "instrument",
  method: "GET",
  path: ONE,
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Instrument },
  example: { params: { organizationId, instrumentId } },
  async handle(tx, { actor, params }) {
    return { value: await showOne(tx, actor.organizationId, params.instrumentId!) };
  },
});

const allocateInstrument = defineOperation<Record<string, never>, NewAllocationInput>({
  id: "allocateInstrument",
  noun: "instrument",
  method: "POST",
  path: `${ONE}/allocations`,
  door: "organization",
  scope: "instruments:write",
  body: NewAllocation,
  answer: { status: 201, schema: Allocated },
  problems: ["content_refused", "conflict"],
  example: {
    params: { organizationId, instrumentId },
    headers: { "Idempotency-Key": '"certificates of 2025 for the plant"' },
    body: { inventoryId, sourceId, quantity: "100" },
  },
  async handle(tx, { actor, params, body }) {
    const { quantity } = body;
    const isPositive = quantity === null || (figure.safeParse(quantity).success && /[1-9]/.test(quantity));
    if (!isPositive) throw refuseContent(placesOfInstrument({ quantity: "quantity_missing" }));
    const result = await allocate(tx, actor, { instrumentId: params.instrumentId!, ...body });
    if ("fault" in result) throw refuseContent(placesOfAllocation(result.fault));
    return { value: { recordCount: result.records, quantity: result.quantity, left: result.left } };
  },
});

const listTheAllocations = defineOperation<z.output<typeof PageQuery>>({
  id: "listAllocations",
  noun: "instrument",
  method: "GET",
  path: `${ONE}/allocations`,
  door: "organization",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: AllocationPage },
  example: { params: { organizationId, instrumentId } },
  async handle(tx, { actor, params, query }) {
    const { id } = await getInstrument(tx, actor.organizationId, params.instrumentId!);
    const all = await listAllocations(tx, actor.organizationId, id);
    const { items, next } = pageOf(all, { list: "allocations", ...query }, (one) => one.id);
    return { value: { items: items.map(showAllocation), next } };
  },
});

async function showOne(tx: TenantTx, ofOrganization: string, id: string) {
  const instrument = await getInstrument(tx, ofOrganization, id);
  return showInstrument(instrument, (await sumAllocations(tx, ofOrganization)).get(id) ?? "0");
}

export const INSTRUMENT_OPERATIONS = [
  createInstrument,
  listTheInstruments,
  getTheInstrument,
  allocateInstrument,
  listTheAllocations,
];
