import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { addDomain, askForCheck, type Domain, getIdentityId, listDomains, removeDomain } from "./domain.server.ts";
import { readDomain } from "./domain-name.ts";
import { endOf } from "./domain-state.ts";
import { DomainsPage, type DomainView } from "./domains-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.identity.title);

/** The domains of a workspace, with the records that prove them and every check. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const now = new Date();
    return {
      identityId: await getIdentityId(tx),
      domains: (await listDomains(tx, now)).map((one) => toView(one, now)),
      mayManage: offers(DomainActions, actor).add,
      done: new URL(request.url).searchParams.get("done"),
    };
  });

/** More are not shown, and are in the export of the workspace. */
const SHOWN_CHECKS = 10;

function toView({ id, domain, state, proof, checks, isChecking, failure }: Domain, now: Date): DomainView {
  return {
    id,
    domain,
    state,
    isChecking,
    failure,
    confirmedAt: proof?.confirmedAt.toISOString() ?? null,
    failedAt: proof?.failedAt?.toISOString() ?? null,
    endedAt: (proof && endOf(proof, now)?.toISOString()) ?? null,
    checkCount: checks.length,
    checks: checks
      .slice(-SHOWN_CHECKS)
      .reverse()
      .map(({ at, dns, web }) => ({ at: at.toISOString(), dns, web })),
  };
}

const guard = { right: "workspace.manage" } as const;
const ofOne = { ...guard, schema: z.object({ claimId: z.uuid() }) } as const;
const DomainActions = defineActions({
  add: { ...guard, schema: z.object({ domain: z.string().max(500, "domain_invalid").default("") }) },
  check: ofOne,
  remove: { ...ofOne, whenLapsed: "allowed" },
});

export const action = tenantAction(DomainActions, {
  add: async (tx, { actor, value }) => {
    const read = readDomain(value.domain);
    const fault = read.ok ? await addDomain(tx, actor, read.domain) : read.fault;
    return fault ? refuse({ domain: fault }) : `/tenants/${actor.tenantId}/domains?done=added`;
  },
  check: async (tx, { actor, value }) => {
    const fault = await askForCheck(tx, actor, value.claimId);
    return fault ? refuse({ form: fault }) : `/tenants/${actor.tenantId}/domains`;
  },
  remove: async (tx, { actor, value }) => {
    await removeDomain(tx, actor, value.claimId);
    return `/tenants/${actor.tenantId}/domains?done=removed`;
  },
});

export default function Domains() {
  return <DomainsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
