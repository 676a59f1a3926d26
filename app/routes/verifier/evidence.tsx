import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/http/verifier.server.ts";
import { toView } from "#app/routes/evidence/evidence-view.server.ts";
import { listEvidence, NO_EVIDENCE_FILTER } from "#app/services/evidence-list.server.ts";
import { VerifierFiles } from "#app/ui/assurance/verifier-files.tsx";
import { PageLinks } from "#app/ui/evidence/page-links.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.evidence);

const PAGE = 100;

/** Files that prove records of this inventory. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "evidence" }, async (tx, who) => {
    const asked = Number.parseInt(new URL(request.url).searchParams.get("page") ?? "1", 10);
    const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1;
    const place = { offset: (page - 1) * PAGE, limit: PAGE };
    const { files, total } = await listEvidence(tx, who.organizationId, NO_EVIDENCE_FILTER, place);
    return { base: `/assurance/${who.engagementId}`, files: files.map(toView), total, page };
  });

export default function Evidence() {
  const { base, files, total, page } = useLoaderData<typeof loader>();
  const { evidence, assurance } = useMessages();
  return (
    <Section title={evidence.title} count={total}>
      {files.length === 0 ? (
        <p className="py-4 text-14 text-muted">{assurance.workspace.evidenceEmpty}</p>
      ) : (
        <VerifierFiles base={base} files={files} />
      )}
      <PageLinks page={page} pages={Math.ceil(total / PAGE)} />
    </Section>
  );
}
