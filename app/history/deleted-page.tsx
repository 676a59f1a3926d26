import { Form, Link, useLocation } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { TrailTabs } from "./trail-tabs.tsx";

interface DeletedPageProps {
  list: ListView;
  organizationId: string;
  mayEdit: boolean;
  maySeeTrail: boolean;
  versions: Record<string, number>;
  restored: { recordId: string; name: string } | null;
  fault: string | null;
}

/** Deleted records with author, time and reason. Each can be restored. */
export function DeletedPage(props: DeletedPageProps) {
  const { list, organizationId, mayEdit, maySeeTrail, versions, restored, fault } = props;
  const { auditTrail: t, activity } = useMessages();
  const { search } = useLocation();
  const base = `/organizations/${organizationId}`;
  const nameOf = (id: string) => list.rows.find(({ key }) => key === id)?.cells[0]?.text ?? "";
  const restoreOf = (id: string) => (
    <Form method="post" action={`${list.address}${search}`} className="text-right">
      <input type="hidden" name="recordId" value={id} />
      <input type="hidden" name="version" value={versions[id]} />
      <Button variant="secondary" size="row" aria-label={t.restoreOf(nameOf(id))}>
        {t.restore}
      </Button>
    </Form>
  );
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={<ListFile list={list} />}
        crumbs={maySeeTrail ? [] : [{ to: `${base}/activities`, label: activity.title }]}
      />
      {maySeeTrail && <TrailTabs organizationId={organizationId} current="deleted" />}
      {fault && (
        <p role="alert" className="mb-4 text-14 text-bad-ink">
          {fault}
        </p>
      )}
      {restored && !fault && (
        <p role="status" className="mb-4 text-14 text-good-ink">
          <Link to={`${base}/activities/${restored.recordId}/history`} className="text-link">
            {t.wasRestored(restored.name)}
          </Link>
        </p>
      )}
      <ListBody list={list} act={mayEdit ? { head: t.restore, of: restoreOf } : undefined} />
    </PageBody>
  );
}
