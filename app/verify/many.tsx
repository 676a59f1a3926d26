import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { env } from "#app/environment/env.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { listStandings } from "#app/report/report-standing.server.ts";
import { MOST_NUMBERS } from "./number-list.ts";
import { readNumberListForm } from "./number-list-form.server.ts";
import { ManyPage } from "./page/many-page.tsx";

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.verifyMany.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({
    workspaceHref: await workspaceOf(request),
    host: new URL(env().publicUrl).host,
  }));

const ManyActions = defineActions({ "look-up": { right: "public.use", schema: z.object({}), body: "own" } });

/** Looks up a list of numbers with a plain form that needs no script. */
export const action = publicAction(ManyActions, {
  "look-up": {
    outside: async ({ request, clientAddress }) => {
      const list = await readNumberListForm(request, clientAddress);
      if (!list.ok) {
        return data({ fault: { fault: list.fault, count: list.count }, rows: [], asOf: null }, { status: 422 });
      }
      const now = new Date();
      const rows = await asPublic(request, (tx) => listStandings(tx, list.numbers, now));
      return data({ fault: null, rows, asOf: now.toISOString() });
    },
  },
});

export default function Many() {
  const { workspaceHref, host } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const found = answer && "rows" in answer ? answer : undefined;
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <ManyPage most={MOST_NUMBERS} host={host} {...(found ?? { fault: null, rows: [], asOf: null })} />
    </PublicLayout>
  );
}
