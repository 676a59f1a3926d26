import { type RawBuilder, type Selectable, sql } from "kysely";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { Locale } from "#app/i18n/index.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import { idsIn, namesOf } from "#app/trail/audit-trail-names.server.ts";
import { describeFields } from "#app/trail/field-changes.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { type Meanwhile, nameSetting, type Setting } from "./setting.ts";

/** A version of a setting. Number 0 is the value before the first save. */
export interface Saved<V> {
  version: number;
  value: V;
  savedAt: Date | null;
  /** Null before the first save, or if the author is unknown. */
  authorName: string | null;
}

/** A setting locked for saving, whose version is still the one the author saw. */
interface Opened<V, K> extends Saved<V> {
  key: K;
}

type TableOf<D extends Setting> = D["table"] & keyof Database;
type KeyOf<D extends Setting> = Record<D["key"][number], string>;

interface Store<D extends Setting, V, I> {
  /** The columns of a value, in addition to key, version and author. */
  toRow(value: V): Partial<Record<keyof Selectable<Database[TableOf<D>]>, unknown>>;
  fromRow(row: Selectable<Database[TableOf<D>]>): V;
  /** The value before the first save. */
  initial: I;
  /** JSON without bigints, for the audit trail and to compare versions. */
  facts(value: V | NonNullable<I>): object;
  /** Whether a save would change nothing. By default, compares the facts. */
  isSame?(before: Saved<V | I>, value: V): boolean;
  /** Properties of the audit trail entry that differ from the declaration. */
  entry?(value: V, before: V | I, key: KeyOf<D>): { action?: string; before?: object | null; after?: object };
  /** Whether each version names the previous one in the column `after`. */
  isChained?: true;
  /** The subject in the audit trail. By default the key, or the workspace. */
  subjectOf?(value: V): string;
}

/** Rejects a save that is based on an outdated version. */
export class ChangedSince extends AppError {
  /** Reads the changes made in between, in its own transaction, because the failed one may be lost. */
  readonly describe: (tx: TenantTx, locale: Locale) => Promise<Meanwhile>;

  constructor(version: number, describe: ChangedSince["describe"], cause?: unknown) {
    super("conflict", { cause, details: { reason: "changed_since", version } });
    this.describe = describe;
  }
}

/** The database returns JSON fields in its own order. */
function textOf(facts: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(facts)));
}

/** Maximum number of saves listed in a conflict. */
const MOST_SAVES = 5;

/** Unique violation, serialization failure and deadlock: another save was faster. */
const RACES: ReadonlySet<unknown> = new Set(["23505", "40001", "40P01"]);

