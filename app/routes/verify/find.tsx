import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { env } from "#app/doors.server.ts";
import { answerErrors, asPublic } from "#app/http/actor.server.ts";
import { limitLookUp } from "#app/http/look-up-limit.server.ts";
import { workspaceOf } from "#app/http/reader.server.ts";
import { isPublished } from "#app/services/verification.server.ts";
import { parseReportNumber } from "#app/transparency/report-number.ts";
import { titleIn } from "#app/ui/page-title.ts";
import { PublicLayout } from "#app/ui/public-layout.tsx";
import { STATIC_PAGE } from "#app/ui/static-page.tsx";
import type { NumberFault } from "#app/ui/verify/find-page.tsx";
import { VerifyIsland } from "#app/ui/verify/verify-island.tsx";

const STATUS: Record<NumberFault, number> = { shape: 422, mistyped: 422, not_found: 404 };

/** Longer than any number with the spaces and hyphens that people add; the rest is not echoed. */
const MOST_ECHOED = 200;

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.verify.page.titleFind);

/** `?number=…` leads to the report; a wrong or unknown number stays here with its own sentence. */
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
