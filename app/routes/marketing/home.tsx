import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/http/actor.server.ts";
import { workspaceOf } from "#app/http/reader.server.ts";
import { HomePage } from "#app/ui/home-page.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { PublicLayout } from "#app/ui/public-layout.tsx";
import { FileDrop } from "#app/ui/verify/file-drop.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.marketing.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({ workspaceHref: await workspaceOf(request) }));

export default function Home() {
  const { workspaceHref } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <HomePage>
        <FileDrop />
      </HomePage>
    </PublicLayout>
  );
}
