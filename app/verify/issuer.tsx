import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asPublic, requireId } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localName } from "#app/i18n/locale.ts";
import { useLocale } from "#app/kit/i18n-context.tsx";
import { markOf, waysOf } from "#app/kit/list-page.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { listIssuerReports } from "#app/report/report-listing.server.ts";
import { limitLookUp } from "./look-up-limit.server.ts";
import { IssuerPage } from "./page/issuer-page.tsx";

const PAGE = 100;

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ listing }, locale) => listing.issuer.titleOf(data ? localName(data.name, locale) : ""));

/** The current reports of an issuer that lists them. Any other id is not found. Never cached: a list ends with the choice. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await limitLookUp(context.clientAddress);
    const issuerId = requireId(params.issuerId);
    const mark = markOf(new URL(request.url).searchParams);
    const place = { after: mark.after, limit: PAGE };
    const { name, page } = await asPublic(request, (tx) => listIssuerReports(tx, issuerId, place, new Date()));
    return {
      name,
      reports: page.rows,
      ways: waysOf(mark, page, null, PAGE),
      host: new URL(env().publicUrl).host,
      workspaceHref: await workspaceOf(request),
    };
  });

export default function Issuer() {
  const { name, workspaceHref, ...page } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <IssuerPage {...page} name={localName(name, useLocale())} />
    </PublicLayout>
  );
}
