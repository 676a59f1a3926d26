import { CompiledQuery, Kysely, sql, type Transaction } from "kysely";
import { type JobBackend, openDatabase, type PoolState } from "./database.ts";
import { RoleDialect } from "./role-dialect.ts";
import type { Database } from "./schema.ts";
import { Shares, shareOf } from "./share.ts";
import { Standby, type StandbyState } from "./standby.ts";

declare const door: unique symbol;

/** A transaction that sees the rows of one tenant only. */
export type TenantTx = Transaction<Database> & { readonly [door]: "tenant" };
/** A transaction that sees what is published: statements, log, factors. */
export type PublicTx = Transaction<Database> & { readonly [door]: "public" };
/** A transaction of the system itself: who belongs where, sign-up, rate limits. */
export type SystemTx = Transaction<Database> & { readonly [door]: "system" };
/** A transaction of a verifier: reads one inventory while the engagement is in force, and adds findings and statements. */
export type VerifierTx = Transaction<Database> & { readonly [door]: "verifier" };
export type AnyTx = TenantTx | PublicTx | SystemTx | VerifierTx;

/** Who acts, and in which tenant. */
export interface TenantIdentity {
  tenantId: string;
  userId: string;
}

/** Who looks, and by which engagement. */
interface VerifierIdentity extends TenantIdentity {
  engagementId: string;
}

/** Does the work of a transaction; `tenantId` is null where it is nobody's. `standby` is the public door, where it reads at the standby. */
export type Around = <T>(
  transaction: { door: "tenant" | "verifier" | "public" | "system" | "standby"; tenantId: string | null },
  work: () => Promise<T>,
) => Promise<T>;

/** What binds the work of a request: it has a share of the connections, and its statements may have an end. */
export interface Pace {
  /** Milliseconds that a statement may take before it fails (57014); on the embedded engine none has an end. */
  statement: number;
}

export interface DoorSettings {
  /** The tenant that sells plans here; without one, nothing is limited. The database holds the limits by it. */
  operatorTenantId?: string | undefined;
  /** Connections of the pool; ten without it. */
  connections?: number | undefined;
  /** Of the request under way; null in a job or command, which nothing binds. */
  paceOf?: () => Pace | null;
  /** Stands around each transaction, to measure it. */
  around?: Around;
  /** Told of a connection that ended by itself; the next transaction gets another. */
  onConnectionLost?: (error: Error) => void;
  /** A streaming standby of the database, for what strangers read. */
  standbyUrl?: string | undefined;
  /** Told when the standby comes into use, or is of none. */
  onStandby?: (state: StandbyState, reason: string) => void;
}

