import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KEY_LIMIT, limitHeaders } from "#app/api/authenticate.server.ts";
import { describeApi } from "#app/api/describe-api.ts";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { env } from "#app/doors.server.ts";
import { answerErrors } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { workspaceOf } from "#app/http/reader.server.ts";
import { ApiPage } from "#app/ui/api/api-page.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { PublicLayout } from "#app/ui/public-layout.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.api.title);

/** The page of the API, made of the declarations that answer it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({
    view: describeApi(OPERATIONS, env().publicUrl, localeOf(request)),
    limit: KEY_LIMIT.limit,
    limitHeaders: Object.entries(
      limitHeaders({ remaining: KEY_LIMIT.limit - 1, resetSeconds: KEY_LIMIT.windowSeconds }),
    )
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    workspaceHref: await workspaceOf(request),
  }));

export default function Api() {
  const { workspaceHref, ...page } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <ApiPage {...page} />
    </PublicLayout>
  );
}
