import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { openSample } from "#app/access/visitor.server.ts";
import { env } from "#app/environment/env.server.ts";
import { EstimateIsland } from "#app/estimate/page/estimate-island.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { VerifyIsland } from "#app/verify/page/verify-island.tsx";
import { HomeCosts } from "./home-costs.tsx";
import { HomePage } from "./home-page.tsx";
import { listPublicPrices } from "./public-prices.server.ts";

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.marketing.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({
    workspaceHref: await workspaceOf(request),
    host: new URL(env().publicUrl).host,
    prices: await listPublicPrices(),
    hasSample: (await openSample()) !== null,
  }));

export default function Home() {
  const { workspaceHref, host, prices, hasSample } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <HomePage
        estimate={<EstimateIsland isAlone={false} />}
        costs={<HomeCosts prices={prices} />}
        hasSample={hasSample && workspaceHref === undefined}
      >
        <VerifyIsland page={{ kind: "drop", host }} />
      </HomePage>
    </PublicLayout>
  );
}
