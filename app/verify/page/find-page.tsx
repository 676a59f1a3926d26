import { CheckList } from "#app/kit/check-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NumberLookup } from "#app/kit/number-lookup.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { VerdictBanner } from "#app/kit/verdict-banner.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import type { Check } from "#app/proof/verdict.ts";
import { FileDrop } from "./file-drop.tsx";
import type { HeldFile } from "./held-file.ts";
import { fileMeta } from "./verdict-heading.tsx";
import { Limits, TrueAddress } from "./verify-aside.tsx";

export type NumberFault = "shape" | "mistyped" | "not_found";

interface FindPageProps {
  typed: string;
  fault: NumberFault | null;
  host: string;
  /** A file that is not one of our reports. Its verdict is shown above. */
  file?: HeldFile | null;
}

/** Number field and drop area, and the verdict on a file that is not one of our reports. */
export function FindPage({ typed, fault, host, file = null }: FindPageProps) {
  const { verify } = useMessages();
  const { page } = verify;
  return (
    <>
      {file ? <ForeignFileBanner file={file} /> : null}
      <VerifyColumns
        aside={
          <>
            <Limits />
            <TrueAddress host={host} />
          </>
        }
      >
        {file && <ForeignFile file={file} />}
        <section aria-labelledby="find-title">
          {file ? (
            <h2 id="find-title" className="text-20 font-semibold">
              {page.other.title}
            </h2>
          ) : (
            <h1 id="find-title" className="text-31 font-semibold tracking-[-0.02em] max-md:text-25">
              {page.findTitle}
            </h1>
          )}
          <p className="mt-2 mb-6 max-w-[40rem] text-16 text-muted">{page.findLead}</p>
          {fault === "not_found" && (
            <div role="status" className="mb-6 border-l-2 border-ink bg-neutral-tint px-4 py-3">
              <p className="text-14 font-semibold">{page.notFoundTitle}</p>
              <p className="mt-1 text-14 text-muted">{verify.number.notFound}</p>
            </div>
          )}
          <NumberLookup
            isLarge
            defaultValue={typed}
            error={fault === "shape" || fault === "mistyped" ? verify.number[fault] : undefined}
          />
          <p className="mt-6 mb-2 text-12 text-muted">{page.orDrop}</p>
          <FileDrop takesPicture />
          <p className="mt-6 text-14">
            <a href="/verify/many" className="text-link inline-flex items-center touch:min-h-11">
              {verify.trust.many}
            </a>
          </p>
        </section>
      </VerifyColumns>
    </>
  );
}

function ForeignFileBanner({ file }: { file: HeldFile }) {
  const { verify } = useMessages();
  const isDamaged = file.identified.kind === "damaged_bundle";
  const facts = { number: null, issuer: null, issuedAt: null, unknownSince: null, successor: null, changedAt: null };
  const sentence = verify.sentence({
    ...facts,
    verdict: isDamaged ? "altered" : "not_recognised",
    subject: "file",
    issuerHost: null,
    isKeyConfirmed: false,
    isFileIntact: false,
    reason: null,
    undone: null,
  });
  return (
    <>
      <VerdictBanner
        verdict={isDamaged ? "altered" : "not_recognised"}
        meta={fileMeta(file, verify.page.meta.notUploaded)}
      >
        {sentence}
      </VerdictBanner>
      <p aria-live="polite" className="sr-only">
        {sentence}
      </p>
    </>
  );
}

/** Checks of a file that is not one of our reports. */
function ForeignFile({ file }: { file: HeldFile }) {
  const { verify } = useMessages();
  const { notOurs, checks } = verify.page;
  const rows = listChecks(file).map((check) => ({
    key: check.id,
    outcome: check.outcome,
    title: verify.check[check.id],
    detail: verify.line[check.reason](check.facts),
    how:
      check.id === "file" ? (
        <p>
          <span className="block font-semibold">{checks.yourFile}</span>
          <code>{file.sha256}</code>
        </p>
      ) : undefined,
  }));
  const { identified, cameFrom } = file;
  return (
    <Section title={notOurs.title}>
      {identified.kind === "document" && (
        <p className="pt-3 text-14">{documentWords(identified.check, verify.document)}</p>
      )}
      {identified.kind === "unknown" && <p className="pt-3 text-14 text-muted">{notOurs.text}</p>}
      <CheckList checks={rows} />
      <p className="pt-3 text-14 text-muted">{notOurs.next}</p>
      {cameFrom && (
        <p className="pt-2 text-14">
          {notOurs.comparedWith(cameFrom)}
          <SentenceGap />
          <a href={`/verify/${cameFrom}`} className="text-link">
            {notOurs.back(cameFrom)}
          </a>
        </p>
      )}
    </Section>
  );
}

function listChecks({ identified, sha256 }: HeldFile): Check[] {
  if (identified.kind === "damaged_bundle") {
    return [{ id: "file", outcome: "failed", reason: "evidence_differs", facts: { fault: identified.fault } }];
  }
  const unknown: Check = { id: "file", outcome: "failed", reason: "file_unknown", facts: { sha256 } };
  return identified.kind === "document" ? [unknown, identified.check] : [unknown];
}

function documentWords(check: Check, words: { holds: string; fails: string; cannotTell: string }): string {
  if (check.outcome === "passed") return words.holds;
  return check.outcome === "failed" ? words.fails : words.cannotTell;
}
