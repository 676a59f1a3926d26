import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { env } from "#app/environment/env.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { parseReportNumber } from "#app/proof/report-number.ts";
import { isPublished } from "#app/report/verification.server.ts";
import type { NumberFault } from "./page/find-page.tsx";
import { VerifyIsland } from "./page/verify-island.tsx";

const STATUS: Record<NumberFault, number> = { shape: 422, mistyped: 422, not_found: 404 };

/** Longer than any number with added spaces and hyphens. The rest is not echoed. */
const MOST_ECHOED = 200;

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.verify.page.titleFind);

/** `?number=…` leads to the report. A wrong or unknown number shows its error here. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const typed = new URL(request.url).searchParams.get("number")?.trim() ?? "";
  const { host } = new URL(env().publicUrl);
  const workspaceHref = await answerErrors(request, async () => {
    if (typed !== "") await limitLookUp(context.clientAddress);
    return workspaceOf(request);
  });
  const page = { typed: typed.slice(0, MOST_ECHOED), host, workspaceHref };
  if (typed === "") return data({ ...page, fault: null });
  const parsed = parseReportNumber(typed);
  if (!parsed.ok) return data({ ...page, fault: parsed.fault }, { status: STATUS[parsed.fault] });
  if (await asPublic(request, (tx) => isPublished(tx, parsed.number))) throw redirect(`/verify/${parsed.number}`);
  return data({ ...page, fault: "not_found" as const }, { status: STATUS.not_found });
};

export default function Find() {
  const { typed, fault, host, workspaceHref } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <VerifyIsland page={{ kind: "find", typed, fault, host }} />
    </PublicLayout>
  );
}
