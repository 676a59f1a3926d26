import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { methodOf } from "#app/carbon/method/methods.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { loadMethodPage } from "./load-method.server.ts";
import { errorTexts } from "./method-errors.ts";
import { MethodForm, rowsToShow } from "./method-inputs.ts";
import { MethodPage } from "./method-page.tsx";
import { answerMethodForm } from "./save-method.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, ({ method }) => method.page.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const inventory = await inventoryOf(tx, actor.organizationId, search);
    if (!inventory) throw redirect(`/organizations/${actor.organizationId}/inventories`);
    const page = await loadMethodPage(tx, actor.organizationId, inventory, search);
    return { ...page, mayEdit: ["editor", "admin", "owner"].includes(actor.role) };
  });

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const form = await parseForm(request, MethodForm);
  if (!form.ok) throw new AppError("invalid", { details: { fields: Object.keys(form.errors) } });
  const answer = await asOrganization(request, params, "editor", async (tx, actor) => {
    const inventory = await inventoryOf(tx, actor.organizationId, search);
    if (!inventory) throw new AppError("not_found");
    return answerMethodForm(tx, actor, { inventory, search, typed: form.value });
  });
  if (answer.kind === "saved")
    throw redirect(`/organizations/${params.organizationId}/activities?inventory=${answer.inventoryId}`);
  return data(answer, { status: answer.problems.length > 0 || answer.isStale ? 422 : 200 });
};

export default function ByMethod() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
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
