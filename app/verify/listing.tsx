import {
  type ActionFunctionArgs,
  type data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { getReportListing, stateReportListing } from "#app/report/report-listing.server.ts";
import { env } from "#app/settings/env.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.listing.title);

/** Whether strangers find the organization's reports in a list. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const { isListed, issuerId } = await getReportListing(tx, organizationId);
    return {
      organizationId,
      isListed,
      address: isListed ? `${env().publicUrl}/issuers/${issuerId}` : null,
      mayChange: role === "owner" || role === "admin",
      isSaved: new URL(request.url).searchParams.has("saved"),
    };
  });

const ListingForm = z.object({ listed: z.enum(["yes", "no"]) });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, ListingForm);
    return asOrganization(request, params, "admin", async (tx, actor): Promise<ReturnType<typeof data<null>>> => {
      if (!form.ok) throw new AppError("invalid");
      await stateReportListing(tx, actor, form.value.listed === "yes");
      throw redirect(`/organizations/${actor.organizationId}/listing?saved`);
    });
  });

export default function Listing() {
  const { organizationId, isListed, address, mayChange, isSaved } = useLoaderData<typeof loader>();
  const { listing: t, common } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <SettingsTabs organizationId={organizationId} current="listing" mayChange={mayChange} />
      {isSaved && <DoneLine>{t.saved}</DoneLine>}
      <Form method="post" className="max-w-160 space-y-4">
        <ChoiceField
          label={t.question}
          name="listed"
          defaultValue={isListed ? "yes" : "no"}
          isDisabled={!mayChange}
          choices={[
            { value: "no", label: t.no },
            { value: "yes", label: t.yes },
          ]}
        />
        <p className="text-14 text-muted">{t.becomesPublic}</p>
        {address && (
          <p className="text-14">
            {t.address}{" "}
            <a className="text-link break-all" href={address}>
              {address}
            </a>
          </p>
        )}
        {mayChange && <Button>{common.save}</Button>}
      </Form>
    </PageBody>
  );
}
