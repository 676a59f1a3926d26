import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, inTenant, type TenantActor } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { didOf, issuerDidOf } from "#app/proof/did-document.ts";
import type { TenantTx } from "#db/doors.ts";
import { getIdentityId } from "../domain.server.ts";
import { revokeIssuerKey, rotateIssuerKey } from "./change-key.server.ts";
import { listIssuerKeys } from "./issuer-key.server.ts";
import { SigningKeyPage } from "./signing-key-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.identity.key.title);

/** The keys with which a workspace signs its reports. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const identityId = await getIdentityId(tx);
    const keys = await listIssuerKeys(tx, identityId);
    return {
      did: issuerDidOf(didOf(env().publicUrl), identityId),
      path: `/keys/${identityId}`,
      keys: keys.map(({ keyId, createdAt, endedAt, revokedSince, names }) => ({
        keyId,
        names,
        createdAt: createdAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        revokedSince: revokedSince?.toISOString() ?? null,
      })),
      today: utcDay(new Date()),
      mayManage: offers(KeyActions, actor).replace,
      done: new URL(request.url).searchParams.get("done"),
    };
  });

const guard = { right: "workspace.manage", recent: true } as const;
const KeyActions = defineActions({
  replace: { ...guard, schema: z.object({}) },
  revoke: {
    ...guard,
    whenLapsed: "allowed",
    schema: z.object({
      keyId: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      day: z
        .string()
        .default("")
        .refine((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)), "day_invalid")
        .refine((day) => day <= utcDay(new Date()), "day_later"),
    }),
  },
});

/** In its own transaction, because the keys of the installation are opened before it and the log is signed after it. */
async function change<T>(actor: TenantActor, work: (tx: TenantTx, keys: IssuerKeys) => Promise<T>): Promise<T | null> {
  const keys = await issuerKeys();
  const done = await inTenant(actor, (tx) => work(tx, keys)).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  await (await doors()).withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
  return done;
}

export const action = tenantAction(KeyActions, {
  replace: {
    outside: async ({ actor }) => {
      const fresh = await change(actor, (tx, keys) => rotateIssuerKey(tx, keys, actor));
      return fresh ? `/tenants/${actor.tenantId}/signing-key?done=replaced` : refuse({ form: "no_key" });
    },
  },
  revoke: {
    outside: async ({ actor, value: { keyId, day } }) => {
      const since = `${day}T00:00:00.000Z`;
      const revoked = await change(actor, (tx, keys) => revokeIssuerKey(tx, keys, actor, { keyId, since }));
      return revoked ? `/tenants/${actor.tenantId}/signing-key?done=revoked` : refuse({ form: "no_key" });
    },
  },
});

export default function SigningKey() {
  return <SigningKeyPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