export interface Doors {
  withTenant: <T>(who: TenantIdentity, work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** Reads only, everything as of one moment, however long it takes; on the embedded engine everybody waits meanwhile. */
  withTenantSnapshot: <T>(who: TenantIdentity, work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** `read` is the same transaction for services that read: the database answers with what the engagement admits. */
  withVerifier: <T>(who: VerifierIdentity, work: (tx: VerifierTx, read: TenantTx) => Promise<T>) => Promise<T>;
  withPublic: <T>(work: (tx: PublicTx) => Promise<T>) => Promise<T>;
  withSystem: <T>(work: (tx: SystemTx) => Promise<T>) => Promise<T>;
  /** Kysely for the accounts library: each statement runs as `app_account`, which reaches account tables only. */
  accounts: Kysely<Database>;
  /** Makes one transaction of the statements that `work` runs on `accounts`: all of them are kept, or none. */
  accountsTogether: <T>(work: () => Promise<T>) => Promise<T>;
  jobBackend: JobBackend;
  /** Counts the transactions of this process that changed what strangers are told (`changesPublic`). */
  publicVersion: () => number;
  /** Connections of this process's pool; null on the embedded database, which has one. */
  poolState: () => PoolState | null;
  /** Whether the database answers at all, on a connection of its own; asked by many at once, it is asked once. */
  isAnswering: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** On a transaction. */
const CHANGES_PUBLIC = Symbol("changes public");

/** Says that what strangers are told is another once this transaction commits: the log, its checkpoints, a report's state. */
export function changesPublic(tx: TenantTx | SystemTx | VerifierTx): void {
  (tx as unknown as Record<symbol, boolean>)[CHANGES_PUBLIC] = true;
}

/**
 * Opens this process's doors to the database. The raw handle never leaves this function: every way in switches the
 * role inside a transaction, so row-level security holds on PGlite too, whose session is a superuser.
 */
export async function openDoors(url: string, settings: DoorSettings = {}): Promise<Doors> {
  const { operatorTenantId = "", around = (_, work) => work(), paceOf = () => null, ...opening } = settings;
  const { standbyUrl, onStandby, ...primary } = opening;
  const database = await openDatabase(url, primary);
  const db = new Kysely<Database>({ dialect: database.dialect() });
  const { connections } = primary;
  const standby = standbyUrl ? new Standby(standbyUrl, db, { connections, onState: onStandby }) : null;
  let publicVersion = 0;
  const admit = admitByShare(database.connections);
  const admitToStandby = admitByShare(database.connections);
  const enter = async <T, Tx extends AnyTx>(
    door: "tenant" | "verifier" | "public" | "system",
    context: (TenantIdentity & { engagementId?: string }) | null,
    work: (tx: Tx) => Promise<T>,
    begin?: () => ReturnType<typeof db.transaction>,
  ) => {
    let isPublic = false;
    const pace = database.connections === null ? null : paceOf();
    const transact = () =>
      (begin?.() ?? db.transaction()).execute(async (tx) => {
        await sql`select set_config('role', ${`app_${door}`}, true),
                       set_config('app.tenant_id', ${context?.tenantId ?? ""}, true),
                       set_config('app.user_id', ${context?.userId ?? ""}, true),
                       set_config('app.engagement_id', ${context?.engagementId ?? ""}, true),
                       set_config('app.operator_tenant_id', ${operatorTenantId}, true)
                       ${limitStatements(begin === undefined ? (pace?.statement ?? null) : null)}`.execute(tx);
        const done = await work(tx as unknown as Tx);
        isPublic = CHANGES_PUBLIC in tx;
        return done;
      });
    const tenantId = context?.tenantId ?? null;
    const enterDoor = () => around({ door, tenantId }, transact);
    const result = await (pace === null ? enterDoor() : admit(door, tenantId, enterDoor));
    if (isPublic) {
      publicVersion += 1;
      standby?.forget();
    }
    return result;
  };
  const read = async <T>(work: (tx: PublicTx) => Promise<T>): Promise<T> => {
    const pace = paceOf();
    const ask = () =>
      around({ door: "standby", tenantId: null }, async () =>
        standby === null ? null : standby.read(limitStatements(pace?.statement ?? null), work),
      );
    const answer = await (pace === null ? ask() : admitToStandby("standby", null, ask));
    return answer === null ? enter("public", null, work) : answer.value;
  };
  await assertBound(db);
  const accounts = new RoleDialect(database.dialect(), "app_account");
  return {
    withTenant: ({ tenantId, userId }, work) => enter("tenant", { tenantId, userId }, work),
    withTenantSnapshot: ({ tenantId, userId }, work) =>
      enter("tenant", { tenantId, userId }, work, () =>
        db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only"),
      ),
    withVerifier: ({ tenantId, userId, engagementId }, work) =>
      enter("verifier", { tenantId, userId, engagementId }, (tx: VerifierTx) => work(tx, reading(tx))),
    withPublic: (work) => (standby === null ? enter("public", null, work) : read(work)),
    withSystem: (work) => enter("system", null, work),
    accounts: new Kysely<Database>({ dialect: accounts }),
    accountsTogether: (work) => accounts.together(work),
    jobBackend: database.jobBackend,
    publicVersion: () => publicVersion,
    poolState: database.poolState,
    isAnswering: database.isAnswering,
    close: async () => {
      await standby?.close();
      await database.close();
    },
  };
}

/** No tenant has all connections, nor has the public or the system: the others go on while one of them waits. */
function admitByShare(connections: number | null) {
  const shares = new Shares();
  return <T>(door: string, tenantId: string | null, work: () => Promise<T>): Promise<T> =>
    shares.within(tenantId ?? door, shareOf(connections ?? 1, tenantId !== null), work);
}

function limitStatements(milliseconds: number | null) {
  return milliseconds === null ? sql`` : sql`, set_config('statement_timeout', ${String(milliseconds)}, true)`;
}

/**
 * Holds the one assumption that tenancy rests on: behind the doors to tenants' rows, row-level security binds.
 *
 * @throws Error where the role in force could pass by it.
 */
async function assertBound(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const role of ["app_tenant", "app_verifier"]) {
      await sql`select set_config('role', ${role}, true)`.execute(tx);
      const { rows } = await sql<{ passes: boolean }>`
        select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`.execute(tx);
      if (rows[0]?.passes !== false)
        throw new Error(`The role ${role} can pass by row-level security; run the migrations.`);
    }
  });
}

