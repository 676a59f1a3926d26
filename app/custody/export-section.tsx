import { Form } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { Section } from "#app/kit/section.tsx";
import { usePolling } from "#app/kit/use-polling.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import type { TenantExport } from "./tenant-export.server.ts";

export type ExportState = "none" | "queued" | "running" | "cancelled" | "unauthorised" | "givenUp" | "failed";

export interface ExportView {
  /** URL of the page. */
  base: string;
  /** State of the last requested export. `none` if there is no open one. */
  state: ExportState;
  job: { doneCount: number; totalCount: number | null } | null;
  ready: TenantExport | null;
}

/** Export of all data of the workspace. */
export function ExportSection(props: ExportView) {
  const { tenantData } = useMessages();
  const t = tenantData.export;
  const { base, state, ready } = props;
  const isAtWork = state === "queued" || state === "running";
  usePolling(isAtWork);
  return (
    <Section title={t.title}>
      <p className="mt-3 text-14 text-muted">{t.about}</p>
      {isAtWork && <Running {...props} />}
      {!isAtWork && state !== "none" && (
        <p role="status" className={`mt-4 text-14 ${state === "cancelled" ? "text-muted" : "text-bad"}`}>
          {t[state]}
        </p>
      )}
      {ready && <Ready base={base} ready={ready} />}
      {!ready && state === "none" && (
        <EmptyState level={3} title={t.emptyTitle} reason={t.emptyReason} action={<Ask label={t.ask} />} />
      )}
      {!isAtWork && (ready || state !== "none") && (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Ask label={t.askAgain} isSecondary />
          {ready && <p className="text-12 text-muted">{t.replaced}</p>}
        </div>
      )}
    </Section>
  );
}

function Ask({ label, isSecondary }: { label: string; isSecondary?: boolean }) {
  return (
    <Form method="post">
      <Button variant={isSecondary ? "secondary" : "primary"} name="intent" value="export">
        {label}
      </Button>
    </Form>
  );
}

function Running({ state, job }: ExportView) {
  const { tenantData } = useMessages();
  const locale = useLocale();
  const t = tenantData.export;
  const words = state === "queued" ? t.queued : t.running;
  const count = (number: number) => formatDecimal(String(number), { locale });
  const isCounted = state === "running" && job?.totalCount;
  return (
    <div className="mt-4 flex flex-wrap items-end gap-4">
      <div className="min-w-48 flex-1" role="status">
        <Progress
          label={words}
          counts={isCounted ? t.progress(count(job.doneCount), count(job.totalCount!)) : words}
          done={job?.doneCount ?? 0}
          of={job?.totalCount ?? 1}
        />
        <noscript>
          <p className="mt-2 text-12 text-muted">{t.reload}</p>
        </noscript>
      </div>
      <Form method="post">
        <Button variant="secondary" name="intent" value="cancel-export">
          {t.cancel}
        </Button>
      </Form>
    </div>
  );
}

function Ready({ base, ready }: { base: string; ready: NonNullable<ExportView["ready"]> }) {
  const { tenantData } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const t = tenantData.export;
  const count = (number: number) => formatDecimal(String(number), { locale });
  return (
    <div className="mt-4">
      <FactList
        facts={[
          { label: t.made, value: clock.instant(ready.madeAt) },
          {
            label: t.expires,
            value: (
              <>
                <WholeDays>{clock.instant(ready.expiresAt)}</WholeDays>
                <span className="block text-12 text-muted">{t.expiresNote}</span>
              </>
            ),
          },
          { label: t.holds, value: t.holdsCount(count(ready.rows), count(ready.files)) },
          {
            label: t.hash,
            value: (
              <>
                <span className="font-mono text-12 break-all">{ready.sha256}</span>
                <span className="block text-12 text-muted">{t.check}</span>
              </>
            ),
          },
        ]}
      />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink variant="primary" icon="download" to={`${base}/exports/${ready.id}`} reloadDocument>
          {t.download}
        </ButtonLink>
        <span className="text-12 text-muted">{t.ready(formatBytes(ready.size))}</span>
      </div>
    </div>
  );
}
