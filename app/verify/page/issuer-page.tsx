import type { IssuerProofs } from "#app/identity/issuer-proof.ts";
import { IssuerProofList } from "#app/identity/issuer-proofs.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageHeader } from "#app/kit/page-header.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { Limits, TrueAddress } from "./verify-aside.tsx";

interface IssuerPageProps {
  name: string;
  /** Of the newest report. */
  issuer: string;
  issuerProofs: IssuerProofs;
  list: ListView;
  host: string;
}

/** The reports that an organization lists, with links to their verification pages. */
export function IssuerPage({ name, issuer, issuerProofs, list, host }: IssuerPageProps) {
  const { listing, issuerProof } = useMessages();
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
        <p className="mt-2 mb-4 max-w-160 text-14 text-muted">{t.unchecked}</p>
        <div className="mb-6 max-w-160">
          <FactList
            facts={[
              { label: t.issuerOfNewest, value: issuer },
              { label: issuerProof.label, value: <IssuerProofList proofs={issuerProofs} host={host} /> },
            ]}
          />
        </div>
        <ListBody list={list} />
      </div>
    </VerifyColumns>
  );
}
