import type { Server } from "node:http";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { type ClientAddress, createRequestListener } from "@remix-run/node-fetch-server";
import { unlessAway } from "./access/absence.server.ts";
import { beginTrials } from "./access/entitlement.server.ts";
import { addRetryAfter } from "./access/error-response.server.ts";
import { accountSecrets } from "./access/session.server.ts";
import { encryptAnew } from "./account/second-factor-key.server.ts";
import { API_ROOT } from "./api/operation.ts";
import { OPERATIONS } from "./api/operations.server.ts";
import { refuseUnroutable } from "./api/unroutable.server.ts";
import { startWorker, stopWorker } from "./background/work.server.ts";
import { doors, env } from "./doors.server.ts";
import { explainError } from "./encoding/errors.ts";
import { loadFactorIndex } from "./factors/factor-index.server.ts";
import { explainBareError } from "./http/bare-error.server.ts";
import { readClientFiles } from "./http/client-files.server.ts";
import { closeServer, makeServer } from "./http/connections.server.ts";
import { METHODS, makeContext, refuse, secure } from "./http/guard.server.ts";
import { createHandler } from "./http/handle-request.server.ts";
import { PreparedAnswers } from "./http/prepared-answers.server.ts";
import { unlessHeld } from "./http/public-answer.ts";
import { watchRequests } from "./http/request-log.server.ts";
import { readRequestTarget } from "./http/request-target.ts";
import { compileRoutes } from "./http/route-pattern.ts";
import { issuerStamp } from "./issuer.server.ts";
import { currentRequestId } from "./observe/log/context.server.ts";
import { log, openLog } from "./observe/log/log.server.ts";
import { secretSettings } from "./observe/log/secret-settings.ts";
import { serveMetrics } from "./ops/metrics/serve-metrics.server.ts";
import { inPace } from "./pace.server.ts";
import { prepareDatabase } from "./prepare.server.ts";
import { configurePress } from "./press/press.server.ts";
import { configureRuns } from "./runs/run-estimate.server.ts";
import { seal } from "./seal.server.ts";
import { witnesses } from "./witnesses.server.ts";

const BUILD = new URL("../build/", import.meta.url);

/** What waited for a start is answered first: an index takes a second of the process. */
const WARM_AFTER_MILLISECONDS = 60_000;

export interface RunningServer {
  address: string;
  stop: () => Promise<void>;
}

/** Prepares the database, opens the doors and serves the product; unless `JOBS` is off it takes jobs from the queue as well. */
export async function serve(onProgress: (line: string) => void = () => {}): Promise<RunningServer> {
  const settings = env();
  // The pages take a while to load, and the database is waited for meanwhile.
  const pages = loadPages();
  pages.catch(() => {});
  configurePress({ threads: settings.reportThreads });
  configureRuns({ isEmbedded: settings.isEmbedded, memoryMib: settings.jobMemoryMib });
  await seal();
  await witnesses();
  if (settings.migratesAtStart) await prepareDatabase(settings, onProgress);
  await beginTrials(await doors());
  const factors = await encryptAnew((await doors()).accounts, accountSecrets());
  if (factors.renewed > 0) log.info("second_factors_encrypted_anew", factors);
  if (factors.unreadable > 0) log.warn("second_factors_unreadable", factors);
  if (settings.hasJobs) await startWorker();
  const server = await listen(settings.port, settings.host, await pages);
  const counting = await serveMetrics(settings.metrics, await doors());
  const stopWarming = warmSearchLater();
  return {
    address: settings.publicUrl,
    stop: async () => {
      await closeServer(server);
      counting.stop();
      await stopWarming();
      await stopWorker();
      await (await doors()).close();
    },
  };
}

/**
 * Builds the index of the factor library once it is quieter, so that a visitor who searches need not wait for it; whoever
 * searches before builds it. @returns what gives it up, or waits for one that has begun
 */
function warmSearchLater(): () => Promise<void> {
  let warming = Promise.resolve();
  const timer = setTimeout(() => {
    warming = warmSearch();
  }, WARM_AFTER_MILLISECONDS);
  timer.unref();
  return () => {
    clearTimeout(timer);
    return warming;
  };
}

async function warmSearch(): Promise<void> {
  try {
    await (await doors()).withPublic((tx) => loadFactorIndex(tx));
  } catch (error) {
    log.error("search_index_failed", error);
  }
}

function loadPages(): Promise<ServerBuild> {
  // React chooses its build by this when it is loaded.
  process.env.NODE_ENV ??= "production";
  return import(new URL("server/index.js", BUILD).href);
}

async function listen(port: number, host: string, build: ServerBuild): Promise<Server> {
  const handle = createHandler(build);
  const files = readClientFiles(new URL("client/", BUILD));
  const pageScripts = { verify: files.script("verify-page") };
  const { publicUrl, statementSeconds, trustProxy } = env();
  const publicHost = new URL(publicUrl).host;
  const routeOf = compileRoutes(patternsOf(build.routes));
  const { publicVersion, isAnswering } = await doors();
  const prepared = new PreparedAnswers(() => `${publicVersion()} ${issuerStamp()}`);
  const listener = createRequestListener(
    async (request: Request, client: ClientAddress) => {
      const refusal = refuse(request, publicUrl) ?? refuseUnroutable(request, publicUrl);
      if (refusal) return secure(refusal, null);
      const file = files.answer(request);
      if (file) return secure(file, null);
      const answer = await prepared.make(request, async () => {
        const context = makeContext(client.address, currentRequestId(), pageScripts);
        const route = () => routeOf(new URL(request.url).pathname).pattern;
        const handled = inPace(request.method, statementSeconds, route, () => handle(request, context));
        const made = await unlessAway(request, handled, isAnswering);
        return secure(explainBareError(request, addRetryAfter(made)), context.cspNonce);
      });
      return unlessHeld(request, answer);
    },
    {
      protocol: new URL(publicUrl).protocol,
      trustProxy,
      onError: (error) => {
        log.error("request_failed", error);
      },
    },
  );
  const watching = { routeOf, trustProxy };
  const ready: Parameters<typeof watchRequests>[1] = (request, response, ours) =>
    request.headers.host === publicHost && prepared.serve(request, response, ours);
  const answer = watchRequests(watching, ready, (request, response) => {
    // Of some of these, such as TRACE, no request for a route can even be made.
    if (!METHODS.includes(request.method ?? "")) return response.writeHead(405, { Allow: METHODS.join(", ") }).end();
    const target = readRequestTarget(request.url ?? "", request.headers.host);
    if (!target) return response.writeHead(400, { "Content-Type": "text/plain" }).end("Malformed address");
    request.url = target.path;
    request.headers.host = target.host;
    listener(request, response);
  });
  const server = makeServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** The address of every page, operation and file, by its pattern. */
function patternsOf(routes: ServerBuild["routes"]): string[] {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? `${pathOf(route.parentId)}${route.path ? `/${route.path}` : ""}` : "";
  };
  const pages = Object.values(routes).map(({ id }) => pathOf(id) || "/");
  const operations = OPERATIONS.map(({ path }) => API_ROOT + path.replaceAll(/\{(\w+)\}/g, ":$1"));
  return [...pages, ...operations, "/assets/*", "/fonts/*", "/samples/*"];
}

async function main(): Promise<void> {
  openLog({ level: env().logLevel, secrets: secretSettings(process.env) });
  const server = await serve((step) => log.info("preparing", { step }));
  log.info("listening", { address: server.address });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      server.stop().then(() => process.exit(0));
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    process.stderr.write(`${explainError(error)}\n`);
    process.exit(1);
  });
}
