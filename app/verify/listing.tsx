import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { env } from "#app/environment/env.server.ts";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { getReportListing, stateReportListing } from "#app/report/report-listing.server.ts";
import { ReportListingSetting } from "#app/report/report-listing.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.listing.title);

/** Setting: whether anyone can find the organization's reports in a public list. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const { version, isListed, issuerId } = await getReportListing(tx, organizationId);
    return {
      organizationId,
      version,
      isListed,
      address: isListed ? `${env().publicUrl}/issuers/${issuerId}` : null,
      mayChange: offers(ListingActions, { may }).state,
      isSaved: new URL(request.url).searchParams.has("saved"),
    };
  });

const ListingActions = defineActions({
  state: savesSetting(ReportListingSetting),
});

export const action = organizationAction(ListingActions, {
  state: async (tx, { actor, value }) => {
    await stateReportListing(tx, actor, { basedOn: value.basedOn, isListed: value.listed === "yes" });
    return `/organizations/${actor.organizationId}/listing?saved`;
  },
});

export default function Listing() {
  const { organizationId, version, isListed, address, mayChange, isSaved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { listing: t, common } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <SettingsTabs organizationId={organizationId} current="listing" mayChange={mayChange} />
      {isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      <Form method="post" className="max-w-160 space-y-4">
        <BasedOn setting={nameSetting("report_listing", [organizationId])} version={version} />
        <ChoiceField
          label={t.question}
          name="listed"
          defaultValue={answer?.typed.listed ?? (isListed ? "yes" : "no")}
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