/** Adds storage to a declared setting: versions with authors, each save based on the previous version. */
export function keepSetting<const D extends Setting, V, I extends V | null>(declared: D, store: Store<D, V, I>) {
  const { table } = declared;
  type Row = Selectable<Database[TableOf<D>]> & { version: number; created_at: Date; author_name: string | null };
  const columns = declared.key as readonly D["key"][number][];
  const before: Saved<V | I> = { version: 0, value: store.initial, savedAt: null, authorName: null };

  const toSaved = (row: Row): Saved<V> & { row: Row } => ({
    version: row.version,
    value: store.fromRow(row),
    savedAt: row.created_at,
    authorName: row.author_name,
    row,
  });

  const read = async (tx: TenantTx, rest: RawBuilder<unknown>, first: RawBuilder<unknown> = sql``) => {
    const { rows } = await sql<Row>`select ${first} s.*, author.name as author_name from ${sql.table(table)} s
      left join author on author.id = s.created_by ${rest}`.execute(tx);
    return rows.map(toSaved);
  };

  const list = (tx: TenantTx, key: KeyOf<D>, limit: number | null = null): Promise<(Saved<V> & { row: Row })[]> => {
    const conditions = columns.map((column) => sql`s.${sql.ref(column)} = ${key[column]}`);
    const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
    return read(tx, sql`${where} order by s.version desc limit ${limit}::int`);
  };

  const latest = async (tx: TenantTx, key: KeyOf<D>): Promise<Saved<V | I>> => (await list(tx, key, 1))[0] ?? before;

  const listLatest = (tx: TenantTx): Promise<(Saved<V> & { row: Row })[]> => {
    const keys = sql.join(columns.map((column) => sql`s.${sql.ref(column)}`));
    return read(tx, sql`order by ${keys}, s.version desc`, sql`distinct on (${keys})`);
  };

  const changedSince = (key: KeyOf<D>, newest: number, basedOn: number, cause?: unknown) =>
    new ChangedSince(
      newest,
      async (tx, locale) => {
        const found = await list(tx, key, MOST_SAVES + 1);
        const versions = found.length > MOST_SAVES ? found : [...found, before];
        const saves = versions.slice(0, MOST_SAVES).filter(({ version }) => version > Math.max(0, basedOn));
        const facts = versions.map(({ value }) => (value === null ? null : store.facts(value as V)));
        const names = await namesOf(tx, idsIn(facts.map((one) => ({ subjectId: "", before: null, after: one }))));
        return {
          setting: nameSetting(
            table,
            columns.map((column) => key[column]),
          ),
          version: found[0]?.version ?? 0,
          saves: saves.map(({ version, authorName, savedAt }, index) => ({
            version,
            authorName,
            at: savedAt!.toISOString(),
            fields: describeFields(facts[index + 1] ?? null, facts[index]!, names, locale),
          })),
        };
      },
      cause,
    );

  /**
   * Begins a save. Saves in one workspace are serialized until the transaction ends.
   *
   * @param basedOn the version the author saw
   * @throws ChangedSince if another version is the newest
   */
  const open = async (
    tx: TenantTx,
    author: ChangeAuthor,
    { basedOn, ...key }: KeyOf<D> & { basedOn: number },
  ): Promise<Opened<V | I, KeyOf<D>>> => {
    await lockTrail(tx, author.tenantId);
    const newest = await latest(tx, key as unknown as KeyOf<D>);
    if (newest.version !== basedOn) throw changedSince(key as unknown as KeyOf<D>, newest.version, basedOn);
    return { ...newest, key: key as unknown as KeyOf<D> };
  };

  const isSame = (opened: Saved<V | I>, value: V): boolean => {
    if (store.isSame) return store.isSame(opened, value);
    if (opened.value === null) return false;
    return textOf(store.facts(opened.value as V)) === textOf(store.facts(value));
  };

  /** Saves as part of an action with its own audit trail entry. */
  const insert = async (tx: TenantTx, author: ChangeAuthor, opened: Opened<V | I, KeyOf<D>>, value: V) => {
    const { key, version } = opened;
    const row: Record<string, unknown> = {
      tenant_id: author.tenantId,
      ...key,
      version: version + 1,
      ...(store.isChained && { after: version === 0 ? null : version }),
      ...store.toRow(value),
      created_by: author.userId,
    };
    const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
    await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(row))})`
      .execute(tx)
      .catch((error: unknown) => {
        if (!RACES.has((error as { code?: unknown } | null)?.code)) throw error;
        throw changedSince(key, version + 1, version, error);
      });
  };

  /** Saves an opened setting. @returns the new version, or null if nothing changed */
  const save = async (
    tx: TenantTx,
    author: ChangeAuthor,
    opened: Opened<V | I, KeyOf<D>>,
    value: V,
  ): Promise<number | null> => {
    if (isSame(opened, value)) return null;
    await insert(tx, author, opened, value);
    const version = opened.version + 1;
    const { action, ...told } = store.entry?.(value, opened.value, opened.key) ?? {};
    await recordChange(tx, author, {
      action: action ?? declared.action,
      subject: declared.subject,
      subjectId:
        store.subjectOf?.(value) ??
        (columns.length > 0 ? columns.map((column) => opened.key[column]).join(":") : author.tenantId),
      ...(opened.value !== null &&
        told.before !== null && {
          before: { ...(told.before ?? store.facts(opened.value as V)), version: opened.version },
        }),
      after: { ...(told.after ?? store.facts(value)), version },
    });
    return version;
  };

  return { declared, latest, list, listLatest, open, save, saveAsPart: insert };
}
