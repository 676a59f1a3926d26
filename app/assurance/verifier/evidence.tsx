import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { searchOf } from "#app/evidence/evidence-filter.ts";
import { countEvidence, listEvidence } from "#app/evidence/evidence-list.server.ts";
import { toView } from "#app/evidence/evidence-view.server.ts";
import { SharedFilesNote } from "#app/evidence/shared-files-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { waysOf } from "#app/kit/list-page.ts";
import { PageLinks } from "#app/kit/page-links.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { VerifierFiles } from "./verifier-files.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.evidence);

const PAGE = 100;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "evidence" }, async (tx, who) => {
    const { mark } = searchOf(new URL(request.url).searchParams);
    const place = { after: mark.after, limit: PAGE };
    const files = await listEvidence(tx, who.organizationId, null, place);
    const total = await countEvidence(tx, who.organizationId);
    const isMore = total > MOST_COUNTED;
    return {
      base: `/assurance/${who.engagementId}`,
      files: files.rows.map(toView),
      count: isMore ? `${MOST_COUNTED.toLocaleString("en")}+` : total.toLocaleString("en"),
      page: waysOf(mark, files, isMore ? null : total, PAGE),
    };
  });

export default function Evidence() {
  const { base, files, count, page } = useLoaderData<typeof loader>();
  const { evidence, assurance } = useMessages();
  return (
    <Section title={evidence.title} count={count}>
      {files.length === 0 ? (
        <p className="py-4 text-14 text-muted">{assurance.workspace.evidenceEmpty}</p>
      ) : (
        <>
          <VerifierFiles base={base} files={files} />
          <p className="mt-3 max-w-140 text-12 text-muted">{assurance.workspace.photosStripped}</p>
          <SharedFilesNote />
        </>
      )}
      <PageLinks {...page} />
    </Section>
  );
}
