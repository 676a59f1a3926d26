import type { ReactNode } from "react";
import { localName } from "#app/i18n/index.ts";
import { AppShell } from "#app/ui/app-shell.tsx";
import { useLocale } from "#app/ui/i18n-context.tsx";

interface AccountFrameProps {
  user: { name: string; email: string };
  organizations: { id: string; name: { en: string; zh: string } }[];
  children: ReactNode;
}

/** The workspace before an organization is opened. */
export function AccountFrame({ user, organizations, children }: AccountFrameProps) {
  const locale = useLocale();
  return (
    <AppShell
      organizations={organizations.map(({ id, name }) => ({
        id,
        name: localName(name, locale),
        href: `/organizations/${id}`,
      }))}
      links={{ factors: "/factors" }}
      user={user}
    >
      {children}
    </AppShell>
  );
}