/**
 * Does one piece of work of a transaction under another role, then returns to the role of its door: queueing a job
 * (`app_jobs`) or a mail (`app_mail`) or appending to the public log (`app_log`) belongs to the same
 * transaction as the change they follow. `app_eraser` deletes what is left of a workspace whose end is due. No check of
 * these roles' work waits for the end of the transaction, where another role would make it (`catalogue.test.ts`).
 */
export async function actAs<T>(
  tx: TenantTx | SystemTx | VerifierTx,
  role: "app_jobs" | "app_mail" | "app_log" | "app_eraser",
  work: () => Promise<T>,
): Promise<T> {
  if (role === "app_log") changesPublic(tx);
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(tx);
  await switchRole(tx, role);
  const result = await work();
  await switchRole(tx, rows[0]!.role);
  return result;
}

/**
 * Lets the statements that follow in this transaction take as long as they take: over all rows of an import, or once for
 * everyone. Whatever a page asks for itself has its end.
 */
export async function takeTime(tx: AnyTx): Promise<void> {
  await (tx as TenantTx).executeQuery(CompiledQuery.raw("select set_config('statement_timeout', '0', true)"));
}

/** Services that read ask as they do for a member; what writes is refused by the database (42501). */
function reading(tx: VerifierTx): TenantTx {
  return tx as unknown as TenantTx;
}

/** Adds to the tenant's own trail what a verifier did, in the transaction of the act; nothing else is done as the tenant. */
export async function inTrailOf<T>(tx: VerifierTx, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  await switchRole(tx, "app_tenant");
  const result = await work(tx as unknown as TenantTx);
  await makeWaitingChecks(tx);
  await switchRole(tx, "app_verifier");
  return result;
}

/**
 * Does one piece of work of the system as a tenant, in the same transaction: what comes from outside a tenant and what
 * follows from it inside are one change, or none.
 */
export async function inTenant<T>(
  tx: SystemTx,
  { tenantId, userId }: TenantIdentity,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  await enterAs(tx, "app_tenant", tenantId, userId);
  const result = await work(tx as unknown as TenantTx);
  await makeWaitingChecks(tx);
  await enterAs(tx, "app_system", "", "");
  return result;
}

/**
 * Makes the checks that wait for the end of the transaction while it is still the tenant's: at the end they would see no row
 * of the tenant, and before PostgreSQL 18 they would be made as the role that commits, which may not read its tables.
 */
async function makeWaitingChecks(tx: SystemTx | VerifierTx): Promise<void> {
  await sql`do $$ begin set constraints all immediate; set constraints all deferred; end $$`.execute(tx);
}

async function enterAs(tx: SystemTx, role: string, tenantId: string, userId: string): Promise<void> {
  await sql`select set_config('role', ${role}, true), set_config('app.tenant_id', ${tenantId}, true),
                   set_config('app.user_id', ${userId}, true)`.execute(tx);
}

async function switchRole(tx: TenantTx | SystemTx | VerifierTx, role: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw("select set_config('role', $1, true)", [role]));
}
