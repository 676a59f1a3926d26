import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, inTenant, requireTenantActor } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { fieldsRead } from "#app/http/form.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { Table } from "#app/kit/table.tsx";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { applyToClients, MOST_CLIENTS, previewClients } from "./apply-to-clients.server.ts";
import { listPackages } from "./package.server.ts";
import { listPackageClients, organizationsOf } from "./package-client.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.package.several.title);

const SeveralActions = defineActions({
  apply: {
    right: "trade.sell",
    schema: z.looseObject({ package: z.string().default(""), withPolicy: z.string().optional() }),
  },
});

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { packages, clients, actor } = await readPage(routed);
    const asked = new URL(routed.request.url).searchParams;
    const wanted = await inTenant(actor, (tx) => organizationsOf(tx, asked.getAll("client")));
    const chosen = clients.filter(({ id }) => wanted.has(id));
    const pack = packages.find(({ id }) => id === asked.get("package")) ?? null;
    const isTooMany = chosen.length > MOST_CLIENTS;
    const [count = 0, sources = 0] = (asked.get("applied") ?? "").split("-").map((one) => Number(one) || 0);
    return {
      base: `/tenants/${actor.tenantId}`,
      packages: packages.map(({ id, name }) => ({ id, name })),
      clients: clients.map(({ id, name }) => ({ id, name, isChosen: wanted.has(id) })),
      package: pack?.id ?? "",
      /** Clients selected in the list that have no organization here, or none that can be edited. */
      isCut: asked.getAll("client").length > chosen.length,
      isTooMany,
      applied: asked.has("applied") ? { count, sources } : null,
      failed: asked.getAll("failed"),
      rows: pack && !isTooMany ? await previewClients(routed, pack, chosen) : [],
      hasPolicy: pack?.policy != null,
    };
  });

export const action = tenantAction(SeveralActions, {
  apply: {
    outside: async ({ actor, request, params, value }) => {
      const { packages, clients } = await readPage({ request, params });
      const pack = packages.find(({ id }) => id === value.package);
      if (!pack) return refuse({ package: "package_missing" });
      const sent = new Set(fieldsRead(request, "client"));
      const clientIds = clients.flatMap(({ id }) => (sent.has(id) ? [id] : []));
      if (clientIds.length === 0) return refuse({ form: "clients_missing" });
      if (clientIds.length > MOST_CLIENTS) return refuse({ form: "clients_many" });
      const wish = { clientIds, withPolicy: value.withPolicy !== undefined };
      const done = await applyToClients({ request, params }, pack, wish);
      const address = new URLSearchParams({ package: pack.id, applied: `${done.clients}-${done.sources}` });
      for (const id of clientIds) address.append("client", id);
      for (const id of done.failed) address.append("failed", id);
      return `/tenants/${actor.tenantId}/packages/apply?${address}`;
    },
  },
});

async function readPage({ request, params }: Pick<LoaderFunctionArgs, "request" | "params">) {
  const actor = await requireTenantActor(request, params, "trade.sell");
  const opened = await doors();
  const packages = (await opened.withTenant(actor, listPackages)).filter(({ isRetired }) => !isRetired);
  return { actor, packages, clients: await listPackageClients(opened, actor) };
}

export default function ApplyToClients() {
  const { base, packages, applied, failed, rows } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { package: messages } = useMessages();
  const t = messages.several;
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} crumbs={[{ to: `${base}/packages`, label: messages.title }]} />
      <div className="max-w-240 space-y-8">
        {applied && !answer && (
          <DoneLine isStacked>
            {t.done(applied.count, applied.sources)}
            <SentenceGap />
            {failed.length > 0 && t.failed(failed.length)}
          </DoneLine>
        )}
        <FormErrors errors={listErrors(errors, (fault) => messages.fault[fault])} />
        {packages.length === 0 ? (
          <EmptyState
            title={messages.empty.title}
            reason={messages.empty.reason}
            action={<ButtonLink to={`${base}/packages`}>{messages.title}</ButtonLink>}
          />
        ) : (
          <Choice />
        )}
        {rows.length > 0 && <Preview />}
      </div>
    </PageBody>
  );
}

