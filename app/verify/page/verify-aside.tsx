import type { ReactNode } from "react";
import { formatTonnes } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NumberLookup } from "#app/kit/number-lookup.tsx";
import { ButtonAnchor } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { CHECKER } from "#app/log/checker-name.ts";
import { CodeBlock } from "#app/log/code-block.tsx";
import { pathOfStatusList } from "#app/proof/status-list.ts";
import { answerOfAssurance } from "./buyer-answers.ts";
import { CoverCard } from "./cover-card.tsx";
import { FileDrop } from "./file-drop.tsx";
import { formatSize } from "./format-size.ts";
import type { HeldFile } from "./held-file.ts";
import { editionFor, IssuedFiles, pathOfFile } from "./issued-files.tsx";
import type { ReportView } from "./report-view.ts";
import { BothNames } from "./statement-facts.tsx";
import { WatchSection } from "./watch-form.tsx";

/** Side column of a report: the reader's file, verification without this server, comparison by eye, and limits. */
export function ReportAside({ view, file }: { view: ReportView; file: HeldFile | null }) {
  const isBundle = file?.identified.kind === "report" && file.identified.bundle !== null;
  return (
    <>
      <OtherFile isCompared={file !== null} />
      {view.verification.status.kind === "current" && <WatchSection number={view.number} />}
      <WithoutUs view={view} />
      <ByEye view={view} />
      <Limits isBundle={isBundle} />
      <TrueAddress host={view.host} />
    </>
  );
}

/** Side column for an altered file: what to do, the issued report, another file. */
export function AlteredAside({ view }: { view: ReportView }) {
  return (
    <>
      <WhatToDo view={view} />
      <IssuedReport view={view} />
      <OtherFile isCompared />
      <ByEye view={view} />
      <TrueAddress host={view.host} />
    </>
  );
}

function OtherFile({ isCompared }: { isCompared: boolean }) {
  const { other, record } = useMessages().verify.page;
  return (
    <div id="your-file" className="scroll-mt-6">
      {!isCompared && <p className="mb-3 text-14 text-muted">{record.compareText}</p>}
      <FileDrop shape="block" title={isCompared ? other.title : other.compareTitle} />
      <div className="mt-4">
        <NumberLookup />
      </div>
    </div>
  );
}

function WithoutUs({ view }: { view: ReportView }) {
  const { page } = useMessages().verify;
  const { without, statement } = page;
  const { language } = editionFor(view, contentLanguageFor(useLocale()));
  const base = `/verify/${view.number}`;
  const files: { label: string; href: string; size?: string }[] = [
    ...view.editions.map((edition) => ({
      label: without.pdf(statement.languageName[edition.language]),
      href: pathOfFile(view.number, edition),
      size: formatSize(edition.pdfBytes),
    })),
    { label: without.record, href: `${base}/evidence.json`, size: formatSize(view.evidenceBytes) },
    { label: without.keys, href: "/.well-known/jwks.json" },
    { label: without.checkpoint, href: "/log/checkpoint" },
    { label: without.revocation, href: pathOfStatusList("revocation", view.statusList) },
    { label: without.superseded, href: pathOfStatusList("superseded", view.statusList) },
    { label: without.offlinePage, href: "/verify-offline.html" },
    { label: without.checker, href: "/verify/checker" },
  ];
  return (
    <Section title={without.title} isAside>
      <p className="text-14 text-muted">{without.text}</p>
      <ul className="mt-2 divide-y divide-line">
        {files.map(({ label, href, size }) => (
          <li key={href} className="flex items-baseline justify-between gap-4 py-2 text-14 touch:py-3">
            <a href={href} className="text-link">
              {label}
            </a>
            {size && <span className="shrink-0 text-12 text-muted tabular-nums">{size}</span>}
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <CodeBlock text={`node ${CHECKER} ${view.number}-${language}.pdf`} />
      </div>
      <p className="mt-2 text-12 text-muted">{without.command}</p>
      <div className="mt-3 print:hidden">
        <ButtonAnchor href={`${base}/bundle.zip?language=${language}`} icon="download" isWide>
          {without.bundle}
        </ButtonAnchor>
      </div>
    </Section>
  );
}

function ByEye({ view }: { view: ReportView }) {
  const { eye } = useMessages().verify.page;
  return (
    <Section title={eye.title} isAside>
      <p className="mb-3 text-14 text-muted">{eye.text}</p>
      <CoverCard view={view} />
    </Section>
  );
}

export function Limits({ isBundle = false }: { isBundle?: boolean }) {
  const { limits } = useMessages().verify;
  return (
    <Section title={limits.title} isAside>
      <p className="text-14 text-muted">{limits.text}</p>
      {isBundle && <p className="mt-2 text-14 text-muted">{limits.unsignedParts}</p>}
    </Section>
  );
}

/** A fake page can show any verdict, so the reader has to check the address. */
export function TrueAddress({ host }: { host: string }) {
  const { address } = useMessages().verify.page;
  return (
    <Section title={address.title} isAside>
      <p className="text-14 text-muted">
        {address.before} <strong className="font-semibold text-ink">{host}</strong>
        {address.after}
      </p>
    </Section>
  );
}

function WhatToDo({ view }: { view: ReportView }) {
  const { differs } = useMessages().verify.page;
  return (
    <section aria-labelledby="what-to-do">
      <h2 id="what-to-do" className="text-14 font-semibold">
        {differs.todo}
      </h2>
      <ol className="mt-2 list-decimal space-y-2 pl-5 text-14">
        <li>{differs.todoUse}</li>
        <li>{differs.todoAsk}</li>
        <li>{differs.todoTell}</li>
      </ol>
      <div className="mt-4">
        <IssuedFiles view={view} />
      </div>
    </section>
  );
}

/** The verifier of the report, as in the answer at the top of the page. */
function verifierOf({ verification }: ReportView) {
  const answer = answerOfAssurance(verification.assurance);
  if (answer.kind !== "confirmed") return null;
  return { ...answer.record.verifier, level: answer.record.engagement.level };
}

function IssuedReport({ view }: { view: ReportView }) {
  const { verify, issuerProof } = useMessages();
  const { page } = verify;
  const { statement, differs, assurance } = page;
  const locale = useLocale();
  const verifier = verifierOf(view);
  const total: ReactNode = (
    <>
      <span className="font-semibold tabular-nums">{formatTonnes(view.co2eKg, { locale, digits: 2 })}</span>{" "}
      <span className="text-12 text-muted">{page.eye.unit}</span>
    </>
  );
  return (
    <Section title={differs.theIssued} isAside>
      <FactList
        isNarrow
        facts={[
          { label: statement.organization, value: <BothNames name={view.organization} /> },
          { label: statement.number, value: view.number },
          { label: statement.issued, value: formatDay(view.issuedAt, locale) },
          { label: statement.total, value: total },
          {
            label: statement.assurance,
            value: verifier
              ? assurance.verified[verifier.level](sayVerifier(issuerProof, verifier))
              : assurance.notVerified,
          },
        ]}
      />
    </Section>
  );
}
