import { Link } from "@remix-run/react";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Steps } from "#app/kit/steps.tsx";
import { type DraftLine, DraftList, ImportList } from "./import-lists.tsx";
import type { Told } from "./import-view.ts";
import { failureText } from "./import-words.ts";
import { Notice } from "./notice.tsx";
import { UploadForm } from "./upload-form.tsx";

interface UploadPageProps {
  organizationId: string;
  inventory: { id: string; period: { start: string; end: string } } | null;
  mayEdit: boolean;
  drafts: DraftLine[];
  list: ListView;
  sizes: Record<string, number | null>;
  isRemoved: boolean;
  answer: { kind: "refused"; failure: Told; earlierImportId: string | null } | { kind: "offline" } | null;
}

/** The upload form and the list of earlier imports. */
export function UploadPage({
  organizationId,
  inventory,
  mayEdit,
  drafts,
  list,
  sizes,
  isRemoved,
  answer,
}: UploadPageProps) {
  const messages = useMessages();
  const { activity, activityImport: t } = messages;
  const _locale = useLocale();
  const base = `/organizations/${organizationId}`;
  if (!inventory) {
    return (
      <PageBody>
        <PageHeader title={t.title} />
        <EmptyState
          title={activity.empty.noInventory}
          reason={activity.empty.noInventoryReason}
          action={
            <ButtonLink variant="primary" to={`${base}/inventories`}>
              {activity.empty.openInventory}
            </ButtonLink>
          }
        />
        <div className="mt-10">
          <ImportList list={list} sizes={sizes} />
        </div>
      </PageBody>
    );
  }
  const error =
    answer?.kind === "refused"
      ? failureText(messages, answer.failure)
      : answer?.kind === "offline"
        ? t.offline
        : undefined;
  const earlier = answer?.kind === "refused" ? answer.earlierImportId : null;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about(inventory.period.start.slice(0, 4))}
        crumbs={[{ to: `${base}/activities?inventory=${inventory.id}`, label: activity.title }]}
      />
      <Steps labels={t.steps} current={0} />
      <div className="mt-8 space-y-10">
        {isRemoved && !answer && <Notice>{t.removed}</Notice>}
        {mayEdit ? (
          <div className="space-y-6">
            <UploadForm error={error} />
            {earlier && (
              <p className="text-14">
                <Link className="text-link" to={`${base}/activities/imports/${earlier}`}>
                  {t.openEarlier}
                </Link>
              </p>
            )}
            <Templates base={base} inventoryId={inventory.id} />
          </div>
        ) : (
          <Notice>{t.readOnly}</Notice>
        )}
        {drafts.length > 0 && <DraftList base={base} drafts={drafts} />}
        <ImportList list={list} sizes={sizes} />
      </div>
    </PageBody>
  );
}

function Templates({ base, inventoryId }: { base: string; inventoryId: string }) {
  const { activityImport: t } = useMessages();
  const address = (form: string, type: string) =>
    `${base}/activities/template?form=${form}&type=${type}&inventory=${inventoryId}`;
  return (
    <ul className="flex flex-wrap gap-x-10 gap-y-4 text-14">
      {(["tall", "wide"] as const).map((form) => (
        <li key={form}>
          <p className="inline-flex items-center gap-1.5">
            <Icon name="download" size={14} />
            {form === "tall" ? t.templateTall : t.templateWide}
          </p>
          <p className="flex gap-4">
            {(["xlsx", "csv"] as const).map((type) => (
              <a key={type} href={address(form, type)} className="text-link inline-flex items-center touch:min-h-11">
                <span className="sr-only">{form === "tall" ? t.templateTall : t.templateWide}, </span>
                {type === "csv" ? t.asCsv : t.asXlsx}
              </a>
            ))}
          </p>
          <p className="text-12 text-muted">{t.templateAbout}</p>
        </li>
      ))}
      <li>
        <a href="/samples/activities-2025.csv" className="text-link inline-flex items-center gap-1.5 touch:min-h-11">
          <Icon name="file" size={14} />
          {t.sample}
        </a>
      </li>
    </ul>
  );
}
