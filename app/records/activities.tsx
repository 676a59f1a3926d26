import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, asOrganization, inTenant } from "#app/access/actor.server.ts";
import { type Asked, organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readText } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { selectFactorsForSources } from "#app/sources/factor-selection.server.ts";
import { listConversionsOf } from "#app/sources/source-conversion.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { ActivityBatch, ActivityForm, MAX_BATCH_BYTES } from "./activity-batch.ts";
import { inventoryOf, loadKnown, toGridLock } from "./load-activities.server.ts";
import { loadHead } from "./load-records.server.ts";
import { findLocks } from "./period-lock.server.ts";
import { saveBatch } from "./save-batch.server.ts";
import { changeOfForm, rejectionOf } from "./save-form.server.ts";
import { ActivitiesPage } from "./sheet/activities-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, ({ activity }) => activity.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const inventories = await listInventories(tx, actor.organizationId);
    const inventory = await inventoryOf(tx, actor.organizationId, search);
    if (!inventory) return { organizationId: actor.organizationId, inventories, grid: null };
    const known = await loadKnown(tx, actor.organizationId);
    const asked = { organizationId: actor.organizationId, inventory, search, locale: localeOf(request) };
    const { extent, records } = await loadHead(tx, asked, known);
    const { gwp, bySource } = await selectFactorsForSources(tx, actor.organizationId, inventory);
    const conversions = await listConversionsOf(tx, known, bySource);
    return {
      organizationId: actor.organizationId,
      inventories,
      grid: {
        organizationId: actor.organizationId,
        inventoryId: inventory.id,
        period: inventory.period,
        userId: actor.userId,
        mayEdit: offers(ActivityActions, actor).save,
        facilities: known.facilities.map(({ id, name, consolidationShare }) => ({ id, name, consolidationShare })),
        sources: known.sources.map(({ id, facilityId, name, unit, scope, category }) => {
          const chosen = bySource[id] ?? { ok: false as const, code: "factor_missing", detail: {} };
          return { id, facilityId, name, unit, scope, category, chosen, conversions: conversions.get(id) ?? [] };
        }),
        gwp,
        mayDecide: actor.may("records.review"),
        locks: (await findLocks(tx, actor.organizationId, inventory.period)).map(toGridLock),
        extent,
        records,
      },
    };
  });

const form = { right: "records.write", schema: ActivityForm, faulty: "form_malformed" } as const;
const ActivityActions = defineActions({
  add: form,
  save: form,
  delete: form,
  batch: { right: "records.write", schema: z.object({}), body: "own" },
});

export const action = organizationAction(ActivityActions, {
  add: saveForm,
  save: saveForm,
  delete: saveForm,
  batch: { outside: saveJson },
});

/** Answers with text, which the grid reads from the page's data address without the router (see `send-batch.ts`). */
async function saveJson({ actor, request }: Asked<Actor, unknown>) {
  const batch = ActivityBatch.safeParse(parseJson(await readText(request, MAX_BATCH_BYTES)));
  if (!batch.success) throw new AppError("invalid", { details: { reason: "batch_malformed" } });
  const { userId } = batch.data;
  const answer = await inTenant(actor, (tx) => {
    if (userId !== undefined && userId !== actor.userId) throw new AppError("unauthenticated");
    return saveBatch(tx, actor, batch.data, localeOf(request));
  });
  return data(JSON.stringify(answer));
}

async function saveForm(tx: TenantTx, { actor, request, value }: Asked<Actor, z.output<typeof ActivityForm>>) {
  const { searchParams, pathname } = new URL(request.url);
  const asked = changeOfForm(value);
  const reject = (why: ReturnType<typeof rejectionOf>) =>
    data({ kind: "rejected" as const, ...why, typed: value }, { status: 422 });
  if ("fault" in asked) return reject({ faults: [asked.fault], stale: null });
  const inventory = await inventoryOf(tx, actor.organizationId, searchParams);
  if (!inventory) throw new AppError("not_found");
  const batch = { inventoryId: inventory.id, changes: [asked.change] };
  const answer = await saveBatch(tx, actor, batch, localeOf(request));
  if (!answer.ok) return reject(rejectionOf(answer));
  searchParams.delete("edit");
  return `${pathname}?${searchParams}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The browser filters and pages the records it holds or requests (`useHeldRecords`). Only another inventory or a saved
 * form reloads the page.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formMethod }) => {
  if (formMethod && formMethod !== "GET") return true;
  const isSameInventory = currentUrl.searchParams.get("inventory") === nextUrl.searchParams.get("inventory");
  return !isSameInventory || currentUrl.href === nextUrl.href;
};

export default function Activities() {
  // Single fetch keeps values unchanged, but its types add `undefined` to optional fields.
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  const rejected = typeof answer === "object" && "kind" in answer ? answer : null;
  return <ActivitiesPage {...loaded} rejected={rejected} />;
}
