import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";
import { actOnImport } from "./import-act.server.ts";
import { loadImport } from "./import-load.server.ts";
import { ImportStepsPage, type ImportStepsProps } from "./import-steps-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  titleIn(matches, ({ activityImport }) => activityImport.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const search = new URL(request.url).searchParams;
    const importId = requireId(params.importId);
    const mayEdit = ROLE_RANK[role] >= ROLE_RANK.editor && role !== "reviewer";
    const page = await loadImport(tx, { organizationId, importId, search, locale: localeOf(request), mayEdit });
    const count = (name: string) => readSearchNumber(search, name) ?? 0;
    return { organizationId, ...page, undone: { count: count("undone"), kept: count("kept") } };
  });

/** The field `intent` says what is asked for. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => data(await actOnImport(request, params), { status: 422 }));

export default function ImportSteps() {
  const loaded = useLoaderData<Omit<ImportStepsProps, "problem">>();
  const answer = useActionData<typeof action>();
  return <ImportStepsPage {...loaded} problem={answer?.problem ?? null} />;
}
