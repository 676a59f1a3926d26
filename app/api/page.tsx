import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { ApiPage } from "./api-page.tsx";
import { KEY_LIMIT, limitHeaders } from "./authenticate.server.ts";
import { describeApi } from "./describe-api.server.ts";
import { OPERATIONS } from "./operations.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.api.title);

/** The page of the API, built from the declarations that answer its requests. */
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
