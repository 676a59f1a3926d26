import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { isDate } from "#app/day/period.ts";
import { omit } from "#app/encoding/omit.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { BOUNDS, checkDecimal, Decimal } from "#app/number/decimal.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import {
  listFacilityFacts,
  stateFacilityFact,
  withdrawFacilityFact,
} from "#app/places/facility/facility-fact.server.ts";
import { FactsPage } from "./facts-page.tsx";
import { rightsOf } from "./review-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.factsTab);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const facilities = (await listFacilities(tx, actor.organizationId)).map(({ id, name }) => ({
      id,
      name: localName(name, localeOf(request)),
    }));
    const facts = await listFacilityFacts(tx, actor.organizationId);
    return { organizationId: actor.organizationId, rights: await rightsOf(tx, actor), facilities, facts };
  });

const FactForm = z.discriminatedUnion("intent", [
  z
    .object({
      intent: z.literal("state"),
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
  z.object({ intent: z.literal("withdraw"), factId: z.string() }),
]);

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, FactForm);
    await asOrganization(request, params, "editor", async (tx, actor) => {
      if (!form.ok) return;
      const asked = form.value;
      if (asked.intent === "withdraw") return withdrawFacilityFact(tx, actor, requireId(asked.factId));
      const { start, end, ...fact } = omit(asked, "intent");
      return stateFacilityFact(tx, actor, {
        ...fact,
        facilityId: requireId(fact.facilityId),
        name: fact.kind === "output" ? fact.name : "",
        period: { start, end },
      });
    });
    if (!form.ok) return data({ problem: "fact_invalid", typed: form.typed }, { status: 422 });
    throw redirect(new URL(request.url).pathname);
  });

export default function Facts() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return <FactsPage {...loaded} problem={useActionData<typeof action>() ?? null} />;
}
