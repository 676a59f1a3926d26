import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { printState } from "#app/kit/list/list-state.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { issuerKeys } from "./keys/issuer.server.ts";
import { logEntries } from "./log.list.server.ts";
import { describeLog } from "./log-listing.server.ts";
import { LogPage } from "./log-page.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.log.title);

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { searchParams } = new URL(routed.request.url);
    leadOn(searchParams);
    // A search reads the log up to its first match.
    if (logEntries.filters.some(({ name }) => searchParams.get(name))) await limitLookUp(routed.context.clientAddress);
    // Outside of the transaction, because opening the keys can append them to the log.
    const [keys, workspaceHref] = [await issuerKeys(), await workspaceOf(routed.request)];
    return loadList(logEntries, routed, async (tx) => ({ log: await describeLog(tx, keys), workspaceHref }));
  });

/** Old URLs name a page by the entry before it. */
function leadOn(search: URLSearchParams): void {
  const before = search.get("before") ?? "";
  if (!/^[1-9]\d{0,14}$/.test(before)) return;
  throw redirect(`/log${printState({ typed: {}, sort: null }, { side: "after", values: [before] })}`);
}

export default function Log() {
  const { log, list, workspaceHref } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <LogPage {...log} list={list} />
    </PublicLayout>
  );
}
