import { Form, Link } from "@remix-run/react";
import { formatDecimal, formatShare } from "#app/carbon/format.ts";
import type { Sent } from "#app/encoding/sent.ts";
import type { Messages } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { Sample } from "./sample.server.ts";
import type { Sampling } from "./sampling.ts";

interface SampleListProps {
  samples: Sent<Sample>[];
  /** Absent if the reader has no page for lines. */
  linesHref?: string;
  isDrawable?: boolean;
}

/** Newest first. */
export function SampleList({ samples, linesHref, isDrawable = false }: SampleListProps) {
  const { verification } = useMessages();
  const t = verification.sampling;
  const clock = useClock();
  if (samples.length === 0) return <p className="py-4 text-14 text-muted">{t.empty}</p>;
  return (
    <ol className="divide-y divide-line">
      {samples.map((sample) => (
        <li key={sample.id} id={`sample-${sample.number}`} className="py-5">
          <h3 className="text-14 font-semibold">
            S{sample.number} · {t.methods[sample.sampling.method]}
          </h3>
          <p className="mt-0.5 text-12 text-muted">
            {verification.said(sample.by, clock.instant(sample.at))} · {t.of(clock.instant(sample.calculatedAt))}
          </p>
          <p className="mt-2 text-14">{describe(sample.sampling, t)}</p>
          {"seed" in sample.sampling && (
            <p className="mt-1 text-14">
              {t.seed} <code className="break-all">{sample.sampling.seed}</code>
            </p>
          )}
          {sample.drawn ? (
            <Drawn sample={sample} drawn={sample.drawn} linesHref={linesHref} />
          ) : isDrawable ? (
            <Form method="post" className="mt-3">
              <input type="hidden" name="intent" value="draw" />
              <input type="hidden" name="sampleId" value={sample.id} />
              <Button size="row">{t.draw}</Button>
            </Form>
          ) : (
            <p className="mt-2 text-14 text-muted">{t.notDrawn}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

function describe(sampling: Sampling, t: Messages["verification"]["sampling"]): string {
  if (sampling.method === "random") return t.parameters.count(String(sampling.count));
  if (sampling.method === "by_size") return t.parameters.size(sampling.coveragePercent, String(sampling.count));
  return sampling.risks.map((risk) => t.risks[risk]).join(" · ");
}

interface DrawnProps {
  sample: Sent<Sample>;
  drawn: NonNullable<Sent<Sample>["drawn"]>;
  linesHref: string | undefined;
}

function Drawn({ sample, drawn, linesHref }: DrawnProps) {
  const { verification, carbon } = useMessages();
  const t = verification.sampling;
  const locale = useLocale();
  const count = (value: number) => formatDecimal(String(value), { locale });
  const share = (part: string, whole: string) => formatShare(part, whole, { locale, digits: 1 }) ?? "–";
  const names = carbon.scope as Record<number, string>;
  return (
    <div className="mt-4 space-y-3">
      <h4 className="text-12 font-semibold">{t.coverageTitle}</h4>
      <FactList
        facts={drawn.coverage.map((row) => ({
          label: row.scope === 0 ? t.allScopes : names[row.scope]!,
          value: t.covered(count(row.drawn), count(row.lines), share(row.drawnCo2eKg, row.co2eKg)),
        }))}
      />
      <p className="text-12 text-muted">{t.coverageAbout}</p>
      <details>
        <summary className="w-fit cursor-pointer text-14 text-accent touch:py-2">
          {t.lines} ({count(drawn.lineIds.length)})
        </summary>
        <p className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-14">
          {drawn.lineIds.length === 0 && t.noLines}
          {drawn.lineIds.map((id) =>
            linesHref ? (
              <Link key={id} className="text-link" to={`${linesHref}?run=${sample.runId}&line=${id}`}>
                {id}
              </Link>
            ) : (
              <span key={id}>{id}</span>
            ),
          )}
        </p>
      </details>
    </div>
  );
}
