import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { contentSecurityPolicy } from "#app/http/guard.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { EstimateHow } from "./page/estimate-how.tsx";
import { EstimateIsland } from "./page/estimate-island.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.estimate.title);

/** The browser refuses every connection of the page's scripts. In development, they are loaded over a connection. */
export const headers: HeadersFunction = ({ errorHeaders }) =>
  errorHeaders ?? (import.meta.env.PROD ? { "Content-Security-Policy": contentSecurityPolicy(null, "none") } : {});

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({ workspaceHref: await workspaceOf(request) }));

export default function EstimatePage() {
  const { workspaceHref } = useLoaderData<typeof loader>();
  const { estimate: t } = useMessages();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <div className="page-column py-12 max-md:py-7">
        <h1 className="text-39 break-keep font-semibold tracking-[-0.02em] max-md:text-31">{t.title}</h1>
        <p className="mt-3 max-w-160 text-18 text-neutral-ink max-md:text-16">{t.lead}</p>
        <div className="mt-8 max-md:mt-6">
          <EstimateIsland isAlone />
        </div>
        <div className="mt-14 max-md:mt-10">
          <EstimateHow />
        </div>
      </div>
    </PublicLayout>
  );
}
