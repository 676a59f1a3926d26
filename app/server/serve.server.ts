import type { Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { type ClientAddress, createRequestListener } from "@remix-run/node-fetch-server";
import { unlessAway } from "#app/access/absence.server.ts";
import { beginTrials } from "#app/access/entitlement.server.ts";
import { addRetryAfter } from "#app/access/error-response.server.ts";
import { accountSecrets } from "#app/access/session.server.ts";
import { encryptAnew } from "#app/account/second-factor-key.server.ts";
import { API_ROOT } from "#app/api/operation.ts";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { refuseUnroutable } from "#app/api/unroutable.server.ts";
import { startWorker, stopWorker } from "#app/background/work.server.ts";
import { legalTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { inPace } from "#app/database/pace.server.ts";
import { prepareDatabase } from "#app/database/prepare.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { once } from "#app/encoding/once.ts";
import { type Env, env } from "#app/environment/env.server.ts";
import { loadFactorIndex } from "#app/factors/factor-index.server.ts";
import { explainBareError } from "#app/http/bare-error.server.ts";
import { readClientFiles } from "#app/http/client-files.server.ts";
import { compress } from "#app/http/compress.server.ts";
import { closeServer, makeServer } from "#app/http/connections.server.ts";
import { METHODS, makeContext, refuse, secure } from "#app/http/guard.server.ts";
import { createHandler } from "#app/http/handle-request.server.ts";
import { PreparedAnswers } from "#app/http/prepared-answers.server.ts";
import { unlessHeld } from "#app/http/public-answer.ts";
import { watchRequests } from "#app/http/request-log.server.ts";
import { readRequestTarget } from "#app/http/request-target.ts";
import { compileRoutes } from "#app/http/route-pattern.ts";
import { reencryptKeys } from "#app/identity/key/reencrypt-keys.server.ts";
import { issuerStamp } from "#app/log/keys/issuer.server.ts";
import { witnesses } from "#app/log/log-cosignature.server.ts";
import { currentRequestId } from "#app/observe/log/context.server.ts";
import { log, openLog } from "#app/observe/log/log.server.ts";
import { secretSettings } from "#app/observe/log/secret-settings.ts";
import { serveMetrics } from "#app/ops/metrics/serve-metrics.server.ts";
import { configureRuns } from "#app/runs/run-estimate.server.ts";
import { seal } from "#app/seal/open-seal.server.ts";

/** Requests after a start come first, because building the index blocks the process for a second or two. */
const WARM_AFTER_MILLISECONDS = 5 * 60_000;

interface RunningServer {
  address: string;
  stop: () => Promise<void>;
}

/**
 * The server as a program. Runs until a signal, or until the parent process ends.
 *
 * @param build the pages, from the bundle that contains this module
 * @param clientFiles the folder of browser files
 */
export async function runServer(build: ServerBuild, clientFiles: URL): Promise<void> {
  try {
    openLog({ level: env().logLevel, secrets: secretSettings(process.env) });
    const server = await serve(build, clientFiles);
    // At once after it listens: before that, a signal ends the process with the requests that it has accepted.
    const stop = once(() => server.stop().then(() => process.exit(0)));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
    process.once("disconnect", stop);
    log.info("listening", { address: server.address });
    process.send?.({ is: "listening" });
  } catch (error) {
    process.stderr.write(`${explainError(error)}\n`);
    process.exit(1);
  }
}

/** Prepares the database, opens the doors and serves requests. Also runs jobs unless `JOBS` is off. */
async function serve(build: ServerBuild, clientFiles: URL): Promise<RunningServer> {
  const settings = env();
  configureRuns({
    isEmbedded: settings.isEmbedded,
    memoryMib: settings.hasJobProcesses ? settings.jobMemoryMib : null,
  });
  await seal();
  legalTexts();
  await witnesses();
  if (settings.migratesAtStart) await prepareDatabase(settings, (step) => log.info("preparing", { step }));
  await beginTrials(await doors());
  const factors = await encryptAnew((await doors()).accounts, accountSecrets());
  if (factors.renewed > 0) log.info("second_factors_encrypted_anew", factors);
  if (factors.unreadable > 0) log.warn("second_factors_unreadable", factors);
  const issuers = await reencryptKeys(await doors(), accountSecrets());
  if (issuers.renewed > 0) log.info("issuer_keys_reencrypted", issuers);
  if (issuers.unreadable > 0) log.warn("issuer_keys_unreadable", issuers);
  if (settings.hasJobs) await startWorker();
  const counting = await serveMetrics(settings.metrics, await doors());
  const stopWarming = warmSearchLater();
  // Last: from here on there are requests to finish.
  const server = await listen(settings, build, clientFiles);
  return {
    address: settings.publicUrl,
    stop: async () => {
      await closeServer(server, settings.stopSeconds * 1000);
      counting.stop();
      await stopWarming();
      await stopWorker();
      await (await doors()).close();
    },
  };
}

/**
 * Builds the index of the factor library during a quiet time, so that the first search is fast. An earlier search
 * builds it too. @returns a function that cancels it, or waits for one that has begun
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

async function listen(settings: Env, build: ServerBuild, clientFiles: URL): Promise<Server> {
  const { port, host, publicUrl, statementSeconds, trustProxy } = settings;
  const handle = createHandler(build);
  const files = readClientFiles(clientFiles);
  const pageScripts = { verify: files.script("verify-page"), estimate: files.script("estimate-page") };
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
        const pace = { seconds: statementSeconds, route, caller: client.address };
        const handled = inPace(request.method, pace, () => handle(request, context));
        const made = await unlessAway(request, handled, isAnswering);
        return secure(explainBareError(request, addRetryAfter(made)), context.cspNonce);
      });
      return compress(request, unlessHeld(request, answer));
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
    // A request object can't even be created for some of these methods, such as TRACE.
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

/** Route patterns of every page, operation and file, by address. */
function patternsOf(routes: ServerBuild["routes"]): string[] {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? `${pathOf(route.parentId)}${route.path ? `/${route.path}` : ""}` : "";
  };
  const pages = Object.values(routes).map(({ id }) => pathOf(id) || "/");
  const operations = OPERATIONS.map(({ path }) => API_ROOT + path.replaceAll(/\{(\w+)\}/g, ":$1"));
  return [...pages, ...operations, "/assets/*", "/fonts/*", "/samples/*"];
}