/** The package and the clients. The preview is another address. */
function Choice() {
  const { packages, clients, package: chosen, isCut, isTooMany, rows } = useLoaderData<typeof loader>();
  const { package: messages } = useMessages();
  const locale = useLocale();
  const t = messages.several;
  return (
    <Form method="get" className="space-y-5">
      <div className="max-w-120">
        <SelectField
          key={chosen}
          label={messages.one}
          name="package"
          placeholder={t.packageChoose}
          defaultValue={chosen}
          options={packages.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
        />
      </div>
      <fieldset className="min-w-0">
        <legend className="text-14 font-semibold">{t.clients}</legend>
        <p className="mt-1 text-12 text-muted">{messages.application.clientHint}</p>
        <div className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
          {clients.map(({ id, name, isChosen }) => (
            <label key={`${id} ${isChosen}`} className="flex items-start gap-3 text-14 touch:min-h-11">
              <input
                type="checkbox"
                name="client"
                value={id}
                defaultChecked={isChosen}
                className="mt-[3px] size-4 shrink-0 accent-accent"
              />
              <span className="[overflow-wrap:anywhere]">{localName(name, locale)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {isCut && <p className="text-14 text-warning-ink">{t.cut}</p>}
      {isTooMany && (
        <p role="alert" className="text-14 text-bad-ink">
          {messages.fault.clients_many}
        </p>
      )}
      <Button variant={rows.length > 0 ? "secondary" : "primary"}>{messages.application.show}</Button>
    </Form>
  );
}

function Preview() {
  const { base, package: packageId, rows, failed, hasPolicy } = useLoaderData<typeof loader>();
  const { package: messages } = useMessages();
  const locale = useLocale();
  const t = messages.several;
  const open = rows.filter(({ obstacle }) => obstacle === null);
  const added = open.reduce((sum, row) => sum + row.added, 0);
  const takers = open.filter(({ policy }) => policy === "first").length;
  return (
    <Form method="post" className="space-y-5">
      <input type="hidden" name="package" value={packageId} />
      {open.map(({ id }) => (
        <input key={id} type="hidden" name="client" value={id} />
      ))}
      <Section title={messages.application.preview} aside={t.sum(added, open.length)}>
        <Table
          caption={messages.application.preview}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "client",
              head: messages.application.client,
              isRowHead: true,
              cell: ({ id, name }) => (
                <Link className="text-link [overflow-wrap:anywhere]" to={`/organizations/${id}/sources`}>
                  {localName(name, locale)}
                </Link>
              ),
            },
            {
              key: "sources",
              head: messages.sources,
              cell: ({ id, obstacle, ...row }) => (
                <>
                  {obstacle ? t.obstacles[obstacle] : messages.application.sum(row.added, row.there, row.refused)}
                  {failed.includes(id) && (
                    <span className="mt-1 block">
                      <Chip tone="bad">{t.notApplied}</Chip>
                    </span>
                  )}
                </>
              ),
            },
            {
              key: "policy",
              head: messages.policy,
              isMuted: true,
              isHiddenOnPhone: true,
              cell: ({ policy, obstacle }) => (obstacle ? "" : t.policies[policy]),
            },
            {
              key: "single",
              head: t.single,
              cell: ({ id, obstacle }) =>
                obstacle === "no_facility" ? (
                  <Link className="text-link" to={`/organizations/${id}/facilities`}>
                    {messages.application.addFacility}
                  </Link>
                ) : (
                  !obstacle && (
                    <Link
                      className="text-link"
                      to={`${base}/packages/${packageId}/apply?client=${id}`}
                      aria-label={t.openOf(localName(rows.find((row) => row.id === id)!.name, locale))}
                    >
                      {t.open}
                    </Link>
                  )
                ),
            },
          ]}
        />
      </Section>
      {hasPolicy && takers > 0 && <CheckField name="withPolicy" label={t.withPolicy(takers)} isChecked={false} />}
      {added === 0 && takers === 0 ? (
        <p className="text-14 text-muted">{messages.application.nothing}</p>
      ) : (
        <Button name="intent" value="apply">
          {t.submit(open.length)}
        </Button>
      )}
    </Form>
  );
}
