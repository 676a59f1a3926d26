import type { ReactNode } from "react";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface WhereToEnterProps {
  organizationId: string;
  hasInventory: boolean;
  hasSources: boolean;
  /** The form of records. */
  children: ReactNode;
}

/** A form of records, or what has to exist before it. */
export function WhereToEnter({ organizationId, hasInventory, hasSources, children }: WhereToEnterProps) {
  const { empty: t } = useMessages().activity;
  const base = `/organizations/${organizationId}`;
  if (!hasInventory)
    return (
      <EmptyState
        title={t.noInventory}
        reason={t.noInventoryReason}
        action={<ButtonLink to={`${base}/inventories`}>{t.openInventory}</ButtonLink>}
      />
    );
  if (!hasSources)
    return (
      <EmptyState
        title={t.noSources}
        reason={t.noSourcesReason}
        action={<ButtonLink to={`${base}/sources`}>{t.addSource}</ButtonLink>}
      />
    );
  return children;
}
