import { AsyncLocalStorage } from "node:async_hooks";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
} from "kysely";

/**
 * A dialect that runs every statement in a transaction of its own under one role. For a library that wants a Kysely
 * handle and opens no transaction itself: it gets a handle that can do no more than its role.
 */
export class RoleDialect implements Dialect {
  readonly #inner: Dialect;
  readonly #role: string;
  readonly #changes = new AsyncLocalStorage<Change>();

  constructor(inner: Dialect, role: string) {
    this.#inner = inner;
    this.#role = role;
  }

  createDriver(): Driver {
    return new RoleDriver(this.#inner.createDriver(), this.#role, this.#changes);
  }
  createQueryCompiler(): QueryCompiler {
    return this.#inner.createQueryCompiler();
  }
  createAdapter(): DialectAdapter {
    return this.#inner.createAdapter();
  }
  // biome-ignore lint/suspicious/noExplicitAny: the signature of Kysely's Dialect
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return this.#inner.createIntrospector(db);
  }

  /** Makes one transaction of the statements that `work` runs on the handle. It ends with `work`, which waits for each. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    if (this.#changes.getStore()) return work();
    const change: Change = {};
    try {
      const result = await this.#changes.run(change, work);
      await change.end?.(true);
      return result;
    } catch (error) {
      await change.end?.(false);
      throw error;
    }
  }
}

/** Statements that belong together. */
interface Change {
  /** Had with the first statement. */
  connection?: Promise<RoleConnection>;
  /** Ends the transaction once. @throws Error where it cannot be kept */
  end?: (isKept: boolean) => Promise<void>;
  /** What the work left running without waiting for it is no part of the change. */
  isOver?: true;
}

class RoleDriver implements Driver {
  readonly #inner: Driver;
  readonly #role: string;
  readonly #changes: AsyncLocalStorage<Change>;

  constructor(inner: Driver, role: string, changes: AsyncLocalStorage<Change>) {
    this.#inner = inner;
    this.#role = role;
    this.#changes = changes;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    const change = this.#changes.getStore();
    if (!change || change.isOver) return this.#begin();
    change.connection ??= this.#begin().then((connection) => {
      connection.isShared = true;
      change.end = async (isKept) => {
        delete change.end;
        change.isOver = true;
        if (isKept && connection.hasFailed) {
          await this.#end(connection);
          throw new Error("a statement failed, so the change that it belongs to is undone");
        }
        connection.hasFailed ||= !isKept;
        await this.#end(connection);
      };
      return connection;
    });
    return change.connection;
  }

  async #begin(): Promise<RoleConnection> {
    const connection = new RoleConnection(await this.#inner.acquireConnection());
    try {
      await this.#inner.beginTransaction(connection.inner, {});
      await connection.executeQuery(CompiledQuery.raw("select set_config('role', $1, true)", [this.#role]));
    } catch (error) {
      // Whoever is not given it can't give it back: a pool would be empty after a few losses of the server.
      await this.#inner.releaseConnection(connection.inner);
      throw error;
    }
    return connection;
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const own = connection as RoleConnection;
    if (!own.isShared) await this.#end(own);
  }

  async #end({ inner, hasFailed }: RoleConnection): Promise<void> {
    try {
      if (hasFailed) await this.#inner.rollbackTransaction(inner);
      else await this.#inner.commitTransaction(inner);
    } finally {
      await this.#inner.releaseConnection(inner);
    }
  }

  beginTransaction(): Promise<void> {
    return Promise.reject(new Error("This handle runs single statements."));
  }
  commitTransaction(): Promise<void> {
    return Promise.resolve();
  }
  rollbackTransaction(): Promise<void> {
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

/** Remembers whether a statement failed: its transaction is then rolled back, and a failing commit stays an error. */
class RoleConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  hasFailed = false;
  /** It is given back when the change ends that it is of. */
  isShared = false;

  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}
