import { Form, Link } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import type { ClientLinkView } from "./client-link.server.ts";
import type { Answered } from "./client-sections.tsx";

interface ClientLinkProps {
  page: { id: string; maySell: boolean; link: ClientLinkView };
  form: Answered;
}

/** The organization with the client's data, and the form that chooses another one. */
export function ClientLinkSection({ page: { id, maySell, link }, form: { errors, typed } }: ClientLinkProps) {
  const { client: t } = useMessages();
  const locale = useLocale();
  const { version, linked, choices } = link;
  const word = (fault: string) => t.faults[fault as keyof typeof t.faults] ?? fault;
  const name = linked && (linked.name ? localName(linked.name, locale) : t.organizationGone);
  return (
    <Section title={t.data} isAside id="data">
      {!linked && <p className="text-14 text-muted">{t.noOrganization}</p>}
      {linked && (
        <p className="text-14 break-words">
          {linked.mayOpen ? (
            <Link className="text-link" to={`/organizations/${linked.organizationId}`}>
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
      )}
      {maySell && (
        <Form method="post" noValidate className="mt-4 space-y-4" key={version}>
          <FormErrors errors={listErrors(errors, word)} />
          <BasedOn setting={nameSetting("client_link", [id])} version={version} />
          <SelectField
            label={t.organization}
            name="organizationId"
            placeholder={t.noOrganization}
            hint={t.organizationHint}
            defaultValue={typed?.organizationId ?? linked?.organizationId ?? ""}
            error={errors.organizationId && word(errors.organizationId)}
            options={choices.map((choice) => ({ value: choice.id, label: localName(choice.name, locale) }))}
          />
          <Button name="intent" value="link" variant="secondary">
            {t.saveLink}
          </Button>
        </Form>
      )}
    </Section>
  );
}
