import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { type Asked, organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { methodOf } from "#app/carbon/method/methods.ts";
import { AppError } from "#app/encoding/errors.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { loadMethodPage } from "./load-method.server.ts";
import { errorTexts } from "./method-errors.ts";
import { MethodForm, rowsToShow } from "./method-inputs.ts";
import { MethodPage } from "./method-page.tsx";
import { answerMethodForm } from "./save-method.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, ({ method }) => method.page.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const inventory = await inventoryOf(tx, actor.organizationId, search);
    if (!inventory) throw redirect(`/organizations/${actor.organizationId}/inventories`);
    const page = await loadMethodPage(tx, actor.organizationId, inventory, search);
    return { ...page, mayEdit: offers(MethodActions, actor).save };
  });

const fields = { right: "records.write", schema: MethodForm, faulty: "form_malformed" } as const;
const MethodActions = defineActions({ check: { ...fields, unnamed: true }, save: fields, add: fields, remove: fields });

export const action = organizationAction(MethodActions, { check: answer, save: answer, add: answer, remove: answer });

/** The intent of the pressed button is read together with the form's rows. */
async function answer(tx: TenantTx, { actor, request, value }: Asked<Actor, Record<string, string>>) {
  const search = new URL(request.url).searchParams;
  const inventory = await inventoryOf(tx, actor.organizationId, search);
  if (!inventory) throw new AppError("not_found");
  const found = await answerMethodForm(tx, actor, { inventory, search, typed: value });
  if (found.kind === "saved") return `/organizations/${actor.organizationId}/activities?inventory=${found.inventoryId}`;
  return data(found, { status: found.problems.length > 0 || found.isStale ? 422 : 200 });
}

export default function ByMethod() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answered = useActionData<typeof action>();
  const answer = answered && "kind" in answered ? answered : undefined;
  const messages = useMessages();
  const typed = answer?.typed ?? loaded.typed;
  const fields = loaded.methodName ? methodOf(loaded.methodName).fields : {};
  return (
    <MethodPage
      {...loaded}
      typed={typed}
      version={answer?.version ?? loaded.version}
      rowIndexes={(name) => answer?.rows[name] ?? rowsToShow(typed, "", name)}
      errors={errorTexts(messages, { name: loaded.methodName, fields, typed }, answer?.problems ?? [])}
      isStale={answer?.isStale ?? false}
      trace={answer?.trace ?? null}
    />
  );
}
