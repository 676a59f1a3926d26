import { CheckList } from "#app/kit/check-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { VerdictBanner } from "#app/kit/verdict-banner.tsx";
import type { Check } from "#app/proof/verdict.ts";
import type { HeldFile } from "./held-file.ts";
import type { Identified } from "./identify-file.ts";
import { fileMeta } from "./verdict-heading.tsx";

/** The verdict on a file that is no issued report of this site. */
export function ForeignFileBanner({ file }: { file: HeldFile }) {
  const { verify } = useMessages();
  const sentence = useSentence(file.identified);
  return (
    <>
      <VerdictBanner verdict={verdictOf(file.identified)} meta={fileMeta(file, verify.page.meta.notUploaded)}>
        {sentence}
      </VerdictBanner>
      <p aria-live="polite" className="sr-only">
        {sentence}
      </p>
    </>
  );
}

function verdictOf({ kind }: Identified): "altered" | "draft" | "not_recognised" {
  if (kind === "damaged_bundle") return "altered";
  return kind === "draft" ? "draft" : "not_recognised";
}

function useSentence(identified: Identified): string {
  const { verify } = useMessages();
  const { draft, foreign } = verify.page.altered;
  if (identified.kind === "draft") return draft.sentence;
  if (identified.kind === "foreign") return foreign.sentence(identified.number, identified.host);
  const facts = { number: null, issuer: null, issuedAt: null, unknownSince: null, successor: null, changedAt: null };
  return verify.sentence({
    ...facts,
    verdict: identified.kind === "damaged_bundle" ? "altered" : "not_recognised",
    subject: "file",
    issuerHost: null,
    isKeyConfirmed: false,
    isFileIntact: false,
    reason: null,
    undone: null,
  });
}

/** Checks of a file that is not one of our reports. */
export function ForeignFile({ file }: { file: HeldFile }) {
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
      <Claims identified={identified} />
      <CheckList checks={rows} />
      {NEEDS_ADVICE.has(identified.kind) && <p className="pt-3 text-14 text-muted">{notOurs.next}</p>}
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

const NEEDS_ADVICE = new Set<Identified["kind"]>(["unknown", "document", "damaged_bundle"]);

/** What the file states about itself, and what to do with it. */
function Claims({ identified }: { identified: Identified }) {
  const { altered, notOurs } = useMessages().verify.page;
  switch (identified.kind) {
    case "draft":
      return <p className="pt-3 text-14">{altered.draft.text}</p>;
    case "foreign": {
      const { host, number } = identified;
      return (
        <>
          <p className="pt-3 text-14">{altered.foreign.text(host, `https://${host}/verify/${number}`)}</p>
          <p className="pt-2 text-14 text-muted">{altered.foreign.caution}</p>
        </>
      );
    }
    case "unknown": {
      const { number, isTextless } = identified;
      const text = isTextless ? altered.noText : notOurs.text;
      return <p className="pt-3 text-14 text-muted">{number ? altered.unknownNumber(number) : text}</p>;
    }
    default:
      return null;
  }
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
