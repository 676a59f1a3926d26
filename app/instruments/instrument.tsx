import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { countryName } from "#app/kit/country.ts";
import { DoneNote } from "#app/kit/done-note.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { allocate, listAllocations, releaseAllocations, sumAllocations } from "./allocation.server.ts";
import { METER_FIELD, subtractQuantity } from "./allocation.ts";
import { referenceOf } from "./contractual-instrument.ts";
import { getInstrument, withdrawInstrument } from "./instrument.server.ts";
import { InstrumentActions, listFaults } from "./instrument-form.ts";
import { AllocateBox, AllocationTable, InstrumentFacts, WithdrawBox } from "./instrument-parts.tsx";
import { INSTRUMENT, stateOf } from "./instrument-state.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, (t) => (data ? data.name : t.instrument.title));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const instrument = await getInstrument(tx, organizationId, requireId(params.instrumentId));
    const allocated = (await sumAllocations(tx, organizationId)).get(instrument.id) ?? "0";
    const meters = await namesOfMeters(tx, organizationId, localeOf(request));
    const allocations = await listAllocations(tx, organizationId, instrument.id);
    const done = new URL(request.url).searchParams.getAll("done");
    return {
      organizationId,
      name: referenceOf(instrument),
      country: countryName(instrument.country, localeOf(request)),
      instrument,
      allocated,
      left: subtractQuantity(instrument.quantity, allocated),
      state: stateOf(instrument, allocated),
      allocationCount: allocations.length,
      allocations: allocations.slice(0, MOST_SHOWN).map(({ id, quantity, record }) => ({
        id,
        quantity,
        meter: record && (meters.all.get(record.sourceId) ?? ""),
        period: record && printPeriodText(record.period),
      })),
      meters: meters.ofEnergy,
      inventories: (await listInventories(tx, organizationId)).map(({ id, period }) => ({
        id,
        label: printPeriodText(period),
      })),
      done: done.length === 2 ? { records: done[0]!, quantity: done[1]! } : null,
      mayEdit: offers(InstrumentActions, actor).allocate,
    };
  });

/** Rows of the table; a meter may have a record for each hour. */
const MOST_SHOWN = 200;

async function namesOfMeters(tx: TenantTx, organizationId: string, locale: Parameters<typeof localName>[1]) {
  const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
  const sources = await listEmissionSources(tx, organizationId);
  const nameOf = ({ facilityId, name }: (typeof sources)[number]) =>
    `${localName(facilities.get(facilityId)!, locale)} · ${localName(name, locale)}`;
  return {
    all: new Map(sources.map((source) => [source.id, nameOf(source)])),
    ofEnergy: sources.filter(({ scope }) => scope === 2).map((source) => ({ id: source.id, name: nameOf(source) })),
  };
}

export const action = organizationAction(InstrumentActions, {
  allocate: async (tx, { actor, params, value }) => {
    const instrumentId = requireId(params.instrumentId);
    const [sourceId, inventoryId] = [requireId(value.sourceId), requireId(value.inventoryId)];
    const result = await allocate(tx, actor, { instrumentId, sourceId, inventoryId, quantity: value.quantity || null });
    if ("fault" in result) return refuse({ [METER_FIELD[result.fault] ?? "form"]: result.fault });
    const done = new URLSearchParams([
      ["done", String(result.records)],
      ["done", result.quantity],
    ]);
    return `/organizations/${actor.organizationId}/instruments/${instrumentId}?${done}`;
  },
  release: async (tx, { actor, params, value }) => {
    const instrumentId = requireId(params.instrumentId);
    const all = await listAllocations(tx, actor.organizationId, instrumentId);
    const allocationIds = value.allocationId === "" ? all.map(({ id }) => id) : [value.allocationId];
    await releaseAllocations(tx, actor, { instrumentId, allocationIds });
    return `/organizations/${actor.organizationId}/instruments/${instrumentId}`;
  },
  withdraw: async (tx, { actor, params, value }) => {
    const id = requireId(params.instrumentId);
    const fault = await withdrawInstrument(tx, actor, { id, reason: value.reason });
    return fault ? refuse({ form: fault }) : `/organizations/${actor.organizationId}/instruments/${id}`;
  },
});

export type InstrumentPage = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Instrument() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { instrument: t, carbon } = useMessages();
  const errors = answer?.errors ?? {};
  const form = { values: answer?.typed ?? {}, errors };
  const { done, instrument, state } = page;
  return (
    <PageBody>
      <PageHeader
        title={page.name}
        state={<Chip tone={INSTRUMENT.tones[state]}>{t.stateName[state]}</Chip>}
        about={t.typeName[instrument.type as keyof typeof t.typeName]}
        crumbs={[{ to: `/organizations/${page.organizationId}/instruments`, label: t.title }]}
      />
      {done && !answer && <DoneNote>{t.done(done.records, done.quantity, carbon.unit[instrument.unit])}</DoneNote>}
      {Object.keys(errors).length > 0 && (
        <div className="mb-6 max-w-160">
          <FormErrors errors={listFaults(t, errors)} />
        </div>
      )}
      <PageColumns
        aside={
          page.mayEdit && state !== "withdrawn" ? (
            <>
              {state !== "allocated" && <AllocateBox page={page} {...form} />}
              {state === "held" && <WithdrawBox page={page} {...form} />}
            </>
          ) : null
        }
      >
        <div className="space-y-10">
          <InstrumentFacts page={page} />
          <AllocationTable page={page} />
        </div>
      </PageColumns>
    </PageBody>
  );
}
