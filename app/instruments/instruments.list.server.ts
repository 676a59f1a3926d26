import { INSTRUMENT_TYPES } from "#app/carbon/factor/instrument-type.ts";
import { countryName } from "#app/kit/country.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { sumAllocations } from "./allocation.server.ts";
import { type HeldInstrument, referenceOf } from "./contractual-instrument.ts";
import { listInstruments } from "./instrument.server.ts";
import { INSTRUMENT, type InstrumentState, stateOf } from "./instrument-state.ts";

interface Listed extends HeldInstrument {
  allocated: string;
  state: InstrumentState;
}

/** The register of an organization, withdrawn entries included. */
export const instruments = defineList({
  path: "instruments",
  right: "organization.view",
  startRight: "records.write",
  words: ({ instrument: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: gatherInstruments,
    row: toRow,
    kinds: {
      id: "uuid",
      added: "text",
      number: "text",
      registry: "text",
      type: "text",
      state: "text",
      generated: "text",
    },
  }),
  key: ["id"],
  order: { by: ["added"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "registry"] },
    {
      kind: "choice",
      name: "type",
      label: (t) => t.instrument.type,
      column: "type",
      choices: INSTRUMENT_TYPES,
      word: (t, type) => t.instrument.typeName[type as keyof typeof t.instrument.typeName],
    },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.instrument.state,
      column: "state",
      choices: INSTRUMENT.all,
      word: (t, state) => t.instrument.stateName[state as InstrumentState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "number",
      kind: "text",
      head: (t) => t.instrument.number,
      sort: ["number"],
      value: (one) => referenceOf(one),
      link: ({ id }) => `instruments/${id}`,
      below: ({ registry }) => registry,
    },
    {
      key: "registry",
      kind: "text",
      only: "file",
      head: (t) => t.instrument.registry,
      value: ({ registry }) => registry,
    },
    {
      key: "type",
      kind: "text",
      head: (t) => t.instrument.type,
      sort: ["type", "number"],
      isHiddenOnPhone: true,
      value: ({ type }, { t }) => t.instrument.typeName[type as keyof typeof t.instrument.typeName],
    },
    { key: "plant", kind: "text", only: "file", head: (t) => t.instrument.plant, value: ({ plant }) => plant },
    {
      key: "technology",
      kind: "text",
      only: "file",
      head: (t) => t.instrument.technology,
      value: ({ technology }, { t }) => t.instrument.technologyName[technology],
    },
    {
      key: "country",
      kind: "text",
      head: (t) => t.instrument.country,
      isHiddenOnPhone: true,
      value: ({ country }, { locale }) => countryName(country, locale),
    },
    {
      key: "generated",
      kind: "text",
      head: (t) => t.instrument.generated,
      sort: ["generated"],
      isHiddenOnPhone: true,
      value: ({ generation: { start, end } }) => `${start} / ${end}`,
    },
    { key: "quantity", kind: "number", head: (t) => t.instrument.quantity, value: ({ quantity }) => quantity },
    { key: "unit", kind: "text", head: (t) => t.instrument.unit, value: ({ unit }, { t }) => t.carbon.unit[unit] },
    { key: "allocated", kind: "number", head: (t) => t.instrument.allocated, value: ({ allocated }) => allocated },
    {
      key: "cancelled",
      kind: "text",
      only: "file",
      head: (t) => t.instrument.cancelledOn,
      value: ({ cancelledOn }) => cancelledOn ?? "",
    },
    {
      key: "beneficiary",
      kind: "text",
      only: "file",
      head: (t) => t.instrument.beneficiary,
      value: ({ beneficiary }) => beneficiary,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.instrument.state,
      sort: ["state", "number"],
      value: ({ state }, { t }) => t.instrument.stateName[state],
      tone: ({ state }) => INSTRUMENT.tones[state],
    },
  ],
  start: { to: "instruments/new", label: (t) => t.instrument.add, isPrimary: true },
});

function gatherInstruments({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  const { organizationId } = scope;
  return withTenant(scope, async (tx) => {
    const sums = await sumAllocations(tx, organizationId);
    return (await listInstruments(tx, organizationId)).map((one) => {
      const allocated = sums.get(one.id) ?? "0";
      return { ...one, allocated, state: stateOf(one, allocated) };
    });
  });
}

function toRow(one: Listed) {
  return {
    id: one.id,
    added: one.createdAt.toISOString(),
    number: referenceOf(one),
    registry: one.registry,
    type: one.type,
    state: one.state,
    generated: one.generation.start,
  };
}
