import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageHeader } from "#app/kit/page-header.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { Limits, TrueAddress } from "./verify-aside.tsx";

interface IssuerPageProps {
  name: string;
  list: ListView;
  host: string;
}

/** The reports that an organization lists, with links to their verification pages. */
export function IssuerPage({ name, list, host }: IssuerPageProps) {
  const { listing } = useMessages();
  const t = listing.issuer;
  return (
    <VerifyColumns
      aside={
        <>
          <Limits />
          <TrueAddress host={host} />
        </>
      }
    >
      <div>
        <PageHeader title={t.titleOf(name)} actions={<ListFile list={list} />} />
        <p className="max-w-160 text-16 text-muted">{t.lead}</p>
        <p className="mt-2 mb-6 max-w-160 text-14 text-muted">{t.unchecked}</p>
        <ListBody list={list} />
      </div>
    </VerifyColumns>
  );
}
