import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { disownAs } from "./disown-as.server.ts";
import { listNamedStatements } from "./named-statement.server.ts";
import { NamedStatementsPage } from "./named-statements-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.disowning.title);

/** Public statements that name the verification body of a workspace. */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const who = await asTenant(request, params, "workspace.view", async (_tx, actor) => ({
    tenantId: actor.tenantId,
    mayDisown: offers(NamedActions, actor).disown,
  }));
  const named = await (await doors()).withSystem((tx) => listNamedStatements(tx, who.tenantId, new Date()));
  return { ...who, ...named, done: new URL(request.url).searchParams.get("done") };
};

const NamedActions = defineActions({
  disown: {
    right: "workspace.manage",
    recent: true,
    schema: z.object({ statement: z.string().regex(/^[0-9a-f]{64}$/, "not_to_disown") }),
  },
});

export const action = tenantAction(NamedActions, {
  disown: {
    outside: async ({ actor, value }) => {
      const fault = await disownAs(actor, value.statement);
      return fault ? refuse({ form: fault }, 409) : `/tenants/${actor.tenantId}/named-statements?done=disowned`;
    },
  },
});

export default function NamedStatements() {
  return <NamedStatementsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
