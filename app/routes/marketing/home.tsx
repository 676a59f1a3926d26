import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { env } from "#app/doors.server.ts";
import { answerErrors } from "#app/http/actor.server.ts";
import { workspaceOf } from "#app/http/reader.server.ts";
import { HomePage } from "#app/ui/home-page.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { PublicLayout } from "#app/ui/public-layout.tsx";
import { STATIC_PAGE } from "#app/ui/static-page.tsx";
import { VerifyIsland } from "#app/ui/verify/verify-island.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.marketing.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({
    workspaceHref: await workspaceOf(request),
    host: new URL(env().publicUrl).host,
  }));

export default function Home() {
  const { workspaceHref, host } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <HomePage>
        <VerifyIsland page={{ kind: "drop", host }} />
      </HomePage>
    </PublicLayout>
  );
}
