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

  constructor(inner: Dialect, role: string) {
    this.#inner = inner;
    this.#role = role;
  }

  createDriver(): Driver {
    return new RoleDriver(this.#inner.createDriver(), this.#role);
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
}

class RoleDriver implements Driver {
  readonly #inner: Driver;
  readonly #role: string;

  constructor(inner: Driver, role: string) {
    this.#inner = inner;
    this.#role = role;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
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
    const { inner, hasFailed } = connection as RoleConnection;
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
