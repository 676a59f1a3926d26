import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { tenantToday } from "#app/access/membership.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { ApplicationForm } from "./application-form.tsx";
import { enterClient } from "./apply-client.server.ts";
import { type ApplyChoice, readApplyChoice, readYear } from "./apply-form.ts";
import { getPackage, type Package } from "./package.server.ts";
import { applyPackage, previewApplication } from "./package-application.server.ts";
import { listPackageClients } from "./package-client.server.ts";

type Args = Pick<LoaderFunctionArgs, "request" | "params">;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.package.application.title);

const ApplicationActions = defineActions({
  apply: {
    right: "trade.sell",
    schema: z.looseObject({ client: z.string("client_missing") }),
    faults: {
      owner_unknown: "owner",
      package_retired: "form",
      dataset_unknown: "withPolicy",
      edition_unknown: "withPolicy",
    },
  },
});

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { pack, actor, clients } = await readPage({ request, params });
    const address = new URL(request.url).searchParams;
    const choice = readApplyChoice(address);
    const client = clients.find(({ id }) => id === choice.client) ?? null;
    if (choice.client !== "" && !client) throw new AppError("not_found");
    const [sources = 0, tasks = 0, policy = 0] = (address.get("applied") ?? "")
      .split("-")
      .map((one) => Number(one) || 0);
    return {
      base: `/tenants/${actor.tenantId}/packages`,
      pack: { id: pack.id, name: pack.name, version: pack.version, isRetired: pack.isRetired },
      clients,
      client,
      applied: address.has("applied") ? { sources, tasks, hasPolicy: policy === 1 } : null,
      offer: client && !pack.isRetired ? await readOffer({ request, params }, pack, choice) : null,
    };
  });

export const action = tenantAction(ApplicationActions, {
  apply: {
    outside: async ({ actor, request, params, typed }) => {
      const { pack, clients } = await readPage({ request, params });
      const choice = readApplyChoice(Object.entries(typed));
      if (!clients.some(({ id }) => id === choice.client)) return refuse({ client: "client_missing" });
      if (choice.facilityIds.length === 0) return refuse({ facilities: "facility_missing" });
      const year = readYear(choice.year);
      if (year === null) return refuse({ year: "year" });
      const target = await enterClient({ request, params }, choice.client);
      const ownerId = choice.ownerId === "" ? null : choice.ownerId;
      const applied = await (await doors()).withTenant(target, (tx) =>
        applyPackage(tx, target, pack, { ...choice, year, ownerId }),
      );
      const { sources, tasks, hasPolicy } = applied;
      const counts = [sources.length, tasks.length, hasPolicy ? 1 : 0].join("-");
      const address = new URLSearchParams({ client: choice.client, applied: counts });
      return `/tenants/${actor.tenantId}/packages/${pack.id}/apply?${address}`;
    },
  },
});

async function readPage({ request, params }: Args) {
  const actor = await requireTenantActor(request, params, "trade.sell");
  const opened = await doors();
  const pack = await opened.withTenant(actor, (tx) => getPackage(tx, requireId(params.packageId)));
  return { pack, actor, clients: await listPackageClients(opened, actor) };
}

async function readOffer(args: Args, pack: Package, choice: ApplyChoice) {
  const target = await enterClient(args, choice.client);
  return (await doors()).withTenant(target, async (tx) => {
    const facilities = await listFacilities(tx, target.organizationId);
    const inventory = await latestInventory(tx, target.organizationId);
    const first = inventory?.period.start.slice(0, 4) ?? (await tenantToday(tx)).slice(0, 4);
    const year = readYear(choice.year) ?? Number(first);
    const chosen = choice.facilityIds.filter((id) => facilities.some((facility) => facility.id === id));
    const facilityIds = chosen.length > 0 ? chosen : facilities.map(({ id }) => id);
    const { rows, policy } = await previewApplication(tx, target.organizationId, pack, { facilityIds, year });
    return {
      organizationId: target.organizationId,
      facilities: facilities.map(({ id, name }) => ({ id, name, isChosen: facilityIds.includes(id) })),
      year: String(year),
      owner: choice.ownerId,
      members: await listTaskOwners(tx, target.organizationId),
      policy,
      rows: rows.map(({ facility, source, state, due }, index) => ({
        key: String(index),
        facility: facility.name,
        name: { en: source.nameEn, zh: source.nameZh },
        kind: state.kind,
        as: state.kind === "there" ? state.as.name : null,
        fault: state.kind === "refused" ? state.fault : "",
        due: due.length,
      })),
    };
  });
}

export type Offer = Awaited<ReturnType<typeof readOffer>>;

/** Keeps the choices of a refused form. */
function asTyped(offer: Offer, typed: Record<string, string>): Offer {
  const { year = offer.year, owner = offer.owner } = typed;
  const facilities = offer.facilities.map((one) => ({ ...one, isChosen: `facility-${one.id}` in typed }));
  return { ...offer, year, owner, facilities };
}

export default function ApplyPackage() {
  const { base, pack, clients, client, offer, applied } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { package: messages } = useMessages();
  const locale = useLocale();
  const t = messages.application;
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        crumbs={[
          { to: base, label: messages.title },
          { to: `${base}/${pack.id}`, label: localName(pack.name, locale) },
        ]}
      />
      <div className="max-w-240 space-y-8">
        {applied && !answer && client && (
          <DoneLine isStacked>
            {t.done(applied.sources, applied.tasks, applied.hasPolicy)}
            <SentenceGap />
            <Link className="text-link" to={`/organizations/${client.id}/sources`}>
              {t.toSources}
            </Link>
          </DoneLine>
        )}
        {pack.isRetired && <p className="text-14 text-muted">{t.retired}</p>}
        <FormErrors errors={listErrors(errors, (fault) => messages.fault[fault])} />
        {!pack.isRetired && (
          <Form method="get" className="flex max-w-160 flex-wrap items-end gap-3">
            <div className="min-w-60 grow">
              <SelectField
                key={client?.id}
                label={t.client}
                name="client"
                id="client"
                placeholder={t.clientChoose}
                defaultValue={client?.id ?? ""}
                error={errors.client && messages.fault[errors.client]}
                options={clients.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
              />
            </div>
            <Button variant={client ? "secondary" : "primary"}>{t.show}</Button>
            <p className="w-full text-12 text-muted">
              {t.clientHint}
              <SentenceGap />
              <Link className="text-link" to={`${base}/apply?package=${pack.id}`}>
                {messages.several.title}
              </Link>
            </p>
          </Form>
        )}
        {offer && (
          <ApplicationForm
            key={`${client?.id} ${applied?.sources}`}
            offer={answer ? asTyped(offer, answer.typed) : offer}
            errors={errors}
          />
        )}
      </div>
    </PageBody>
  );
}
