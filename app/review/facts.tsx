import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { isDate } from "#app/day/period.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { BOUNDS, checkDecimal, Decimal } from "#app/number/decimal.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { stateFacilityFact, withdrawFacilityFact } from "#app/places/facility/facility-fact.server.ts";
import { facilityFacts } from "./facts.list.server.ts";
import { FactsPage } from "./facts-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.factsTab);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(facilityFacts, routed, async (tx, { actor }) => ({
    organizationId: actor.organizationId,
    mayEdit: offers(FactActions, actor).state,
    facilities: (await listFacilities(tx, actor.organizationId)).map(({ id, name }) => ({
      id,
      name: localName(name, localeOf(routed.request)),
    })),
  }));

const right = "records.write";
const FactActions = defineActions({
  state: {
    right,
    schema: z
      .object({
        facilityId: z.string(),
        kind: z.enum(["floor_area", "output"]),
        name: z.string().max(200).default(""),
        start: z.string().refine(isDate),
        end: z.string().refine(isDate),
        quantity: z.string().refine((text) => checkDecimal(text, BOUNDS.quantity) === null && new Decimal(text).gt(0)),
        unit: z.string().max(40).refine(isUnitCode),
        source: z.string().min(1).max(500),
      })
      .refine((fact) => fact.start <= fact.end && (fact.kind === "floor_area" || fact.name !== ""))
      .refine((fact) => fact.kind !== "floor_area" || fact.unit === "m2"),
  },
  withdraw: { right, schema: z.object({ factId: z.string() }) },
});

export const action = organizationAction(FactActions, {
  state: async (tx, { actor, request, value: { start, end, ...fact } }) => {
    await stateFacilityFact(tx, actor, {
      ...fact,
      facilityId: requireId(fact.facilityId),
      name: fact.kind === "output" ? fact.name : "",
      period: { start, end },
    });
    return new URL(request.url).pathname;
  },
  withdraw: async (tx, { actor, request, value }) => {
    await withdrawFacilityFact(tx, actor, requireId(value.factId));
    return new URL(request.url).pathname;
  },
});

export default function Facts() {
  return <FactsPage {...useLoaderData<typeof loader>()} typed={useActionData<typeof action>()?.typed ?? null} />;
}
