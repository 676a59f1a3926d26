import type { ReactNode } from "react";
import { localName } from "#app/i18n/index.ts";
import { AppShell, type ShellUser } from "./app-shell.tsx";
import { useLocale } from "./i18n-context.tsx";

interface AccountFrameProps {
  user: ShellUser;
  organizations: { id: string; name: { en: string; zh: string } }[];
  tenants?: { id: string; name: string }[];
  children: ReactNode;
}

/** The pages of the workspace outside any organization. */
export function AccountFrame({ user, organizations, tenants = [], children }: AccountFrameProps) {
  const locale = useLocale();
  return (
    <AppShell
      organizations={organizations.map(({ id, name }) => ({
        id,
        name: localName(name, locale),
        href: `/organizations/${id}`,
      }))}
      tenants={tenants.map(({ id, name }) => ({ id, name, href: `/tenants/${id}` }))}
      links={{ factors: "/factors" }}
      user={user}
    >
      {children}
    </AppShell>
  );
}
