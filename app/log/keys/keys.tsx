import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { issuerKeys } from "./issuer.server.ts";
import { KeysPage } from "./keys-page.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.log.keys.title);

/** All current and retired keys with their validity periods. Private keys are not read. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { did, published } = await issuerKeys();
    const keys = published.map(({ keyId, purpose, validFrom, validUntil, revokedAt }) => {
      return { keyId, purpose, validFrom, validUntil, revokedAt };
    });
    return { did, keys, workspaceHref: await workspaceOf(request) };
  });

export default function Keys() {
  const { did, keys, workspaceHref } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <KeysPage did={did} keys={keys} />
    </PublicLayout>
  );
}
