import { Form } from "@remix-run/react";
import { AccountPage } from "#app/account/account-page.tsx";
import { formatDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import type { EngagementOffer } from "./engagement-offer.server.ts";
import { rightIn } from "./engagement-right.ts";
import { useFaults } from "./engagement-words.tsx";

interface OfferPageProps {
  offer: Omit<EngagementOffer, "engagementId" | "tenantId" | "organizationId"> | null;
  /** The address of the signed-in user. */
  email: string;
  tenants: { id: string; name: string }[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function OfferPage({ offer, email, tenants, errors, typed }: OfferPageProps) {
  const messages = useMessages();
  const { engagement, account, error } = messages;
  const t = engagement.acceptance;
  const locale = useLocale();
  if (!offer) {
    return (
      <AccountPage title={t.dead} lead={t.deadLead}>
        <ButtonLink to="/" variant="secondary">
          {error.home.title}
        </ButtonLink>
      </AccountPage>
    );
  }
  const organization = localName(offer.organizationName, locale);
  return (
    <AccountPage title={t.title(offer.tenantName)} lead={t.lead(organization)}>
      <FactList
        isNarrow
        facts={[
          { label: engagement.columns.organization, value: organization },
          { label: engagement.columns.role, value: rightIn(messages, offer) },
          {
            label: engagement.columns.people,
            value: offer.isForAll ? engagement.people.all : engagement.people.named,
          },
          {
            label: engagement.columns.days,
            value: engagement.days(formatDay(offer.startsOn, locale), formatDay(offer.endsOn, locale)),
          },
        ]}
      />
      {email !== offer.email ? (
        <Form method="post" action="/sign-out" className="mt-6 space-y-4">
          <p className="text-14">{t.otherAddress(offer.email, email)}</p>
          <Button variant="secondary" size="large" isWide>
            {account.invitation.signOut}
          </Button>
        </Form>
      ) : (
        <TakeUp tenants={tenants} errors={errors} typed={typed} />
      )}
    </AccountPage>
  );
}

/** Accepts the engagement for an existing workspace of the user or for a new one. */
function TakeUp({ tenants, errors, typed }: Pick<OfferPageProps, "tenants" | "errors" | "typed">) {
  const t = useMessages().engagement.acceptance;
  const faults = useFaults(errors);
  return (
    <Form method="post" className="mt-6 space-y-5" noValidate>
      <FormErrors errors={faults.listed} />
      <div className="group space-y-5">
        <ChoiceField
          label={t.which}
          name="tenant"
          defaultValue={typed.tenant ?? tenants[0]?.id ?? "new"}
          error={faults.of("tenant")}
          choices={[
            ...tenants.map(({ id, name }) => ({ value: id, label: name })),
            { value: "new", label: t.newTenant },
          ]}
        />
        <div className="hidden group-has-[[value=new]:checked]:block">
          <NameField
            label={t.newTenantName}
            name="tenantName"
            defaultValue={typed.tenantName ?? ""}
            error={faults.of("tenantName")}
          />
        </div>
      </div>
      <p className="text-12 text-muted">{t.note}</p>
      <Button size="large" isWide>
        {t.accept}
      </Button>
    </Form>
  );
}
