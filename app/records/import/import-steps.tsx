import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { findAllowedModel } from "#app/model/consent.server.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";
import { importVerbs } from "./import-act.server.ts";
import { ImportActions } from "./import-action.ts";
import { loadImport } from "./import-load.server.ts";
import { ImportStepsPage, type ImportStepsProps } from "./import-steps-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  titleIn(matches, ({ activityImport }) => activityImport.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const search = new URL(request.url).searchParams;
    const importId = requireId(params.importId);
    const mayEdit = offers(ImportActions, { may }).check;
    const model = mayEdit ? await findAllowedModel(tx, env().model, "match") : null;
    const page = await loadImport(tx, { organizationId, importId, search, locale: localeOf(request), mayEdit, model });
    const count = (name: string) => readSearchNumber(search, name) ?? 0;
    return { organizationId, ...page, undone: { count: count("undone"), kept: count("kept") } };
  });

export const action = organizationAction(ImportActions, importVerbs);

export default function ImportSteps() {
  const loaded = useLoaderData<Omit<ImportStepsProps, "problem">>();
  const answer = useActionData<typeof action>();
  return <ImportStepsPage {...loaded} problem={answer && "problem" in answer ? answer.problem : null} />;
}
