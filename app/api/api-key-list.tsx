import { Form } from "@remix-run/react";
import type { ApiKey } from "#app/access/api-key.server.ts";
import { formatDay } from "#app/day/format-day.ts";
import type { Sent } from "#app/encoding/sent.ts";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

type KeyState = "active" | "expired" | "revoked";

export interface ApiKeyRow extends Sent<ApiKey> {
  state: KeyState;
}

const TONES: Record<KeyState, ChipTone> = { active: "good", expired: "neutral", revoked: "neutral" };

/** The keys that reach this organization: what each may, until when, and when it was last used. */
export function ApiKeyList({ keys, managesTenant }: { keys: ApiKeyRow[]; managesTenant: boolean }) {
  const t = useMessages().api.keys;
  if (keys.length === 0) return <EmptyState title={t.empty.title} reason={t.empty.reason} />;
  return (
    <Section title={t.list} count={keys.length}>
      <ul className="divide-y divide-line">
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} mayRevoke={managesTenant || key.organizationId !== null} />
        ))}
      </ul>
    </Section>
  );
}

function KeyRow({ apiKey, mayRevoke }: { apiKey: ApiKeyRow; mayRevoke: boolean }) {
  const t = useMessages().api.keys;
  const locale = useLocale();
  const clock = useClock();
  const end =
    apiKey.state === "revoked"
      ? t.ended(clock.day(apiKey.revokedAt!))
      : apiKey.state === "expired"
        ? t.expiredOn(clock.day(apiKey.expiresAt))
        : t.until(clock.day(apiKey.expiresAt));
  const used = apiKey.lastUsedOn ? t.lastUsed(formatDay(apiKey.lastUsedOn, locale)) : t.neverUsed;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 text-14 font-semibold wrap-anywhere">{apiKey.name}</span>
          <Chip tone={TONES[apiKey.state]}>{t.state[apiKey.state]}</Chip>
        </p>
        <p className="mt-1 text-14">{apiKey.scopes.map((scope) => t.scope[scope]).join(" · ")}</p>
        <p className="mt-1 text-12 text-muted">
          <code className="font-mono">{apiKey.hint}…</code>
          {` · ${apiKey.organizationId === null ? t.reachTenant : t.reachOrganization} · ${end} · ${used}`}
        </p>
        <p className="text-12 text-muted">
          {t.madeBy(apiKey.makerName ?? t.formerMember, clock.day(apiKey.createdAt))}
        </p>
      </div>
      {apiKey.state === "active" && mayRevoke && (
        <Form method="post" className="ml-auto">
          <input type="hidden" name="intent" value="revoke" />
          <input type="hidden" name="apiKeyId" value={apiKey.id} />
          <ConfirmAction label={t.revoke} lost={apiKey.name} question={t.revokeQuestion(apiKey.name)} />
        </Form>
      )}
    </li>
  );
}
