import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localName } from "#app/i18n/locale.ts";
import { useLocale } from "#app/kit/i18n-context.tsx";
import { printState } from "#app/kit/list/list-state.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { parseReportNumber } from "#app/proof/report-number.ts";
import { describeListed } from "#app/report/report-listing.server.ts";
import { listedReports } from "./listed-reports.list.server.ts";
import { IssuerPage } from "./page/issuer-page.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ listing }, locale) => listing.issuer.titleOf(data ? localName(data.name, locale) : ""));

/** The current reports of an issuer with a public list, else 404. Never cached, because the issuer can turn the list off. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    await limitLookUp(routed.context.clientAddress);
    leadOn(new URL(routed.request.url));
    const page = { host: new URL(env().publicUrl).host, workspaceHref: await workspaceOf(routed.request) };
    return loadList(listedReports, routed, async (tx, { scope: { ids } }) => ({
      ...page,
      ...(await describeListed(tx, ids!.issuerId!, new Date())),
    }));
  });

/** Old URLs name a page by the number before it. */
function leadOn({ pathname, searchParams }: URL): void {
  const after = parseReportNumber(searchParams.get("after") ?? "");
  if (!after.ok) return;
  throw redirect(`${pathname}${printState({ typed: {}, sort: null }, { side: "after", values: [after.number] })}`);
}

export default function Issuer() {
  const { name, issuer, issuerProofs, list, host, workspaceHref } = useLoaderData<typeof loader>();
  const locale = useLocale();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <IssuerPage
        name={localName(name, locale)}
        issuer={localName(issuer, locale)}
        issuerProofs={issuerProofs}
        list={list}
        host={host}
      />
    </PublicLayout>
  );
}
