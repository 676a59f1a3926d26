import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { waysOf } from "#app/kit/list-page.ts";
import { PageLinks } from "#app/kit/page-links.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { countEvidencedRecords, listEvidencedRecords } from "#app/records/evidenced-record.server.ts";
import { searchOf } from "./evidence-filter.ts";
import { readEvidenceFrame } from "./evidence-frame.server.ts";
import { EvidenceFrame } from "./evidence-frame.tsx";
import { FilterForm } from "./filter-form.tsx";
import { LackingRecords } from "./lacking-records.tsx";

const PER_PAGE = 50;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.tabLacking);

/** Records of an inventory that no file proves. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const { searchParams } = new URL(request.url);
    const { sourceId, mark } = searchOf(searchParams);
    const frame = await readEvidenceFrame(tx, organizationId, searchParams);
    const wanted = frame.inventory && { period: frame.inventory.period, sourceId: sourceId || null, lacking: true };
    const place = { after: mark.after, limit: PER_PAGE };
    const found = wanted && (await listEvidencedRecords(tx, organizationId, wanted, place));
    const count = wanted ? await countEvidencedRecords(tx, organizationId, wanted) : 0;
    return {
      frame,
      mayEdit: may("records.write"),
      sourceId,
      inventories: await listInventories(tx, organizationId),
      records: found?.rows ?? [],
      count: Math.min(count, MOST_COUNTED),
      isMore: count > MOST_COUNTED,
      page: found && waysOf(mark, found, count > MOST_COUNTED ? null : count, PER_PAGE),
    };
  });

export default function Lacking() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const { frame, mayEdit, sourceId, inventories, records, count, isMore, page } = loaded;
  const { evidence: t } = useMessages();
  const { inventory, sources } = frame;
  const base = `/organizations/${frame.organizationId}`;
  const counted = count.toLocaleString("en");
  return (
    <EvidenceFrame {...frame} view="lacking" mayEdit={mayEdit}>
      {!inventory || !page ? (
        <EmptyState
          title={t.tabLacking}
          reason={t.noInventory}
          action={<ButtonLink to={`${base}/inventories`}>{t.openInventory}</ButtonLink>}
        />
      ) : (
        <>
          <FilterForm sourceId={sourceId} sources={sources} inventories={inventories} inventory={inventory} />
          {count === 0 ? (
            <p className="py-6 text-14 text-muted">{t.lackingNone}</p>
          ) : (
            <>
              <p className="mb-4 text-14">
                {t.lackingAbout(isMore ? t.moreThan(counted) : counted, printPeriodText(inventory.period))}
              </p>
              <LackingRecords base={base} records={records} sources={sources} mayEdit={mayEdit} />
            </>
          )}
          <PageLinks {...page} />
        </>
      )}
    </EvidenceFrame>
  );
}
