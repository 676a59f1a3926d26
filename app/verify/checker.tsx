import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { describeChecker } from "#app/log/checker.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { CheckerPage } from "./checker-page.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.checker.title);

/** The file that readers run, its hash, and its entry in the log. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    // Outside of the transaction, because opening the keys can append the checker to the log.
    await issuerKeys();
    const checker = await asPublic(request, describeChecker);
    return { checker, workspaceHref: await workspaceOf(request) };
  });

export default function Checker() {
  const { checker, workspaceHref } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <CheckerPage checker={checker} />
    </PublicLayout>
  );
}
