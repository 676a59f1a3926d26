import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { asIssuer } from "./keys/issuer-door.server.ts";
import { listLog } from "./log-listing.server.ts";
import { LogPage } from "./log-page.tsx";

const PAGE_SIZE = 50;

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.log.title);

/** The public log for people; `?before=<index>` pages back. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const workspaceHref = await answerErrors(request, () => workspaceOf(request));
  const before = readIndex(new URL(request.url).searchParams.get("before"));
  const listing = await asIssuer(request, (tx, keys) => listLog(tx, keys, { before, limit: PAGE_SIZE }));
  return { ...listing, pageSize: PAGE_SIZE, workspaceHref };
};

/** An index as the page writes it; anything else shows the newest entries. */
function readIndex(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

export default function Log() {
  const { workspaceHref, ...listing } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <LogPage {...listing} />
    </PublicLayout>
  );
}
