import { listActingRights } from "#app/access/acting.server.ts";
import { isEngagementOpen } from "#app/access/engagement-state.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listHeldEngagements } from "#app/engagement/held-engagement.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { type Client, getClient, listClients } from "./client.server.ts";
import { ClientLinkSetting } from "./client-link.ts";

interface ClientLink {
  organizationId: string | null;
  /** The engagement by which the organization is known, or null for one of this tenant. */
  engagementId: string | null;
}

/** An organization of this tenant, or one whose company engaged it. */
export interface LinkChoice {
  organizationId: string;
  engagementId: string | null;
  name: { en: string; zh: string };
  /** Whether a client can be linked to it now. */
  isOpen: boolean;
}

export const keptClientLink = keepSetting(ClientLinkSetting, {
  toRow: ({ organizationId, engagementId }: ClientLink) => ({
    organization_id: engagementId === null ? organizationId : null,
    engagement_id: engagementId,
    engaged_organization_id: engagementId === null ? null : organizationId,
  }),
  fromRow: (row): ClientLink => ({
    organizationId: row.organization_id ?? row.engaged_organization_id,
    engagementId: row.engagement_id,
  }),
  initial: { organizationId: null, engagementId: null } as ClientLink,
  facts: ({ organizationId }) => ({ organization: organizationId }),
  isChained: true,
});

/**
 * The organizations that clients of a workspace can be linked to. Those of ended engagements are listed for their names,
 * and others are not disclosed.
 */
export async function listLinkChoices(
  { withTenant, withSystem }: Pick<Doors, "withTenant" | "withSystem">,
  actor: { tenantId: string; userId: string },
): Promise<LinkChoice[]> {
  const own = await withTenant(actor, listOrganizations);
  const held = await withSystem((tx) => listHeldEngagements(tx, actor.tenantId));
  const choices = new Map<string, LinkChoice>();
  for (const { id, name } of own) {
    choices.set(id, { organizationId: id, engagementId: null, name, isOpen: true });
  }
  // Open engagements come first.
  for (const { organizationId, engagementId, organizationName: name, state } of held) {
    if (choices.has(organizationId)) continue;
    choices.set(organizationId, { organizationId, engagementId, name, isOpen: isEngagementOpen({ state }) });
  }
  return [...choices.values()];
}

/** What the page of a client shows of its link. */
export interface ClientLinkView {
  version: number;
  linked: {
    organizationId: string;
    /** Null if the organization was deleted with the workspace of its company. */
    name: { en: string; zh: string } | null;
    /** Whether the user can open its data. */
    mayOpen: boolean;
  } | null;
  choices: { id: string; name: { en: string; zh: string } }[];
}

export async function readClientLink(
  doors: Pick<Doors, "withTenant" | "withSystem">,
  actor: { tenantId: string; userId: string },
  clientId: string,
): Promise<ClientLinkView> {
  const all = await listLinkChoices(doors, actor);
  const { version, value, clients } = await doors.withTenant(actor, async (tx) => ({
    ...(await keptClientLink.latest(tx, { client_id: clientId })),
    clients: await listClients(tx),
  }));
  const { organizationId, engagementId } = value;
  const choices = choicesOf(all, clients, organizationId).map(({ organizationId: id, name }) => ({ id, name }));
  if (organizationId === null) return { version, linked: null, choices };
  const name = choices.find(({ id }) => id === organizationId)?.name ?? null;
  const rights =
    engagementId === null
      ? null
      : await doors.withSystem((tx) => listActingRights(tx, actor.userId, { organizationId }));
  const mayOpen = rights === null || rights.some(({ acting }) => acting.consultancyId === actor.tenantId);
  return { version, linked: { organizationId, name, mayOpen }, choices };
}

/** @throws AppError `not_found` for an organization that is none of this tenant's, and never engaged it */
export async function findLinkChoice(
  doors: Pick<Doors, "withTenant" | "withSystem">,
  actor: { tenantId: string; userId: string },
  organizationId: string,
): Promise<LinkChoice> {
  const choices = await listLinkChoices(doors, actor);
  const choice = choices.find((one) => one.organizationId === organizationId);
  if (!choice) throw new AppError("not_found");
  return choice;
}

/** Those that a client can be linked to now, and the one that it is linked to. */
export function choicesOf(
  choices: readonly LinkChoice[],
  clients: readonly Pick<Client, "organizationId">[],
  linkedTo: string | null,
): LinkChoice[] {
  const taken = new Set(clients.map(({ organizationId }) => organizationId));
  return choices.filter(
    ({ organizationId, isOpen }) => organizationId === linkedTo || (isOpen && !taken.has(organizationId)),
  );
}

/**
 * Links a client to an organization, or ends the link. Each organization belongs to one client at most.
 *
 * @param change.to one of `listLinkChoices`, or null to end the link
 * @throws ChangedSince, AppError `not_found` for a client of another workspace or an engagement that has ended, and
 *   `conflict` if the organization belongs to another client
 */
export async function linkClient(
  tx: TenantTx,
  author: ChangeAuthor,
  clientId: string,
  { basedOn, to }: { basedOn: number; to: LinkChoice | null },
): Promise<void> {
  const client = await getClient(tx, clientId);
  const before = await keptClientLink.open(tx, author, { client_id: clientId, basedOn });
  if (before.value.organizationId === (to?.organizationId ?? null)) return;
  if (to && !to.isOpen) throw new AppError("not_found");
  const others = (await listClients(tx)).filter(({ id }) => id !== clientId);
  if (to && others.some(({ organizationId }) => organizationId === to.organizationId)) {
    throw new AppError("conflict", { details: { reason: "organization_taken" } });
  }
  const link = { organizationId: to?.organizationId ?? null, engagementId: to?.engagementId ?? null };
  await keptClientLink.saveAsPart(tx, author, before, link);
  // The name of an engaged organization is not among the rows of this tenant.
  const organization = to && (to.engagementId === null ? to.organizationId : to.name.en || to.name.zh);
  await recordChange(tx, author, {
    action: to ? "client.linked" : "client.unlinked",
    subject: "client",
    subjectId: clientId,
    after: { name: client.legalName, ...(organization && { organization }), version: before.version + 1 },
  });
}
